import EndpointSpec

/// Derives the recommended reaction to an error code from its documentation.
///
/// If the documentation does not recommend a reaction, the client decides by the HTTP status at run time.
enum ErrorReaction {
    static func reaction(to error: EndpointSpec.DocumentedError) -> EndpointSpec.Reaction? {
        let message = error.message.lowercased()
        let advice = (error.advice ?? "").lowercased().withoutLinkTargets
        let text = message + "\n" + advice
        if noRetryPhrases.contains(where: text.containsBytes(of:)) { return EndpointSpec.Reaction.none }
        if reportsInvalidToken(text) { return .renewToken }
        // A write conflict is not `throttled`, because part of the work may be done before it occurs.
        if error.status != 429, message.containsBytes(of: "write conflict") { return .retry }
        // A server error is never `throttled`, because the request may have been executed before the error occurred.
        if (error.status ?? 0) < 500, rateLimitPhrases.contains(where: text.containsBytes(of:)) { return .throttled }
        if retryPhrases.contains(where: message.containsBytes(of:)) { return .retry }
        return clauses(of: advice).contains(where: suggestsRetry) ? .retry : nil
    }

    /// Phrases that advise against a retry, or against a retry within the next hours.
    private static let noRetryPhrases = [
        "请勿重试", "不要重试", "勿重试", "无需重试", "不需要再重试", "不需要重试", "do not retry", "don't retry", "每日上限", "小时后重试",
        "小时后再试", "次日", "第二天",
    ]

    private static let rateLimitPhrases = [
        "too many request", "toomanyrequest", "too many requests", "request too fast", "requests too fast",
        "too frequent",
        "rate limit", "ratelimit", "rate-limit", "frequency limit", "qps over limit", "qps limit", "over qps", "限流",
        "限频",
        "频率限制", "频控", "请求过快", "请求过于频繁", "操作过于频繁", "请求太频繁", "发送过于频繁", "创建过于频繁", "请求过多", "请求次数超过", "qps 超限",
        "qps超限",
    ]

    /// Phrases in a message that recommend a retry unconditionally.
    private static let retryPhrases = [
        "try again later", "retry later", "please retry", "please try again", "can retry", "try later",
        "wait some seconds",
        "稍后重试", "稍后再试", "请重试",
    ]

    /// Returns whether the text reports an invalid or expired access token. Returns `false` for other tokens, such as page and
    /// file tokens, and for any text that mentions a refresh token, because the client cannot renew these tokens.
    private static func reportsInvalidToken(_ text: String) -> Bool {
        if text.containsBytes(of: "refresh_token") || text.containsBytes(of: "refresh token") { return false }
        return clauses(of: text).contains { clause in
            (clause.containsBytes(of: "access_token") || clause.containsBytes(of: "access token"))
                && invalidTokenPhrases.contains(where: clause.containsBytes(of:))
        }
    }

    private static let invalidTokenPhrases = [
        "is invalid", "is expired", "has expired", "invalid access token", "is not found", "无效", "过期", "失效",
        "please check your access token",
    ]

    /// Splits the text at punctuation marks and line breaks.
    private static func clauses(of text: String) -> [Substring] {
        text.split { "，。；、,;.！!\n：:（）()".contains($0) }.map(\.trimmed)
    }

    /// Returns whether the clause recommends a retry without any condition except waiting. For example, 请稍后重试 does, but
    /// 修改参数后重试 does not.
    private static func suggestsRetry(_ clause: Substring) -> Bool {
        guard let verb = ["重试", "再试", "重新尝试", "重新请求", "稍后访问"].first(where: clause.containsBytes(of:)) else {
            return ["try again later", "retry later", "please retry"].contains(where: clause.containsBytes(of:))
        }
        var rest = String(clause)
        for word in [verb] + fillers { rest = rest.replacing(word, with: "") }
        return rest.allSatisfy(\.isWhitespace)
    }

    /// Words that can surround the verb, sorted by descending length.
    private static let fillers = [
        "一段时间后", "可以尝试", "一段时间", "请等待", "可尝试", "几秒后", "进行", "可以", "建议", "需要", "稍后", "稍候", "等待", "尝试", "直接", "调用",
        "请", "可", "再", "应",
    ]
}
