/// An error code of the platform.
///
/// The documented codes of each service are static members: `.hire.taskNotFound`.
public struct FeishuErrorCode: RawRepresentable, Hashable, Sendable, ExpressibleByIntegerLiteral,
    CustomStringConvertible
{
    public let rawValue: Int

    public init(rawValue: Int) { self.rawValue = rawValue }
    public init(integerLiteral value: Int) { rawValue = value }

    public var description: String { String(rawValue) }
}

/// What an endpoint's document says about one of its error codes.
public struct DocumentedError: Hashable, Sendable {
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
