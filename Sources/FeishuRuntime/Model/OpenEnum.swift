/// A type for the values of a documented list that can grow. Values that are not in the list are preserved.
///
/// Known values are static members, so that a new value does not break existing `switch` statements. Compare values
/// with `==`, or use a `switch` with a `default` case.
public protocol FeishuOpenEnum: RawRepresentable, Codable, Hashable, Sendable, FeishuParameterValue,
    CustomStringConvertible
where RawValue: Codable & Hashable & Sendable & FeishuParameterValue {
    init(rawValue: RawValue)

    /// The documented values by the names of their constants, in the order of the document.
    static var known: KeyValuePairs<String, Self> { get }
}

extension FeishuOpenEnum {
    /// Whether the value is documented.
    public var isKnown: Bool { Self.known.contains { $0.value == self } }

    /// The documented values, in the order of the document.
    public static var allKnownValues: [Self] { known.map(\.value) }

    /// The name of a documented value and the raw value, such as `processing (1)`; only the raw value of another one.
    public var description: String {
        let raw = rawValue.parameterText
        guard let name = Self.known.first(where: { $0.value == self })?.key, name != raw else { return raw }
        return "\(name) (\(raw))"
    }

    public var parameterText: String { rawValue.parameterText }
}
