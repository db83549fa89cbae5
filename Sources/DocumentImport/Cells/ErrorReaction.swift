import EndpointSpec

/// Derives the recommended reaction to an error code from its documentation.
///
/// If the documentation does not recommend a reaction, the client decides by the HTTP status at run time.
enum ErrorReaction {
    /// What a phrase in the message or the advice says.
    enum Sign {
        /// Advises against a retry, or against a retry within the next hours.
        case noRetry
        case rateLimit
        /// Recommends a retry unconditionally, if it is in the message.
        case retry
        /// Says of a token that it is invalid or expired.
        case invalidToken
    }

    static func reaction(to error: EndpointSpec.DocumentedError) -> EndpointSpec.Reaction? {
        let message = error.message.lowercased()
        let advice = (error.advice ?? "").lowercased().withoutLinkTargets
        let text = message + "\n" + advice
        let signs = Vocabulary.errorSigns
        if signs.isMeant(.noRetry, in: text) { return EndpointSpec.Reaction.none }
        if reportsInvalidToken(text) { return .renewToken }
        // A write conflict is not `throttled`, because part of the work may be done before it occurs.
        if error.status != 429, message.containsBytes(of: "write conflict") { return .retry }
        // A server error is never `throttled`, because the request may have been executed before the error occurred.
        if (error.status ?? 0) < 500, signs.isMeant(.rateLimit, in: text) { return .throttled }
        if signs.isMeant(.retry, in: message) { return .retry }
        return clauses(of: advice).contains(where: suggestsRetry) ? .retry : nil
    }

    /// Returns whether the text reports an invalid or expired access token. Returns `false` for other tokens, such as page and
    /// file tokens, and for any text that mentions a refresh token, because the client cannot renew these tokens.
    private static func reportsInvalidToken(_ text: String) -> Bool {
        if text.containsBytes(of: "refresh_token") || text.containsBytes(of: "refresh token") { return false }
        return clauses(of: text).contains { clause in
            (clause.containsBytes(of: "access_token") || clause.containsBytes(of: "access token"))
                && Vocabulary.errorSigns.isMeant(.invalidToken, in: String(clause))
        }
    }

    /// Splits the text at punctuation marks and line breaks.
    private static func clauses(of text: String) -> [Substring] {
        text.split { "，。；、,;.！!\n：:（）()".contains($0) }.map(\.trimmed)
    }

    /// Returns whether the clause recommends a retry without any condition except waiting. For example, 请稍后重试 and
    /// “Please try again later” do, but 修改参数后重试 and “Change the parameters and try again” do not.
    private static func suggestsRetry(_ clause: Substring) -> Bool {
        guard let verb = Vocabulary.retryVerbs.first(where: clause.containsBytes(of:)) else { return false }
        if ["try again later", "retry later", "please retry"].contains(where: clause.containsBytes(of:)) {
            return true
        }
        var rest = String(clause)
        for word in [verb] + Vocabulary.retryFillers { rest = rest.replacing(word, with: "") }
        return rest.allSatisfy(\.isWhitespace)
    }
}
