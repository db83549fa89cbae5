import Foundation

/// An event of a client, for logs, metrics, and traces.
///
/// Events do not contain access tokens or secrets. Cases can be added, so use a `switch` with a `default` case.
public enum FeishuEvent: Sendable {
    /// A call started.
    case started(FeishuCallInfo)
    /// A call waited to stay within the documented rate limits.
    case throttled(FeishuCallInfo, waited: Duration)
    /// A call failed and will be retried after a pause.
    case retrying(FeishuCallInfo, FeishuError, pause: Duration)
    /// The platform rejected the access token of a call, which will be sent once more with another token.
    case tokenRejected(FeishuCallInfo, FeishuError)
    /// A field or element of a response was dropped because its type is not the documented type.
    case fieldDropped(FeishuCallInfo, FeishuDecodingFailure)
    /// A call finished and is about to return or throw.
    case finished(FeishuCallInfo, FeishuCallSummary)
    /// An access token was fetched.
    case tokenRefreshed(FeishuTokenKey, duration: Duration)
    /// An access token could not be fetched. Calls continue with the previous token while that is valid.
    case tokenRefreshFailed(FeishuTokenKey, any Error)
    /// The token store failed. The client continues without it.
    case tokenStoreFailed(FeishuTokenKey, any Error)
}

/// A closure that receives events. It is called on the task of the call, so it should return quickly.
public typealias FeishuObserver = @Sendable (FeishuEvent) -> Void

/// The identity of the call of an event or attempt.
public struct FeishuCallInfo: Sendable {
    /// The request id in the call's options, or a random id.
    public let id: String
    public let endpoint: FeishuEndpointDescriptor
    /// The tenant for which a store app calls.
    public let tenantKey: String?
}

/// The outcome and statistics of a call.
public struct FeishuCallSummary: Sendable {
    /// The total duration, including all waits.
    public let duration: Duration
    /// The total wait to stay within the rate limits.
    public let throttled: Duration
    /// The number of times that the call was sent.
    public let attempts: Int
    /// The HTTP status of the last response, or nil if no response was received.
    public let status: Int?
    /// The log id of the last response, by which the platform's support can find the call.
    public let logID: String?
    /// The error that the call throws, or nil if it returns.
    public let error: (any Error)?
}

extension FeishuEvent: CustomStringConvertible {
    /// The event as one line for a log.
    public var description: String {
        switch self {
        case .started(let call): "\(call) started"
        case .throttled(let call, let waited): "\(call) waited \(waited) for a rate limit"
        case .retrying(let call, let error, let pause): "\(call) will be retried in \(pause): \(error)"
        case .tokenRejected(let call, let error): "\(call) will be retried with another token: \(error)"
        case .fieldDropped(let call, let failure): "\(call) dropped a value \(failure)"
        case .finished(let call, let summary): "\(call) \(summary)"
        case .tokenRefreshed(let key, let duration): "fetched \(key) in \(duration)"
        case .tokenRefreshFailed(let key, let error): "could not fetch \(key): \(error.localizedDescription)"
        case .tokenStoreFailed(let key, let error): "token store failed for \(key): \(error.localizedDescription)"
        }
    }
}

extension FeishuCallInfo: CustomStringConvertible {
    public var description: String {
        "\(endpoint.id) [\(id)]" + (tenantKey.map { " for tenant \($0)" } ?? "")
    }
}

extension FeishuCallSummary: CustomStringConvertible {
    public var description: String {
        let times = "after \(duration) and \(attempts) attempt\(attempts == 1 ? "" : "s")"
        if let error { return "failed \(times): \(error is CancellationError ? "cancelled" : "\(error)")" }
        return "succeeded \(times)"
    }
}
