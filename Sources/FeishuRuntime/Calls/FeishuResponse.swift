/// The response to a call: the decoded value, and the HTTP response that contained it.
public struct FeishuResponse<Value: Sendable>: Sendable {
    public let value: Value
    /// The status, headers, and body as received.
    public let http: FeishuHTTPResponse

    /// The log id, by which the platform's support can find the call.
    public var logID: String? { http.logID }
}
