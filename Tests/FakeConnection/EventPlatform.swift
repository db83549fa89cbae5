import FeishuRuntime
import Foundation

/// The platform's side of long connections: it sends every event until it is acknowledged, some twice, some in parts of which one
/// can get lost, and drops connections at random.
public final class EventPlatform: Sendable {
    private struct State: Sendable {
        var waiting: ArraySlice<Int>
        /// The events that were sent over the current connection and have no reply.
        var sent: Set<Int> = []
        var frames: ArraySlice<Data> = []
        var socket: Socket?
        var random: UInt64
        var acknowledged: Set<Int> = []
        var connections = 0
        var resent = 0
        /// What waits until a frame can be sent.
        var reader: CheckedContinuation<Void, Never>?

        mutating func isOneOf(_ count: UInt64) -> Bool {
            random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (random >> 33) % count == 0
        }

        /// Puts an event back, after some others.
        mutating func sendAgain(_ number: Int) {
            let place = waiting.index(waiting.startIndex, offsetBy: 50, limitedBy: waiting.endIndex)
            waiting.insert(number, at: place ?? waiting.endIndex)
            resent += 1
        }

        mutating func takeReader() -> CheckedContinuation<Void, Never>? {
            defer { reader = nil }
            return reader
        }

        /// The next event to send, which is then among those that were sent.
        mutating func nextEvent() -> Int? {
            if sent.count >= maximumSent { return nil }
            guard let number = waiting.popFirst() else { return nil }
            sent.insert(number)
            return number
        }
    }

    /// One connection.
    public final class Socket: FeishuWebSocket {
        let platform: EventPlatform
        let isOpen = Locked(false)

        init(_ platform: EventPlatform) { self.platform = platform }

        public func connect(to url: URL) async throws { platform.accept(self) }
        public func send(_ message: Data) async throws { try platform.receive(message, from: self) }
        public func receive() async throws -> Data { try await platform.nextFrame(for: self) }
        public func close() async { platform.drop(self) }
    }

    private static let maximumSent = 200
    private let count: Int
    private let dropsOneOf: UInt64
    private let message: @Sendable (Int) -> Data
    private let state: Locked<State>
    private let (ends, end) = AsyncStream<Void>.makeStream()

    /// - Parameters:
    ///   - count: The number of events.
    ///   - seed: The seed of all that is random.
    ///   - dropsOneOf: The average number of frames after which a connection is dropped.
    ///   - message: Returns the envelope of an event, from its number.
    public init(
        count: Int, seed: UInt64 = 1, dropsOneOf: UInt64, message: @escaping @Sendable (Int) -> Data
    ) {
        self.count = count
        self.dropsOneOf = dropsOneOf
        self.message = message
        state = Locked(State(waiting: Array(0..<count)[...], random: seed))
    }

    public func makeSocket() -> Socket { Socket(self) }

    /// Waits until every event is acknowledged.
    public func waitUntilAcknowledged() async { for await _ in ends { return } }

    /// The number of connections, and of the times that an event was sent again.
    public var counts: (connections: Int, resent: Int) { state.withLock { ($0.connections, $0.resent) } }

    private func accept(_ socket: Socket) {
        state.withLock { state in
            state.connections += 1
            state.socket = socket
            socket.isOpen.withLock { $0 = true }
        }
    }

    private func drop(_ socket: Socket) {
        let reader = state.withLock { state in
            socket.isOpen.withLock { $0 = false }
            if state.socket === socket {
                state.socket = nil
                state.frames = []
                // Nobody knows whether the events arrived.
                state.waiting = (state.sent.sorted() + state.waiting)[...]
                state.resent += state.sent.count
                state.sent = []
            }
            return state.takeReader()
        }
        reader?.resume()
    }

    private func nextFrame(for socket: Socket) async throws -> Data {
        while true {
            if !socket.isOpen.withLock(\.self) { throw FakeWebSocket.Closed() }
            let (frame, isDropped) = state.withLock { state in
                if state.frames.isEmpty, let number = state.nextEvent() { send(number, &state) }
                let frame = state.frames.popFirst()
                return (frame, frame != nil && state.isOneOf(dropsOneOf))
            }
            if isDropped {
                drop(socket)
                throw FakeWebSocket.Closed()
            }
            if let frame { return frame }
            await withCheckedContinuation { continuation in
                let mustWait = state.withLock { state in
                    let mustWait =
                        socket.isOpen.withLock(\.self)
                        && (state.waiting.isEmpty || state.sent.count >= Self.maximumSent)
                    if mustWait { state.reader = continuation }
                    return mustWait
                }
                if !mustWait { continuation.resume() }
            }
        }
    }

    /// Adds the frames of an event.
    private func send(_ number: Int, _ state: inout State) {
        let message = message(number)
        let id = "m-\(number)"
        guard state.isOneOf(10) else {
            state.frames = [Self.frame(id, message, part: 0, of: 1)]
            // A duplicate of an event that was acknowledged, and that a small event log still remembers.
            let earlier = number - 500
            if state.acknowledged.contains(earlier), state.isOneOf(20) {
                state.frames.append(Self.frame("m-\(earlier)", self.message(earlier), part: 0, of: 1))
            }
            return
        }
        let size = message.count / 3
        let parts = [message.prefix(size), message.dropFirst(size).prefix(size), message.dropFirst(2 * size)]
        var frames = parts.enumerated().map { Self.frame(id, Data($1), part: $0, of: 3) }
        if state.isOneOf(2) { frames.reverse() }
        if state.isOneOf(4) {
            frames.removeLast()
            state.sent.remove(number)
            state.sendAgain(number)
        }
        state.frames = frames[...]
    }

    private static func frame(_ id: String, _ message: Data, part: Int, of count: Int) -> Data {
        let headers = [
            ("type", "event"), ("message_id", id), ("sum", String(count)), ("seq", String(part)), ("trace_id", "t"),
        ]
        return ConnectionFrame(
            service: 1, method: ConnectionFrame.data, headers: headers.map { .init($0.0, $0.1) }, payload: message
        ).encoded
    }

    private struct Reply: Decodable {
        let code: Int
        let data: Data?
    }

    private func receive(_ message: Data, from socket: Socket) throws {
        if !socket.isOpen.withLock(\.self) { throw FakeWebSocket.Closed() }
        let frame = try ConnectionFrame(message)
        if frame.method == ConnectionFrame.control { return }
        let reply = try JSONDecoder().decode(Reply.self, from: frame.payload ?? Data())
        guard let number = frame["message_id"].flatMap({ Int($0.dropFirst(2)) }), frame["biz_rt"] != nil else { return }
        let (reader, isEnd) = state.withLock { state in
            // A reply over a connection that was dropped in the meantime does not arrive.
            guard state.socket === socket, state.sent.remove(number) != nil else { return (state.takeReader(), false) }
            if reply.code == 200 {
                state.acknowledged.insert(number)
            } else {
                state.sendAgain(number)
            }
            return (state.takeReader(), state.acknowledged.count == count)
        }
        reader?.resume()
        if isEnd { end.yield() }
    }
}
