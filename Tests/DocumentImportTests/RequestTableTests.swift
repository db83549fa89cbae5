import EndpointSpec
import Testing

@testable import DocumentImport

/// The facts in the table at the beginning of the request section.
@Suite struct RequestTableTests {
    private static func read(_ row: String) throws -> (spec: EndpointSpec, findings: [String]) {
        let read = try ReadDocument(RowsTests.document(basics: row))
        return (read.spec, read.findings)
    }

    @Test(arguments: [
        ("1,000 次/分钟", ["1000/60"]), ("5 QPS 以及 10000 次/天", ["5/1", "10000/86400"]), ("50次每秒", ["50/1"]),
        ("100 次/s", ["100/1"]), ("５０ 次／秒", ["50/1"]), ("100 QPM", ["100/60"]), ("10 qps", ["10/1"]),
        ("1万次/天", ["10000/86400"]), ("每分钟最多 100 次", ["100/60"]), ("20 次/5 秒", ["20/5"]), ("10 requests/min", ["10/60"]),
        ("[20 次/秒](https://open.feishu.cn/document/1/2)", ["20/1"]), ("1000 次/分钟、50 次/秒", ["1000/60", "50/1"]),
    ])
    func rateLimitsAreReadInManyForms(text: String, expected: [String]) throws {
        let (spec, findings) = try Self.read("接口频率限制 | \(text)")
        #expect(spec.rateLimits?.map { "\($0.requests)/\($0.seconds)" } == expected)
        #expect(spec.rateLimitNote == nil && findings == [])
    }

    @Test(arguments: [
        ("5～10 次/秒", [], "5～10 次/秒"), ("0 次/秒", [], "0 次/秒"), ("1,00 次/秒", [], "1,00 次/秒"),
        ("50 次/秒、每租户 3 个", [50], "每租户 3 个"), ("99999999999999999999 次/秒", [], "99999999999999999999 次/秒"),
    ])
    func anUnreadRateLimitIsReportedAndTheOthersAreRead(text: String, expected: [Int], note: String) throws {
        let (spec, findings) = try Self.read("接口频率限制 | \(text)")
        #expect(spec.rateLimits?.map(\.requests) == expected && spec.rateLimitNote == note)
        #expect(findings == ["8 unread-row"])
    }

    @Test(arguments: ["特殊频控", "[特殊频控](https://open.feishu.cn/document/uUzN04SN3QjL1cDN)"])
    func aRateLimitWithoutANumberIsANote(text: String) throws {
        let (spec, findings) = try Self.read("接口频率限制 | \(text)")
        #expect(spec.rateLimits == [] && spec.rateLimitNote == text && findings == [])
    }

    @Test(arguments: [
        ("自建应用、商店应用", [EndpointSpec.AppType.custom, .store]), ("自建应用<br>商店应用", [.custom, .store]),
        ("Custom App、Store App", [.custom, .store]), ("custom,isv", [.custom, .store]), ("仅自建应用", [.custom]),
        ("ISV", [.store]), ("应用商店应用", [.store]),
    ])
    func appTypesAreReadInManyForms(text: String, expected: [EndpointSpec.AppType]) throws {
        let (spec, findings) = try Self.read("支持的应用类型 | \(text)")
        #expect(spec.appTypes == expected && findings == [])
    }

    @Test(arguments: [
        ("小程序", nil as [EndpointSpec.AppType]?), ("", nil), ("自建应用、小程序", [.custom]), ("不支持商店应用", nil),
    ])
    func unreadAppTypesAreReportedAndAbsent(text: String, expected: [EndpointSpec.AppType]?) throws {
        let (spec, findings) = try Self.read("支持的应用类型 | \(text)")
        #expect(spec.appTypes == expected && findings == ["8 unread-row"])
    }

    @Test(arguments: [
        ("离线访问(offline_access)", ["offline_access"]), ("offline_access", ["offline_access"]),
        ("读(demo:read)、写(demo:write)", ["demo:read", "demo:write"]),
        ("demo:read, demo:write", ["demo:read", "demo:write"]),
        ("查看、评论(demo:read)", ["demo:read"]),
    ])
    func scopesAreReadInManyForms(text: String, expected: [String]) throws {
        let (spec, findings) = try Self.read("权限要求 | \(text)")
        #expect(spec.scopes?.map(\.name) == expected && findings == [])
    }

    @Test(arguments: ["权限要求", "字段权限要求"])
    func unreadScopesAreAbsent(label: String) throws {
        let (spec, findings) = try Self.read("\(label) | 没有名字的权限")
        #expect(spec.scopes == nil && spec.fieldScopes == nil && findings == ["8 unread-row"])
    }

    @Test(arguments: ["权限要求  \n**任一权限**\n任意一项权限即可", "权限要求  \n任一权限  \n任意一项权限", "权限要求<br>任一权限", "**权限要求**："])
    func aLabelCanHaveSeveralLines(label: String) throws {
        let (spec, findings) = try Self.read("\(label) | 读(demo:read)\n支持的应用类型 | 自建应用")
        #expect(spec.scopes?.map(\.name) == ["demo:read"] && spec.appTypes == [.custom] && findings == [])
    }

    @Test func unreadAccessTokensAreReportedAndAbsent() throws {
        let header = "### 请求头\n名称 | 类型 | 必填 | 描述\n--- | --- | --- | ---\nAuthorization | string | 是 | 见说明\n\n"
        let read = try ReadDocument(RowsTests.document().replacing("### 请求体\n", with: header + "### 请求体\n"))
        #expect(read.spec.accessTokens == nil && read.findings == ["13 unread-row"])
        let row = try Self.read("凭证要求 | 见说明")
        #expect(row.spec.accessTokens == nil && row.findings == ["8 unread-row"])
    }
}
