/// What an event receiver did, for logs, metrics, and traces.
///
/// It contains no secrets and no payloads, but the errors that handlers throw. Cases can be added, so use a `switch` with a
/// `default` case.
public enum FeishuReceiverEvent: Sendable {
    /// A push was rejected, because it is not genuine or not an event.
    case rejected(FeishuPushRejection)
    /// The challenge was answered with which the platform checks the event URL.
    case challenged
    /// An event was not handled, because it was handled before or is being handled.
    case duplicate(FeishuEventInfo)
    /// An event has no handler for its type.
    case unhandled(FeishuEventInfo)
    /// The payload of an event is not of the handler's type, so the handler did not run.
    case payloadMismatched(FeishuEventInfo, FeishuDecodingFailure)
    /// A field or element of a payload was dropped, because its type is not the documented type.
    case fieldDropped(FeishuEventInfo, FeishuDecodingFailure)
    /// A value of a payload was converted to its documented type, or is not in the documented list of its field's values.
    case fieldDeviated(FeishuEventInfo, FeishuFieldDeviation)
    /// The handlers of an event returned.
    case handled(FeishuEventInfo, duration: Duration)
    /// The answer to a callback was not sent, because another was sent before, or because the connection was lost. To update a
    /// card nevertheless, call the platform with the token of the callback.
    case answerNotSent(FeishuEventInfo)
    /// The handler of a callback threw an error. The platform says so to the user, unless the callback was answered before.
    case answerFailed(FeishuEventInfo, any Error, isAnswered: Bool)
    /// A handler threw an error. The platform sends the event again, unless it was acknowledged before.
    case failed(FeishuEventInfo, any Error, isAcknowledged: Bool)
    /// An event or a callback found no free slot for its handlers. The platform sends an event again, but not a callback.
    case overloaded(FeishuEventInfo)
    /// The event log failed. The event is handled without it.
    case logFailed(FeishuEventInfo, any Error)

    /// The importance of the event.
    public var level: FeishuClientEvent.Level {
        switch self {
        case .challenged, .handled: .info
        // Somebody clicked, and nothing happens.
        case .unhandled(let info) where EventHandlers.callbackTypes.contains(info.type): .warning
        case .duplicate, .unhandled, .fieldDeviated: .debug
        case .rejected, .payloadMismatched, .fieldDropped, .answerNotSent, .overloaded: .warning
        case .answerFailed, .failed, .logFailed: .error
        }
    }
}

/// A closure that receives what an event receiver did. The receiver waits for it, so it should return quickly.
public typealias FeishuReceiverObserver = @Sendable (FeishuReceiverEvent) -> Void

extension FeishuReceiverEvent: CustomStringConvertible {
    /// The event as one line for a log.
    public var description: String { text.onOneLine }

    private var text: String {
        switch self {
        case .rejected(let rejection): "rejected a push: \(rejection)"
        case .challenged: "answered a challenge"
        case .duplicate(let info): "\(info) is a duplicate"
        case .unhandled(let info):
            "\(info) has no handler"
                + (EventHandlers.callbackTypes.contains(info.type) ? "; add one with answer(_:late:_:)" : "")
        case .payloadMismatched(let info, let failure): "\(info) is not of the type of its handler: \(failure)"
        case .fieldDropped(let info, let failure): "\(info) dropped a value \(failure)"
        case .fieldDeviated(let info, let deviation): "\(info) \(deviation)"
        case .handled(let info, let duration): "\(info) handled in \(duration)"
        case .answerNotSent(let info):
            "the answer to \(info) was not sent, because it came too late or the connection was lost"
        case .answerFailed(let info, let error, let isAnswered):
            "\(info) failed \(isAnswered ? "after its late answer was sent" : "without an answer"): \(error.text)"
        case .failed(let info, let error, let isAcknowledged):
            "\(info) failed \(isAcknowledged ? "after it was acknowledged" : "and will be sent again"): "
                + error.text
        case .overloaded(let info): "\(info) found no free slot for its handlers"
        case .logFailed(let info, let error): "event log failed for \(info): \(error.text)"
        }
    }
}
