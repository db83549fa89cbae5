import Foundation

// Stand-ins for WebSocketKit 2.9 and the parts of SwiftNIO that its bridge uses, with their signatures. The server sends back every
// message, or refuses the handshake.

protocol EventLoopGroup: AnyObject, Sendable {
    /// The status of a refused handshake, or nil. The real protocol has no such property.
    var refusal: Int? { get }
}

final class StandInGroup: EventLoopGroup {
    let refusal: Int?

    init(status: Int? = nil) { refusal = status }
}

struct HTTPResponseHead: Sendable {
    struct Status: Sendable { let code: UInt }

    let status: Status
    let headers: [(name: String, value: String)]
}

struct WebSocketClient {
    enum Error: Swift.Error {
        case invalidURL
        case invalidResponseStatus(HTTPResponseHead)
    }

    struct Configuration: Sendable {
        var maxFrameSize: Int

        init(maxFrameSize: Int = 1 << 14) { self.maxFrameSize = maxFrameSize }
    }
}

struct TimeAmount: Sendable {
    static func seconds(_ count: Int64) -> TimeAmount { TimeAmount() }
}

enum WebSocketOpcode: Sendable { case binary }
enum WebSocketErrorCode: Sendable { case goingAway }

/// A result that is there, or arrives later.
final class EventLoopFuture<Value: Sendable>: @unchecked Sendable {
    private let lock = NSLock()
    private var result: Result<Value, any Error>?
    private var callbacks: [@Sendable (Result<Value, any Error>) -> Void] = []

    init(_ result: Result<Value, any Error>? = nil) { self.result = result }

    func complete(_ result: Result<Value, any Error>) {
        let callbacks = lock.withLock {
            self.result = self.result ?? result
            defer { self.callbacks = [] }
            return self.callbacks
        }
        for callback in callbacks { callback(result) }
    }

    func whenComplete(_ callback: @escaping @Sendable (Result<Value, any Error>) -> Void) {
        let result = lock.withLock {
            if self.result == nil { callbacks.append(callback) }
            return self.result
        }
        if let result { callback(result) }
    }

    func get() async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in whenComplete { continuation.resume(with: $0) } }
    }
}

final class WebSocket: @unchecked Sendable {
    let onClose = EventLoopFuture<Void>()
    var pingInterval: TimeAmount?
    private let lock = NSLock()
    private var callback: @Sendable (WebSocket, ByteBuffer) -> Void = { _, _ in }

    static func connect(
        to url: URL, headers: [String: String] = [:], configuration: WebSocketClient.Configuration = .init(),
        on group: any EventLoopGroup, onUpgrade: @escaping @Sendable (WebSocket) -> Void
    ) -> EventLoopFuture<Void> {
        if let code = group.refusal {
            let head = HTTPResponseHead(
                status: .init(code: UInt(code)), headers: [(name: "Handshake-Msg", value: "forbidden")])
            return EventLoopFuture(.failure(WebSocketClient.Error.invalidResponseStatus(head)))
        }
        onUpgrade(WebSocket())
        return EventLoopFuture(.success(()))
    }

    func onBinary(_ callback: @escaping @Sendable (WebSocket, ByteBuffer) -> Void) {
        lock.withLock { self.callback = callback }
    }

    func send<Bytes: DataProtocol>(raw data: Bytes, opcode: WebSocketOpcode, fin: Bool = true) async throws {
        let callback = lock.withLock { self.callback }
        callback(self, ByteBuffer(data: Data(data)))
    }

    func close(code: WebSocketErrorCode = .goingAway) async throws { onClose.complete(.success(())) }

    func close(code: WebSocketErrorCode = .goingAway) -> EventLoopFuture<Void> {
        onClose.complete(.success(()))
        return onClose
    }
}

final class NIOLockedValueBox<Value: Sendable>: @unchecked Sendable {
    private let lock = NSLock()
    private var value: Value

    init(_ value: Value) { self.value = value }

    func withLockedValue<Result>(_ body: (inout Value) throws -> Result) rethrows -> Result {
        lock.lock()
        defer { lock.unlock() }
        return try body(&value)
    }
}
