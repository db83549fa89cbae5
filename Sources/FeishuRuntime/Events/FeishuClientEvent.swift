import Foundation

/// An event of a client, for logs, metrics, and traces.
///
/// Events do not contain access tokens or secrets. Cases can be added, so use a `switch` with a `default` case.
public enum FeishuClientEvent: Sendable {
    /// A call started.
    case started(FeishuCallInfo)
    /// A call begins to wait for a rate limit. It waits longer if other calls wait before it.
    case throttled(FeishuCallInfo, atLeast: Duration)
    /// A part of a file was sent or received. Calls without files do not report progress.
    case progressed(FeishuCallAttempt, FeishuTransferProgress)
    /// An attempt got a response or failed.
    case attempted(FeishuCallAttempt, FeishuAttemptSummary)
    /// An attempt failed, and the call will be retried after a pause.
    case retrying(FeishuCallAttempt, FeishuError, pause: Duration)
    /// The platform rejected the access token of a call, which will be sent once more with another token.
    case tokenRejected(FeishuCallAttempt, FeishuError)
    /// A field or element of a response was dropped because its type is not the documented type.
    case fieldDropped(FeishuCallAttempt, FeishuDecodingFailure)
    /// A value of a response was converted to its documented type, or is not in the documented list of its field's values.
    case fieldDeviated(FeishuCallAttempt, FeishuFieldDeviation)
    /// A list ended although the platform says that it has more pages.
    case listEndedEarly(FeishuEndpointDescriptor, FeishuDecodingFailure)
    /// A wait for a result ended without one. It throws the error.
    case waitEndedWithoutResult(FeishuEndpointDescriptor, FeishuError)
    /// A call finished and is about to return or throw.
    case finished(FeishuCallInfo, FeishuCallSummary)
    /// An access token was fetched.
    case tokenRefreshed(FeishuTokenKey, duration: Duration)
    /// A request for an access token failed, and will be retried after a pause.
    case tokenRefreshRetrying(FeishuError, pause: Duration)
    /// An access token could not be fetched. Calls continue with the previous token while that is valid.
    case tokenRefreshFailed(FeishuTokenKey, any Error)
    /// The token store failed. The client continues without it.
    case tokenStoreFailed(FeishuTokenKey, any Error)

    /// The importance of an event.
    public enum Level: Int, Sendable, Comparable {
        case debug, info, warning, error

        public static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }
    }

    /// The importance of the event.
    public var level: Level {
        switch self {
        case .started, .progressed, .attempted, .fieldDeviated: .debug
        case .throttled, .tokenRefreshed: .info
        case .retrying, .tokenRejected, .fieldDropped, .listEndedEarly, .waitEndedWithoutResult,
            .tokenRefreshRetrying:
            .warning
        case .finished(_, let summary): summary.error == nil || summary.error is CancellationError ? .info : .error
        case .tokenRefreshFailed, .tokenStoreFailed: .error
        }
    }

    /// The call, or nil for an event about tokens.
    public var call: FeishuCallInfo? {
        switch self {
        case .started(let call), .throttled(let call, _), .finished(let call, _): call
        default: attempt?.call
        }
    }

    /// The attempt, or nil for an event that is not about a single attempt.
    public var attempt: FeishuCallAttempt? {
        switch self {
        case .progressed(let attempt, _), .attempted(let attempt, _), .retrying(let attempt, _, _),
            .tokenRejected(let attempt, _), .fieldDropped(let attempt, _), .fieldDeviated(let attempt, _):
            attempt
        default: nil
        }
    }
}

/// A closure that receives events. Calls, fetches of tokens, and transfers wait for it, so it should return quickly.
public typealias FeishuObserver = @Sendable (FeishuClientEvent) -> Void

extension FeishuClientEvent: CustomStringConvertible {
    /// The event as one line for a log.
    public var description: String { text.onOneLine }

    private var text: String {
        switch self {
        case .started(let call): "\(call) started"
        case .throttled(let call, let wait): "\(call) waits at least \(wait) for a rate limit"
        case .progressed(let attempt, let progress): "\(attempt) \(progress)"
        case .attempted(let attempt, let summary): "\(attempt) \(summary)"
        case .retrying(let attempt, let error, let pause): "\(attempt.call) will be retried in \(pause): \(error)"
        case .tokenRejected(let attempt, let error):
            "\(attempt.call) will be retried with another token: \(error)"
        case .fieldDropped(let attempt, let failure): "\(attempt.call) dropped a value \(failure)"
        case .fieldDeviated(let attempt, let deviation): "\(attempt.call) \(deviation)"
        case .listEndedEarly(let endpoint, let failure): "\(endpoint.id) ended early: \(failure)"
        case .waitEndedWithoutResult(_, let error): "the wait for a result ended: \(error)"
        case .finished(let call, let summary): "\(call) \(summary)"
        case .tokenRefreshed(let key, let duration): "fetched \(key) in \(duration)"
        case .tokenRefreshRetrying(let error, let pause): "fetching a token will be retried in \(pause): \(error)"
        case .tokenRefreshFailed(let key, let error): "could not fetch \(key): \(error.text)"
        case .tokenStoreFailed(let key, let error): "token store failed for \(key): \(error.text)"
        }
    }
}
