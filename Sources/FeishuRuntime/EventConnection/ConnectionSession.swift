import Foundation

/// One connection after its handshake: replies to events, sends pings, and notices when the platform is silent.
struct ConnectionSession {
    private enum Input: Sendable {
        case message(Data)
        case pingIsDue
        case silenceIsPossible
        case ended(any Error)
    }

    private let socket: HidingWebSocket
    private let service: UInt64
    private let receiver: FeishuEventReceiver
    private let timeline: Timeline
    private let observer: FeishuConnectionObserver?
    private let inputs: AsyncStream<Input>
    private let input: AsyncStream<Input>.Continuation
    /// The replies that are being prepared or sent, and the pings that are being sent.
    private let sending = RunningTasks()
    /// The messages that were received and have no reply.
    private let inProgress: BytesInProgress

    private(set) var settings: ConnectionSettings
    private var parts: MessageParts
    private var lastMessageAt: Duration
    private var lastPingAt: Duration
    private var nextPing: Deadlines.Deadline?
    private var nextSilence: Deadlines.Deadline?

    /// The time in which a connection is closed. The platform waits for a reply for 3 seconds too.
    static let closingLimit: Duration = .seconds(3)
    /// The size of what a frame contains in addition to its payload.
    private static let maximumFrameOverhead = 1 << 16
    /// The size of the messages in progress, beyond which no other is read.
    private static let maximumInProgress = 1 << 26

    init(
        _ socket: HidingWebSocket, service: UInt64, receiver: FeishuEventReceiver, settings: ConnectionSettings,
        timeline: Timeline, observer: FeishuConnectionObserver?
    ) {
        self.socket = socket
        self.service = service
        self.receiver = receiver
        self.settings = settings
        self.timeline = timeline
        self.observer = observer
        (inputs, input) = AsyncStream.makeStream()
        inProgress = BytesInProgress(limit: max(Self.maximumInProgress, receiver.maximumBodySize))
        parts = MessageParts(maximumSize: receiver.maximumBodySize)
        lastMessageAt = timeline.elapsed()
        lastPingAt = lastMessageAt
    }

    /// Handles messages until the task is cancelled. The replies to the messages that arrived before are still sent.
    ///
    /// - Throws: `FeishuConnectionError` if the connection ends before.
    mutating func run() async throws(FeishuConnectionError) {
        let reader = Task { [socket, input, inProgress] in
            do {
                while true {
                    try await inProgress.waitForRoom()
                    let message = try await socket.receive()
                    inProgress.add(message.count)
                    input.yield(.message(message))
                }
            } catch {
                input.yield(.ended(error))
            }
        }
        ping()
        awaitSilence()
        var failure: FeishuConnectionError?
        for await next in inputs {
            failure = handle(next)
            if failure != nil { break }
        }
        inProgress.close()
        nextPing?.remove()
        nextSilence?.remove()
        await end(hasFailed: failure != nil)
        // Not before: a socket can close its connection when a call is cancelled.
        reader.cancel()
        if let failure { throw failure }
    }

    /// - Returns: The reason why the connection ended, or nil if it goes on.
    private mutating func handle(_ input: Input) -> FeishuConnectionError? {
        switch input {
        case .message(let data):
            lastMessageAt = timeline.elapsed()
            handle(data)
        case .pingIsDue: ping()
        case .silenceIsPossible:
            if timeline.elapsed() - lastMessageAt >= settings.maximumSilence { return .silent(settings.maximumSilence) }
            awaitSilence()
        case .ended(let error): return .lost(error)
        }
        return nil
    }

    /// Closes the connection, after the replies were sent unless it is lost.
    private func end(hasFailed: Bool) async {
        if hasFailed { sending.cancelAll() }
        // The task can be cancelled, and its waits would return at once.
        await Task { [sending, socket, timeline] in
            do {
                try await timeline.value(within: Self.closingLimit, orThrow: CancellationError()) {
                    if hasFailed { await socket.close() }
                    await sending.drain()
                    if !hasFailed { await socket.close() }
                }
            } catch {
                sending.cancelAll()
                Task { await socket.close() }
            }
        }.value
    }

    // MARK: Pings and silence

