import EndpointSpec

/// What a client should do about an error code, from the words of its document.
///
/// Only what the document says of itself counts: where it is silent, the HTTP status decides at run time.
enum ErrorReaction {
    static func of(_ error: EndpointSpec.DocumentedError) -> EndpointSpec.Reaction? {
        let message = error.message.lowercased()
        let advice = (error.advice ?? "").lowercased().withoutLinkTargets
        let text = message + "\n" + advice
        if refusals.contains(where: text.containsBytes(of:)) { return EndpointSpec.Reaction.none }
        if isRejectedToken(text) { return .renewToken }
        // A conflict can arise after a part of the work is done.
        if error.status != 429, message.containsBytes(of: "write conflict") { return .retry }
        // A call that failed within the service can have run.
        if (error.status ?? 0) < 500, limits.contains(where: text.containsBytes(of:)) { return .throttled }
        if invitations.contains(where: message.containsBytes(of:)) { return .retry }
        return clauses(of: advice).contains(where: isInvitation) ? .retry : nil
    }

    /// Words that advise against another try, or name a wait that no call can last.
    private static let refusals = [
        "请勿重试", "不要重试", "勿重试", "无需重试", "不需要再重试", "不需要重试", "do not retry", "don't retry", "每日上限", "小时后重试",
        "小时后再试", "次日", "第二天",
    ]

    private static let limits = [
        "too many request", "toomanyrequest", "too many requests", "request too fast", "requests too fast",
        "too frequent",
        "rate limit", "ratelimit", "rate-limit", "frequency limit", "qps over limit", "qps limit", "over qps", "限流",
        "限频",
        "频率限制", "频控", "请求过快", "请求过于频繁", "操作过于频繁", "请求太频繁", "发送过于频繁", "创建过于频繁", "请求过多", "请求次数超过", "qps 超限",
        "qps超限",
    ]

    /// What a message says to every caller.
    private static let invitations = [
        "try again later", "retry later", "please retry", "please try again", "can retry", "try later",
        "wait some seconds",
        "稍后重试", "稍后再试", "请重试",
    ]

    /// Whether the text says that an access token is invalid or expired. A refresh token, and a token of a page, a file or a
    /// document, cannot be renewed.
    private static func isRejectedToken(_ text: String) -> Bool {
        if text.containsBytes(of: "refresh_token") || text.containsBytes(of: "refresh token") { return false }
        return clauses(of: text).contains { clause in
            (clause.containsBytes(of: "access_token") || clause.containsBytes(of: "access token"))
                && rejections.contains(where: clause.containsBytes(of:))
        }
    }

    private static let rejections = [
        "is invalid", "is expired", "has expired", "invalid access token", "is not found", "无效", "过期", "失效",
        "please check your access token",
    ]

    /// The parts of a text between punctuation.
    private static func clauses(of text: String) -> [Substring] {
        text.split { "，。；、,;.！!\n：:（）()".contains($0) }.map(\.trimmed)
    }

    /// Whether a clause invites to try again, without another condition than to wait: 请稍后重试, but not 修改参数后重试.
    private static func isInvitation(_ clause: Substring) -> Bool {
        guard let verb = ["重试", "再试", "重新尝试", "重新请求", "稍后访问"].first(where: clause.containsBytes(of:)) else {
            return ["try again later", "retry later", "please retry"].contains(where: clause.containsBytes(of:))
        }
        var rest = String(clause)
        for word in [verb] + fillers { rest = rest.replacing(word, with: "") }
        return rest.allSatisfy(\.isWhitespace)
    }

    /// The words around the verb, longer ones first.
    private static let fillers = [
        "一段时间后", "可以尝试", "一段时间", "请等待", "可尝试", "几秒后", "进行", "可以", "建议", "需要", "稍后", "稍候", "等待", "尝试", "直接", "调用",
        "请", "可", "再", "应",
    ]
}
