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