    private mutating func ping() {
        lastPingAt = timeline.elapsed()
        reportLost(parts.removeExpired(at: lastPingAt))
        send(.ping(service: service))
        schedulePing()
    }

    private mutating func schedulePing() {
        nextPing?.remove()
        nextPing = add(.pingIsDue, at: lastPingAt + settings.pingInterval)
    }

    private mutating func awaitSilence() {
        nextSilence?.remove()
        nextSilence = add(.silenceIsPossible, at: lastMessageAt + settings.maximumSilence)
    }

    private func add(_ event: Input, at time: Duration) -> Deadlines.Deadline {
        timeline.deadlines.add(after: time - timeline.elapsed()) { [input] in input.yield(event) }
    }

    private func send(_ frame: ConnectionFrame) {
        sending.start { [socket, input] in
            do {
                try await socket.send(frame.encoded)
            } catch {
                input.yield(.ended(error))
            }
        }
    }

    // MARK: Messages

    private mutating func handle(_ message: Data) {
        do {
            if message.count - Self.maximumFrameOverhead > receiver.maximumBodySize {
                throw ProtobufError("a frame of \(message.count) bytes is too large")
            }
            let frame = try ConnectionFrame(message)
            switch (frame.method, frame["type"]) {
            case (ConnectionFrame.control, "pong"): update(with: frame.payload ?? Data())
            case (ConnectionFrame.data, "event"):
                if let event = event(in: frame) { return reply(to: frame, with: event, size: message.count) }
            case (let method, let type):
                let type = type.map { "\"\($0.start(40))\"" } ?? "missing"
                observer?(.ignored(reason: "method \(method), type \(type)"))
            }
        } catch {
            observer?(.ignored(reason: error.localizedDescription))
        }
        inProgress.remove(message.count)
    }

    private mutating func update(with payload: Data) {
        if payload.isEmpty { return }
        guard let sent = try? JSONDecoder().decode(ConnectionSettings.Sent.self, from: payload) else {
            observer?(.ignored(reason: "the settings in a pong are not JSON"))
            return
        }
        settings.update(with: sent)
        schedulePing()
        awaitSilence()
    }

    /// Returns the event in a frame, or nil if the frame is a part of one that is not complete.
    private mutating func event(in frame: ConnectionFrame) -> Data? {
        let count = frame["sum"].flatMap { Int($0) } ?? 1
        if count <= 1 { return frame.payload ?? Data() }
        let outcome = parts.add(
            frame.payload ?? Data(), of: frame["message_id"] ?? "", number: frame["seq"].flatMap { Int($0) } ?? -1,
            count: count, at: timeline.elapsed())
        reportLost(outcome.lost)
        return outcome.message
    }

    private func reportLost(_ ids: [String]) {
        for id in ids { observer?(.messageLost(id: id.start(200))) }
    }

    /// Handles an event and sends the frame back with the response.
    ///
    /// - Parameter size: The size of the frame.
    private func reply(to frame: ConnectionFrame, with message: Data, size: Int) {
        sending.start { [socket, receiver, timeline, input, inProgress] in
            defer { inProgress.remove(size) }
            let startedAt = timeline.elapsed()
            let response = await receiver.respond(toMessage: message)
            let milliseconds = Int((timeline.elapsed() - startedAt) / .milliseconds(1))
            var reply = frame
            reply.headers.append(ConnectionFrame.Header("biz_rt", String(milliseconds)))
            reply.payload = response.push.connectionPayload
            do {
                // Over the next connection, the platform sends the event again.
                try Task.checkCancellation()
                try await socket.send(reply.encoded)
            } catch {
                await response.run?.replyWasLost()
                input.yield(.ended(error))
            }
        }
    }
}

extension FeishuPushResponse {
    /// The response as a payload: `{"code": 200, "data": ...}` with the body as Base64, or `{"code": 500}`.
    fileprivate var connectionPayload: Data {
        let isSuccess = status == 200
        var json: FeishuJSONValue = ["code": isSuccess ? 200 : 500]
        if isSuccess { json["data"] = .string(body.base64EncodedString()) }
        return (try? JSONEncoder.sorted.encode(json)) ?? Data(#"{"code":500}"#.utf8)
    }
}
