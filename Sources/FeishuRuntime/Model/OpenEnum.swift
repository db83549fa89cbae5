/// A value of a documented list that may grow: what the platform sends is kept even where the list does not have it.
///
/// Known values are static members, so that a new one breaks nobody's `switch`; compare with `==` or match with a
/// `default` case.
public protocol FeishuOpenEnum: RawRepresentable, Codable, Hashable, Sendable, FeishuParameterValue, FeishuLenientValue,
    CustomStringConvertible
where RawValue: Codable & Hashable & Sendable & FeishuParameterValue & FeishuLenientValue {
    init(rawValue: RawValue)

    /// The values that the document lists, in its order.
    static var allKnownValues: [Self] { get }
}

extension FeishuOpenEnum {
    /// Whether the document lists the value.
    public var isKnown: Bool { Self.allKnownValues.contains(self) }

    /// The value as it stands on the wire.
    public var description: String { rawValue.parameterText }

    public var parameterText: String { rawValue.parameterText }
}
