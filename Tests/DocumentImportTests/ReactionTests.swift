import EndpointSpec
import SourceText
import Testing

@testable import DocumentImport

/// What the words of error codes say about repeating a call.
@Suite struct ReactionTests {
    @Test(
        arguments: [
            (400, "TooManyRequest", "请求过快，稍后重试", "throttled"), (200, "Too Many Request", "请求过于频繁。请稍后重试", "throttled"),
            (nil, "This operation triggers the frequency limit.", "当前操作触发限频，请降低请求频率后重试。", "throttled"),
            (429, "Concurrent write conflict. Please retry later", "请求被限流，请稍后重试", "throttled"),
            (500, "internal error", "服务异常或触发限流，请稍后重试", "retry"), (400, "Write conflict", "请求过快，出现冲突", "retry"),
            (400, "Data not ready, please try again later", "建议等待一段时间后重试", "retry"),
            (400, "fail", "重试，若稳定失败请联系[支持](x)", "retry"),
            (500, "error", "服务内部错误，请稍后重试", "retry"),
            (400, "lock error,wait some seconds and retry", "请等待几秒后重试", "retry"),
            (400, "internal err", "服务内部错误，请勿重试", "none"), (200, "rate limit", "已超过每日上限", "none"),
            (400, "User is in delete progress, retry later", "请等待至多 48 小时后重试。", "none"),
            (200, "The tenant access token passed is invalid.", "检查tenant_access_token是否有效", "renewToken"),
            (401, "failed, please check your access token", "通常为 access_token 失效", "renewToken"),
            (400, "folder_token 无效", "请确认 user_access_token 有该文件夹权限", nil),
            (400, "page token is invalid", "page_token 无效", nil),
            (200, "The refresh token passed is invalid", "无效refresh_token", nil),
            (400, "param is invalid", "参数错误，请检查参数后重试", nil),
            (400, "name duplicate", "你需要修改传入的 name 参数值，并重试。", nil), (400, "Deleted", "请恢复表格后重试", nil),
            (400, "limit", "请先删除[其他](https://x.example/a.b)后重试。", nil), (400, "too many cells", "确认数量是否超上限", nil),
            (400, "fail", "Please wait a few seconds, then try again.", "retry"),
            (400, "fail", "Retry the request later", "retry"),
            (400, "fail", "Change the parameters and try again", nil),
            (400, "fail", "There is no need to retry.", "none"),
        ] as [(Int?, String, String, String?)])
    func theWordsDecide(status: Int?, message: String, advice: String, reaction: String?) {
        let error = EndpointSpec.DocumentedError(status: status, code: 1, message: message, advice: advice)
        #expect(ErrorReaction.reaction(to: error)?.rawValue == reaction)
    }

    @Test func anExplorerLinkWithFurtherPartsIsRead() throws {
        let text = "x {y}(url=/api_explore_config?project=hire&version=v1&resource=job&method=get&debug)\n"
        #expect(Markdown(text).operationID?.description == "hire.v1.job.get")
    }
}
