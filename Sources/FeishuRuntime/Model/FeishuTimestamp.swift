import Foundation

/// A Unix timestamp of the platform, whose unit is part of the type: `FeishuTimestamp<FeishuMilliseconds, String>` is a string with
/// the number of milliseconds since 1970.
///
/// The value is what the platform sent or the caller wrote, also if it is no time: the platform sends `"0"` and `""` for a time
/// that is not set. Create it from a `Date`, or from a literal with the value on the wire.
public struct FeishuTimestamp<Unit: FeishuTimestampUnit, Wire: FeishuTimestampWire>: Codable, Hashable, Sendable {
    /// The value on the wire, in the unit of the type.
    public var wire: Wire

    public init(wire: Wire) { self.wire = wire }

    /// Creates the timestamp of a date, rounded to the unit. A date beyond the range of `Int` becomes the closest one within.
    public init(_ date: Date) {
        let number = (date.timeIntervalSince1970 * Unit.perSecond).rounded()
        self.init(wire: Wire(feishuTimestamp: Int(exactly: number) ?? (number < 0 ? .min : .max)))
    }

    /// The point in time; nil if the value is 0 or not an integer.
    public var date: Date? {
        guard let number = wire.feishuTimestamp, number != 0 else { return nil }
        return Date(timeIntervalSince1970: Double(number) / Unit.perSecond)
    }

    public init(from decoder: any Decoder) throws { wire = try Wire(from: decoder) }

    public func encode(to encoder: any Encoder) throws { try wire.encode(to: encoder) }
}

/// The unit of a `FeishuTimestamp`.
public protocol FeishuTimestampUnit: Sendable {
    /// The number of units in a second.
    static var perSecond: Double { get }
}

/// The unit of Unix timestamps in seconds.
public enum FeishuSeconds: FeishuTimestampUnit {
    public static let perSecond = 1.0
}

/// The unit of Unix timestamps in milliseconds.
public enum FeishuMilliseconds: FeishuTimestampUnit {
    public static let perSecond = 1000.0
}

/// A type that a `FeishuTimestamp` can have on the wire: `String` or `Int`.
public protocol FeishuTimestampWire: Codable, Hashable, FeishuParameterValue {
    init(feishuTimestamp: Int)

    /// The number; nil if the value is not an integer.
    var feishuTimestamp: Int? { get }
}

extension String: FeishuTimestampWire {
    public init(feishuTimestamp: Int) { self.init(feishuTimestamp) }

    public var feishuTimestamp: Int? { Int(self) }
}

extension Int: FeishuTimestampWire {
    public init(feishuTimestamp: Int) { self = feishuTimestamp }

    public var feishuTimestamp: Int? { self }
}

extension FeishuTimestamp: FeishuParameterValue {
    public var parameterText: String { wire.parameterText }
}

extension FeishuTimestamp: CustomStringConvertible {
    /// The value on the wire.
    public var description: String { wire.parameterText }
}

extension FeishuTimestamp: ExpressibleByUnicodeScalarLiteral, ExpressibleByExtendedGraphemeClusterLiteral,
    ExpressibleByStringLiteral
where Wire == String {
    public init(stringLiteral value: String) { self.init(wire: value) }
}

extension FeishuTimestamp: ExpressibleByIntegerLiteral where Wire == Int {
    public init(integerLiteral value: Int) { self.init(wire: value) }
}

/// A timestamp of any type.
package protocol AnyTimestamp: LenientValue {
    static var wireType: Any.Type { get }
    /// The unit as specs spell it.
    static var format: String { get }
}

extension FeishuTimestamp: AnyTimestamp {
    package static var wireType: Any.Type { Wire.self }
    package static var format: String { Unit.perSecond == 1 ? "unix-seconds" : "unix-milliseconds" }

    package init?(lenient value: FeishuJSONValue) {
        guard let wire = value.converted(to: Wire.self) else { return nil }
        self.init(wire: wire)
    }
}
