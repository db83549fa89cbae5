import FeishuRuntime
import Foundation

/// A WebSocket whose other side is a test.
public final class FakeWebSocket: FeishuWebSocket {
    /// An error for a connection that was closed.
    public struct Closed: Error, Equatable {
        public init() {}
    }

    private let onConnect: @Sendable (FakeWebSocket, URL) async throws -> Void
    private let incoming = Mailbox<Data>()
    /// The messages that the client sent.
    public let sent = Mailbox<Data>()
    private let isClosedState = Locked(false)
    private let refusesMessages = Locked(false)

    /// - Parameter onConnect: The handshake, which can be refused.
    public init(onConnect: @escaping @Sendable (FakeWebSocket, URL) async throws -> Void = { _, _ in }) {
        self.onConnect = onConnect
    }

    public var isClosed: Bool { isClosedState.withLock(\.self) }

    public func connect(to url: URL) async throws { try await onConnect(self, url) }

    public func send(_ message: Data) async throws {
        if isClosed || refusesMessages.withLock(\.self) { throw Closed() }
        sent.put(message)
    }

    public func receive() async throws -> Data { try await incoming.take() }

    public func close() async { drop() }

    /// Opens the connection again, as a handshake that completes late does.
    public func open() { isClosedState.withLock { $0 = false } }

    /// The number of messages that the client did not receive yet.
    public var undelivered: Int { incoming.left.count }

    /// Sends a message to the client.
    public func deliver(_ message: Data) { incoming.put(message) }

    /// Makes the client fail to send messages, although the connection is not closed.
    public func refuseMessages() { refusesMessages.withLock { $0 = true } }

    /// Ends the connection.
    public func drop(_ error: any Error = Closed()) {
        isClosedState.withLock { $0 = true }
        incoming.finish(throwing: error)
        sent.finish(throwing: error)
    }
}
