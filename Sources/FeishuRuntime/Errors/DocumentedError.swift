/// The documentation of one of an endpoint's error codes.
public struct FeishuDocumentedError: Hashable, Sendable {
    public let code: FeishuErrorCode
    /// The documented HTTP status of a response with this code.
    public let status: Int?
    public let message: String
    /// What the client does about it. If nil, the HTTP status decides.
    public let reaction: FeishuErrorReaction?
    /// The documented way to resolve the error, as Markdown.
    public let advice: String?

    public init(
        _ code: FeishuErrorCode, status: Int? = nil, _ message: String, reaction: FeishuErrorReaction? = nil,
        advice: String? = nil
    ) {
        self.code = code
        self.status = status
        self.message = message
        self.reaction = reaction
        self.advice = advice
    }
}

/// What a client does about a documented error.
public enum FeishuErrorReaction: Hashable, Sendable {
    /// Waits and repeats the call, which exceeded a limit and did not run.
    case throttled
    /// Repeats the call if that is safe.
    case retry
    /// Repeats the call once with a new access token, because the platform rejected the first one.
    case renewToken
    /// Throws the error, because a repetition would fail in the same way.
    case noRetry
}
