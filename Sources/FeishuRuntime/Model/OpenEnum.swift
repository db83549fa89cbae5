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

    /// The names of the documented values, in the same order.
    static var knownNames: [String] { get }
}

extension FeishuOpenEnum {
    /// Whether the value is documented.
    public var isKnown: Bool { Self.allKnownValues.contains(self) }

    public static var knownNames: [String] { [] }

    /// The name of a documented value and the raw value, such as `processing (1)`; only the raw value of another one.
    public var description: String {
        let raw = rawValue.parameterText
        guard let index = Self.allKnownValues.firstIndex(of: self), index < Self.knownNames.count,
            Self.knownNames[index] != raw
        else { return raw }
        return "\(Self.knownNames[index]) (\(raw))"
    }

    public var parameterText: String { rawValue.parameterText }
}
