/// An event of a long connection, for logs, metrics, and traces. What happens to the events that it receives is reported by the
/// receiver's observer.
///
/// It contains no secrets and no payloads. Cases can be added, so use a `switch` with a `default` case.
public enum FeishuConnectionEvent: Sendable {
    /// The connection is being established.
    case connecting
    /// The connection is established, to this host.
    case connected(host: String)
    /// The connection ended or could not be established. It will be established again.
    case disconnected(FeishuConnectionError)
    /// The connection will be established again, after a pause.
    case reconnecting(after: Duration)
    /// The connection ended, and will not be established again. `run()` throws the error.
    case failed(FeishuConnectionError)
    /// The connection was closed by the app.
    case closed
    /// A message of the platform was ignored, because it is not valid or of an unknown type.
    case ignored(reason: String)
    /// The parts of a message did not all arrive. The platform sends it again.
    case messageLost(id: String)

    /// The importance of the event.
    public var level: FeishuClientEvent.Level {
        switch self {
        case .connecting, .reconnecting: .debug
        case .connected, .closed: .info
        case .disconnected, .ignored, .messageLost: .warning
        case .failed: .error
        }
    }
}

/// A closure that receives what a long connection does. The connection waits for it, so it should return quickly.
public typealias FeishuConnectionObserver = @Sendable (FeishuConnectionEvent) -> Void

extension FeishuConnectionEvent: CustomStringConvertible {
    /// The event as one line for a log.
    public var description: String { text.onOneLine }

    private var text: String {
        switch self {
        case .connecting: "connecting"
        case .connected(let host): "connected to \(host)"
        case .disconnected(let error):
            "\(error.endsConnection ? "disconnected" : "not connected"): \(error.localizedDescription)"
        case .reconnecting(let pause): "connecting again after \(Int((pause / .seconds(1)).rounded(.up))) seconds"
        case .failed(let error): "failed: \(error.localizedDescription)"
        case .closed: "closed"
        case .ignored(let reason): "ignored a message: \(reason)"
        case .messageLost(let id): "message \(id) is incomplete, because its parts did not all arrive or do not fit"
        }
    }
}
