/// What an endpoint's document says about one of its error codes.
public struct FeishuDocumentedError: Hashable, Sendable {
    public let code: FeishuErrorCode
    /// The HTTP status that comes with it, according to the document.
    public let status: Int?
    public let message: String
    /// What to do about it, as Markdown.
    public let advice: String?

    public init(_ code: FeishuErrorCode, status: Int? = nil, _ message: String, advice: String? = nil) {
        self.code = code
        self.status = status
        self.message = message
        self.advice = advice
    }
}
