/// The query and header parameters of a call, by wire name.
public struct FeishuRequestParameters: Sendable {
    package private(set) var query: [(name: String, value: String)] = []
    package private(set) var headers: [(name: String, value: String)] = []

    package init() {}

    /// Adds `name=value` to the query. Does nothing if the value is nil.
    public mutating func query(_ name: String, _ value: (some FeishuParameterValue)?) {
        if let value { query.append((name, value.parameterText)) }
    }

    /// Adds `name=value` to the query for each element.
    public mutating func query(_ name: String, _ values: [some FeishuParameterValue]?) {
        query += (values ?? []).map { (name, $0.parameterText) }
    }

    /// Adds a header. Does nothing if the value is nil.
    public mutating func header(_ name: String, _ value: (some FeishuParameterValue)?) {
        if let value { headers.append((name, value.parameterText)) }
    }
}
