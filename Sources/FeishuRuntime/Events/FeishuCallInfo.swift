/// The identity of the call of an event or attempt.
public struct FeishuCallInfo: Sendable {
    /// A random id, which all events and attempts of the call share, and no other call.
    public let id: String
    /// The request id in the call's options, which is sent to the platform.
    public let requestID: String?
    public let endpoint: FeishuEndpointDescriptor
    /// The tenant for which a store app calls.
    public let tenantKey: String?

    public init(id: String, requestID: String? = nil, endpoint: FeishuEndpointDescriptor, tenantKey: String? = nil) {
        self.id = id
        self.requestID = requestID
        self.endpoint = endpoint
        self.tenantKey = tenantKey
    }
}

/// An attempt to send a call.
public struct FeishuCallAttempt: Sendable {
    public let call: FeishuCallInfo
    /// The number of the attempt, starting with 1.
    public let number: Int

    public init(call: FeishuCallInfo, number: Int) {
        self.call = call
        self.number = number
    }
}

extension FeishuCallInfo: CustomStringConvertible {
    public var description: String {
        let text =
            "\(endpoint.id) [\(id)\(requestID.map { ", request \($0)" } ?? "")]"
            + (tenantKey.map { " for tenant \($0)" } ?? "")
        return text.onOneLine
    }
}

extension FeishuCallAttempt: CustomStringConvertible {
    public var description: String { "\(call) attempt \(number)" }
}
