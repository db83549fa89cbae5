/// The documentation of one of an endpoint's error codes.
public struct FeishuDocumentedError: Hashable, Sendable {
    public let code: FeishuErrorCode
    /// The documented HTTP status of a response with this code.
    public let status: Int?
    public let message: String
    /// The documented way to resolve the error, as Markdown.
    public let advice: String?

    public init(_ code: FeishuErrorCode, status: Int? = nil, _ message: String, advice: String? = nil) {
        self.code = code
        self.status = status
        self.message = message
        self.advice = advice
    }
}
