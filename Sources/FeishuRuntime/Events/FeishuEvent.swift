import Foundation

/// Something that happens in a client beside what its calls return and throw; for logs, metrics and traces.
///
/// No event shows an access token or a secret. There will be more cases: switch with a `default`.
public enum FeishuEvent: Sendable {
    /// A call begins.
    case started(FeishuCallInfo)
    /// A call had to wait for its turn, so that the documented rate limit is kept.
    case throttled(FeishuCallInfo, waited: Duration)
    /// A call failed and is sent again after a pause.
    case retrying(FeishuCallInfo, FeishuError, pause: Duration)
    /// A call was sent with an access token that the platform rejected, and is sent once more with another.
    case tokenRejected(FeishuCallInfo, FeishuError)
    /// A field or element of an answer was left out because it has another type than documented.
    case fieldDropped(FeishuCallInfo, FeishuDecodingFailure)
    /// A call is over: it returns or throws.
    case finished(FeishuCallInfo, FeishuCallSummary)
    /// An access token was fetched.
    case tokenRefreshed(FeishuTokenKey, duration: Duration)
    /// An access token could not be fetched. Where another still holds, calls go on with that.
    case tokenRefreshFailed(FeishuTokenKey, any Error)
    /// The token store failed, so the client goes on without it.
    case tokenStoreFailed(FeishuTokenKey, any Error)
}

/// Is told what happens. It is called on the task of the call, so it should be quick.
public typealias FeishuObserver = @Sendable (FeishuEvent) -> Void

/// Which call an event or an attempt belongs to.
public struct FeishuCallInfo: Sendable {
    /// Tells calls apart: the request id of the call's options, or else a random one.
    public let id: String
    public let endpoint: FeishuEndpointDescriptor
    /// Where a store app calls for a tenant.
    public let tenantKey: String?
}

/// How a call went.
public struct FeishuCallSummary: Sendable {
    /// From its beginning to its end, with all waiting.
    public let duration: Duration
    /// How long it waited for its turn under the rate limits.
    public let throttled: Duration
    /// How often it was sent.
    public let attempts: Int
    /// The status of the last answer, where one came.
    public let status: Int?
    /// The id by which the platform's support finds the last answer.
    public let logID: String?
    /// What the call throws; nil where it returns.
    public let error: (any Error)?
}

extension FeishuEvent: CustomStringConvertible {
    /// One line for a log.
    public var description: String {
        switch self {
        case .started(let call): "\(call) started"
        case .throttled(let call, let waited): "\(call) waited \(waited) for its turn"
        case .retrying(let call, let error, let pause): "\(call) is sent again in \(pause): \(error)"
        case .tokenRejected(let call, let error): "\(call) is sent again with another token: \(error)"
        case .fieldDropped(let call, let failure): "\(call) lost a value \(failure)"
        case .finished(let call, let summary): "\(call) \(summary)"
        case .tokenRefreshed(let key, let duration): "fetched \(key) in \(duration)"
        case .tokenRefreshFailed(let key, let error): "could not fetch \(key): \(error.localizedDescription)"
        case .tokenStoreFailed(let key, let error): "the store failed for \(key): \(error.localizedDescription)"
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
