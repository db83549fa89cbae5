import FakeConnection
import FeishuTesting
import Foundation
import Testing

@testable import FeishuRuntime

/// A connection to sockets of the test, with recorded events.
struct TestedConnection {
    let clock = ManualClock()
    let transport: AddressTransport
    /// The sockets in the order of their connections.
    let sockets = Mailbox<FakeWebSocket>()
    /// The sockets that were made, with those whose handshake was refused.
    let made = Recorder<FakeWebSocket>()
    let events = Recorder<FeishuConnectionEvent>()
    let received: TestedReceiver
    let connection: FeishuEventConnection

    /// - Parameters:
    ///   - transport: What returns the address.
    ///   - app: The app.
    ///   - host: The host.
    ///   - configure: Adds handlers to the receiver.
    ///   - onConnect: The handshake of the connection with this number, from 0.
    init(
        transport: AddressTransport = AddressTransport(),
        app: FeishuApp = .custom(id: "cli_a", secret: "secret-app"), host: FeishuHost = .feishu,
        configure: (inout TestedReceiver) -> Void = { $0.recordHandled() },
        onConnect: (@Sendable (Int, URL) async throws -> Void)? = nil
    ) {
        self.transport = transport
        var received = TestedReceiver(clock: clock)
        configure(&received)
        self.received = received
        connection = FeishuEventConnection(
            app: app, receiver: received.receiver, host: host,
            configuration: .init(
                transport: transport, clock: clock,
                observer: { [events] event in
                    expectNoSecret(in: event)
                    events.record(event)
                })
        ) { [sockets, made] in
            let number = made.recorded.count
            // A socket is the test's once its handshake is complete.
            let socket = FakeWebSocket { socket, url in
                try await onConnect?(number, url)
                sockets.put(socket)
            }
            made.record(socket)
            return socket
        }
    }

    var log: [String] { events.recorded.map(\.description) }

    /// Runs the connection while a test does something with its first socket, after the first ping, and closes it.
    func run(_ test: (FakeWebSocket) async throws -> Void) async throws {
        let run = Task { try await connection.run() }
        let socket = try await nextSocket()
        try await test(socket)
        await connection.close()
        try await run.value
    }

    /// Waits for a connection and its first ping.
    func nextSocket() async throws -> FakeWebSocket {
        let socket = try await sockets.take()
        try await socket.expect(Hex.ping)
        return socket
    }

    /// Waits until the receiver recognized a duplicate.
    func waitForDuplicate() async {
        while !received.log.contains(where: { $0.hasSuffix("is a duplicate") }) { await Task.yield() }
    }

    /// The envelope of an event.
    static func envelope(_ id: String = "e1", exam: String = "7") -> String {
        #"{"schema":"2.0","header":{"event_id":"\#(id)","event_type":"demo.exam.created_v1"},"event":{"exam_id":"\#(exam)"}}"#
    }
}

extension FakeWebSocket {
    /// Waits for the next message of the client, and checks that it consists of these bytes.
    func expect(_ message: Data, sourceLocation: SourceLocation = #_sourceLocation) async throws {
        let sent = try await sent.take()
        #expect(sent.hex == message.hex, sourceLocation: sourceLocation)
    }
}

extension TestedReceiver {
    /// Records runs of a handler, of which only the first one waits for the gate, and then fails if it should.
    mutating func recordRuns(_ started: Gate, _ gate: Gate, firstFails: Bool) {
        struct Failure: Error {}
        receiver.on(ExamCreated.self) { [handled] _, _ in
            handled.record("run")
            if handled.recorded.count > 1 { return }
            await started.open()
            await gate.wait()
            if firstFails { throw Failure() }
        }
    }
}
