/// The query and header parameters of one call, by their names on the wire.
public struct RequestParameters: Sendable {
    private(set) var query: [(name: String, value: String)] = []
    private(set) var headers: [(name: String, value: String)] = []

    /// Adds `name=value` to the query; nil adds nothing.
    public mutating func query(_ name: String, _ value: (some ParameterValue)?) {
        if let value { query.append((name, value.parameterText)) }
    }

    /// Adds `name=value` to the query once per element.
    public mutating func query(_ name: String, _ values: [some ParameterValue]?) {
        query += (values ?? []).map { (name, $0.parameterText) }
    }

    /// Adds a header; nil adds nothing.
    public mutating func header(_ name: String, _ value: (some ParameterValue)?) {
        if let value { headers.append((name, value.parameterText)) }
    }
}

/// What can stand in a path, a query or a header.
public protocol ParameterValue: Sendable {
    /// The value as it is sent, before percent-encoding.
    var parameterText: String { get }
}

extension String: ParameterValue {
    public var parameterText: String { self }
}

extension Int: ParameterValue {
    public var parameterText: String { String(self) }
}

extension Double: ParameterValue {
    public var parameterText: String { String(self) }
}

extension Bool: ParameterValue {
    public var parameterText: String { self ? "true" : "false" }
}
