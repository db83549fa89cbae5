import FakeConnection
import Foundation
import Testing

@testable import FeishuRuntime

/// Frames of a long connection that were damaged: none crashes the client or fills its memory, and the next event is handled.
@Suite struct FrameFuzzTests {
    private static let maximumSize = 1 << 12

    /// A frame, most of which are like those of the platform.
    private static func frame(_ source: inout Fuzz.Source) -> ConnectionFrame {
        let number = { (source: inout Fuzz.Source) in
            source.pick(["0", "1", "2", "3", "-1", "1000000", "99999999999999999999", source.pick(HostileText.poisons)])
        }
        let id = source.pick(["a", "b", "c", source.pick(HostileText.poisons)])
        var headers: [ConnectionFrame.Header] = [
            .init(
                "type",
                source.pick(["event", "event", "event", "pong", "ping", "card", source.pick(HostileText.poisons)])),
            .init("message_id", id), .init("sum", number(&source)), .init("seq", number(&source)),
        ]
        if source.isOneOf(5) { headers.shuffle(using: &source.random) }
        if source.isOneOf(5) { headers.removeLast() }
        let payload = source.pick([
            #"{"schema":"2.0","header":{"event_id":"\#(source.number(0...9))","event_type":"a.b"},"event":{}}"#,
            #"{"PingInterval":\#(number(&source)),"ReconnectNonce":\#(number(&source))}"#, "",
            String(repeating: "x", count: source.number(0...5000)), source.pick(HostileText.poisons),
        ])
        return ConnectionFrame(
            service: source.random.next(), method: source.isOneOf(4) ? 0 : source.isOneOf(9) ? 7 : 1, headers: headers,
            payload: source.isOneOf(9) ? nil : Data(payload.utf8))
    }

    private static func damaged(_ source: inout Fuzz.Source) -> Data {
        var bytes = Array(frame(&source).encoded)
        for _ in 0..<source.pick([0, 0, 1, 2, 5]) { bytes.damage(with: "\u{8}\u{12}*B:\u{7F}", using: &source.random) }
        return Data(bytes)
    }

    @Test func aFrameIsReadOrRefused() {
        let parts = Locked(MessageParts(maximumSize: Self.maximumSize))
        Fuzz.run("frames", outputShare: 0.4) { source in
            let bytes = Self.damaged(&source)
            guard let frame = try? ConnectionFrame(bytes) else { return .init(hasOutput: false) }
            let again = try ConnectionFrame(frame.encoded)
            if again != frame { return .init(hasOutput: true, failure: "\(frame) is \(again) after encoding") }
            let time = Duration.milliseconds(source.number(0...1000))
            let (outcome, size, count) = parts.withLock { parts in
                let outcome = parts.add(
                    frame.payload ?? Data(), of: frame["message_id"] ?? "",
                    number: frame["seq"].flatMap { Int($0) } ?? -1, count: frame["sum"].flatMap { Int($0) } ?? -1,
                    at: time)
                return (outcome, parts.size, parts.count)
            }
            let isBounded =
                size <= 8 * Self.maximumSize && count <= 64 && outcome.message?.count ?? 0 <= Self.maximumSize
            return .init(hasOutput: true, failure: isBounded ? nil : "\(size) bytes of \(count) messages")
        }
    }

    /// The same frames to a client that runs.
    @Test func aConnectionSurvivesEveryFrame() async throws {
        let frames = Locked<[Data]>([])
        Fuzz.run("frames for a connection", outputShare: 1) { source in
            let frame = Self.damaged(&source)
            frames.withLock { $0.append(frame) }
            return .init(hasOutput: true)
        }
        let sockets = Mailbox<FakeWebSocket>()
        let reports = Locked(0)
        var receiver = FeishuEventReceiver(configuration: .init(maximumBodySize: Self.maximumSize))
        receiver.onAny { _ in }
        let connection = FeishuEventConnection(
            app: .custom(id: "cli_a", secret: "secret-app"), receiver: receiver,
            configuration: .init(
                transport: AddressTransport(),
                observer: { event in
                    let isHarmful = event.description.unicodeScalars.contains {
                        $0.properties.generalCategory == .control
                    }
                    if isHarmful { Issue.record("\(event)") }
                    reports.withLock { $0 += 1 }
                })
        ) {
            let socket = FakeWebSocket()
            sockets.put(socket)
            return socket
        }
        let run = Task { try await connection.run() }
        let socket = try await sockets.take()
        for (number, frame) in frames.withLock(\.self).enumerated() {
            socket.deliver(frame)
            // An event that is answered shows that the client still works, and keeps the frames from piling up.
            if number % 100 == 99 { try await Self.probe(socket, number) }
        }
        try await Self.probe(socket, -1)
        await connection.close()
        try await run.value
        #expect(reports.withLock(\.self) > frames.withLock(\.self).count / 10)
    }

    private static func probe(_ socket: FakeWebSocket, _ number: Int) async throws {
        let id = "probe-\(number)"
        let json = #"{"schema":"2.0","header":{"event_id":"\#(id)","event_type":"a.b"},"event":{}}"#
        socket.deliver(
            ConnectionFrame(
                service: 1, method: 1, headers: [.init("type", "event"), .init("message_id", id)],
                payload: Data(json.utf8)
            ).encoded)
        while try ConnectionFrame(try await socket.sent.take())["message_id"] != id {}
    }
}
