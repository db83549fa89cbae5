/// What a call returned: the value, and the HTTP answer that it was read from.
public struct FeishuResponse<Value: Sendable>: Sendable {
    public let value: Value
    /// Status, headers and body as they came.
    public let http: FeishuHTTPResponse

    /// The id by which the platform's support finds the call.
    public var logID: String? { http.logID }
}
