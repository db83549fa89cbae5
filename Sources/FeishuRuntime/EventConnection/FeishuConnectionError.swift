import Foundation

/// The reason why a long connection ended or could not be established. Cases can be added, so use a `switch` with a `default` case.
public enum FeishuConnectionError: Error, Sendable {
    /// A long connection is for custom apps of Feishu only.
    case unsupported(String)
    /// `run()` was called while the connection runs.
    case isRunning
    /// The platform did not return an address to connect to.
    case noAddress(FeishuError)
    /// The platform returned no address to connect to, or one that is not secure.
    case invalidAddress(isMissing: Bool)
    /// The platform refused the handshake.
    ///
    /// - Parameters:
    ///   - status: The platform's status in `Handshake-Status`, or the HTTP status.
    ///   - code: The platform's code in `Handshake-Autherrcode`, such as 1000040350 for too many connections.
    ///   - message: The platform's message.
    ///   - logID: The log id, by which the platform's support can find the handshake.
    case refused(status: Int, code: Int?, message: String, logID: String?)
    /// The call for the address or the handshake was not complete in time.
    case tooLate(Duration)
    /// The platform cannot be reached.
    case unreachable(any Error)
    /// The connection was closed by the platform or by the network.
    case lost(any Error)
    /// No message arrived for a while, not even the response to a ping.
    case silent(Duration)
    /// The platform's limit of attempts to connect again is reached.
    case tooManyAttempts(Int, last: any Error)

    /// Whether another attempt would fail in the same way.
    var isFinal: Bool {
        switch self {
        case .unsupported, .isRunning, .tooManyAttempts: true
        case .noAddress(let error):
            // Without a code, the response is not from the platform: a gateway or a proxy can be out of order for a while.
            error.code.map { !ConnectionAddress.temporaryCodes.contains($0) } ?? error.isFinalOfTransport
        case .refused(let status, let code, _, _):
            status == Self.forbidden || status == Self.unauthorized && code == Self.tooManyConnections
        case .invalidAddress, .tooLate, .unreachable, .lost, .silent: false
        }
    }

    /// Whether a connection was established before the error.
    var endsConnection: Bool {
        switch self {
        case .lost, .silent: true
        default: false
        }
    }

    private static let forbidden = 403
    private static let unauthorized = 514
    private static let tooManyConnections = 1_000_040_350

    init(_ refusal: FeishuHandshakeRefusal, hiding secrets: [Secret]) {
        let headers = refusal.headers
        self = .refused(
            status: headers["Handshake-Status"].flatMap { Int($0) } ?? refusal.status,
            code: headers["Handshake-Autherrcode"].flatMap { Int($0) },
            message: (headers["Handshake-Msg"] ?? "").hiding(secrets), logID: headers.logID)
    }
}

extension FeishuConnectionError: LocalizedError {
    public var errorDescription: String? { text.onOneLine }

    private var text: String {
        switch self {
        case .unsupported(let reason): reason
        case .isRunning: "the connection is running already"
        case .noAddress(let error):
            "no address to connect to: \(error.localizedDescription)"
                + (isFinal && error.code != nil
                    ? "; check the app's id and secret, and that it is a custom app that can use a long connection"
                    : "")
        case .invalidAddress(isMissing: true): "the platform returned no address to connect to"
        case .invalidAddress(isMissing: false): "the platform returned an address that is not an absolute wss URL"
        case .refused(let status, let code, let message, let logID):
            "the platform refused the handshake with status \(status)"
                + (code.map { ", code \($0)" } ?? "") + (message.isEmpty ? "" : ": \(message.start(200))")
                + (code == Self.tooManyConnections ? "; an app can have 50 connections" : "")
                + (logID.map { " (log id \($0.start(100)))" } ?? "")
        case .tooLate(let limit): "the platform did not respond within \(limit)"
        case .unreachable(let error): "the platform cannot be reached: \(NetworkFailure.text(of: error))"
        case .lost(let error): "the connection was lost: \(NetworkFailure.text(of: error))"
        case .silent(let duration): "no message arrived for \(duration)"
        case .tooManyAttempts(let count, let last):
            "\(count) attempts to connect again failed; the last one: \(last.localizedDescription)"
        }
    }
}

extension FeishuError {
    /// Whether the transport cannot send such a call, such as one for tests that has no response.
    fileprivate var isFinalOfTransport: Bool {
        if case .transport = reason { kind == .final } else { false }
    }
}
