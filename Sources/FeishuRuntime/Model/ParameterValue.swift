/// A value that can be sent in a path, a query, or a header.
public protocol FeishuParameterValue: Sendable {
    /// The value as a string, before percent-encoding.
    var parameterText: String { get }
}

extension String: FeishuParameterValue {
    public var parameterText: String { self }
}

extension Int: FeishuParameterValue {
    public var parameterText: String { String(self) }
}

extension Double: FeishuParameterValue {
    public var parameterText: String { String(self) }
}

extension Bool: FeishuParameterValue {
    public var parameterText: String { self ? "true" : "false" }
}
