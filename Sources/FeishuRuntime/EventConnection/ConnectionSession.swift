import Foundation

/// One connection after its handshake: replies to events, sends pings, and notices when the platform is silent.
struct ConnectionSession {
    private enum Input: Sendable {
        case message(Data)
        case pingIsDue
        case silenceIsPossible
        case ended(any Error)
    }

    private let socket: any FeishuWebSocket
    private let service: UInt64
    private let receiver: FeishuEventReceiver
    private let timeline: Timeline
    private let observer: FeishuConnectionObserver?
    private let inputs: AsyncStream<Input>
    private let input: AsyncStream<Input>.Continuation
    /// The replies that are being prepared or sent, and the pings that are being sent.
    private let sending = RunningTasks()

    private(set) var settings: ConnectionSettings
    private var parts: MessageParts
    private var lastMessageAt: Duration
    private var lastPingAt: Duration
    private var nextPing: Deadlines.Deadline?
    private var nextSilence: Deadlines.Deadline?

    /// The time for which replies are awaited when the connection is closed. The platform waits for 3 seconds too.
    private static let closingLimit: Duration = .seconds(3)

    init(
        _ socket: any FeishuWebSocket, service: UInt64, receiver: FeishuEventReceiver, settings: ConnectionSettings,
        timeline: Timeline, observer: FeishuConnectionObserver?
    ) {
        self.socket = socket
        self.service = service
        self.receiver = receiver
        self.settings = settings
        self.timeline = timeline
        self.observer = observer
        (inputs, input) = AsyncStream.makeStream()
        parts = MessageParts(maximumSize: receiver.maximumBodySize)
        lastMessageAt = timeline.elapsed()
        lastPingAt = lastMessageAt
    }

    /// Handles messages until the task is cancelled. The replies to the messages that arrived before are still sent.
    ///
    /// - Throws: `FeishuConnectionError` if the connection ends before.
    mutating func run() async throws(FeishuConnectionError) {
        let reader = Task { [socket, input] in
            do {
                while true { input.yield(.message(try await socket.receive())) }
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
        nextPing?.remove()
        nextSilence?.remove()
        reader.cancel()
        await end(hasFailed: failure != nil)
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

    private func end(hasFailed: Bool) async {
        if hasFailed { sending.cancelAll() }
        // The task can be cancelled, and its waits would return at once.
        await Task { [sending, socket, timeline] in
            let end = { (operation: @escaping @Sendable () async -> Void) in
                try? await timeline.value(within: Self.closingLimit, orThrow: CancellationError(), of: operation)
            }
            await end { await sending.drain() }
            sending.cancelAll()
            await end { await socket.close() }
        }.value
    }

    // MARK: Pings and silence

    private mutating func ping() {
        lastPingAt = timeline.elapsed()
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
            let frame = try ConnectionFrame(message)
            switch (frame.method, frame["type"]) {
            case (ConnectionFrame.control, "pong"): update(with: frame.payload ?? Data())
            case (ConnectionFrame.data, "event"): handleEvent(in: frame)
            case (let method, let type):
                observer?(
                    .ignored(reason: "method \(method), type \(type.map { "\"\($0.prefix(40))\"" } ?? "missing")"))
            }
        } catch {
            observer?(.ignored(reason: error.localizedDescription))
        }
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

    private mutating func handleEvent(in frame: ConnectionFrame) {
        let count = frame["sum"].flatMap { Int($0) } ?? 1
        if count <= 1 { return reply(to: frame, with: frame.payload ?? Data()) }
        let outcome = parts.add(
            frame.payload ?? Data(), of: frame["message_id"] ?? "", number: frame["seq"].flatMap { Int($0) } ?? -1,
            count: count, at: timeline.elapsed())
        for id in outcome.lost { observer?(.messageLost(id: String(id.prefix(200)))) }
        if let message = outcome.message { reply(to: frame, with: message) }
    }

    /// Handles an event and sends the frame back with the response.
    private func reply(to frame: ConnectionFrame, with message: Data) {
        sending.start { [socket, receiver, timeline, input] in
            let startedAt = timeline.elapsed()
            let response = await receiver.respond(toMessage: message)
            // The connection is lost. The platform sends the event again over the next one.
            if Task.isCancelled { return }
            let milliseconds = Int((timeline.elapsed() - startedAt) / .milliseconds(1))
            var reply = frame
            reply.headers.append(ConnectionFrame.Header("biz_rt", String(milliseconds)))
            reply.payload = response.connectionPayload
            do {
                try await socket.send(reply.encoded)
            } catch {
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
