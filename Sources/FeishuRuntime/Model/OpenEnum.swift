/// A type for the values of a documented list that can grow. Values that are not in the list are preserved.
///
/// Known values are static members, so that a new value does not break existing `switch` statements. Compare values
/// with `==`, or use a `switch` with a `default` case.
public protocol FeishuOpenEnum: RawRepresentable, Codable, Hashable, Sendable, FeishuParameterValue, FeishuLenientValue,
    CustomStringConvertible
where RawValue: Codable & Hashable & Sendable & FeishuParameterValue & FeishuLenientValue {
    init(rawValue: RawValue)

    /// The documented values, in the order of the document.
    static var allKnownValues: [Self] { get }
}

extension FeishuOpenEnum {
    /// Whether the value is documented.
    public var isKnown: Bool { Self.allKnownValues.contains(self) }

    /// The raw value as a string.
    public var description: String { rawValue.parameterText }

    public var parameterText: String { rawValue.parameterText }
}
