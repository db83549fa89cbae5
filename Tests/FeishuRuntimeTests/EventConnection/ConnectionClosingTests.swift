import FakeConnection
import Foundation
import Testing

@testable import FeishuRuntime

/// How a connection is closed, whatever it is doing.
@Suite struct ConnectionClosingTests {
    @Test func repliesAreSentBeforeTheConnectionIsClosed() async throws {
        let (started, gate) = (Gate(), Gate())
        let tested = TestedConnection { tested in
            let handled = tested.handled
            tested.receiver.on(ExamCreated.self) { event, _ in
                await started.open()
                await gate.wait()
                handled.record(event.examID ?? "")
            }
        }
        let run = Task { try await tested.connection.run() }
        let socket = try await tested.nextSocket()
        socket.deliver(Hex.event(TestedConnection.envelope()))
        await started.wait()
        async let closed: Void = tested.connection.close()
        await gate.open()
        try await socket.expect(Hex.reply())
        await closed
        try await run.value
        #expect(socket.isClosed && tested.received.handled.recorded == ["7"])
    }

    /// Nobody got the reply to the first push, so the duplicate gets the outcome of its handlers.
    @Test(arguments: [true, false]) func anEventOfALostConnectionIsNotLost(fails: Bool) async throws {
        let (started, gate) = (Gate(), Gate())
        let tested = TestedConnection { $0.recordRuns(started, gate, firstFails: fails) }
        try await tested.run { socket in
            socket.deliver(Hex.event(TestedConnection.envelope()))
            await started.wait()
            socket.drop()
            let second = try await tested.nextSocket()
            second.deliver(Hex.event(TestedConnection.envelope()))
            await tested.waitForDuplicate()
            await gate.open()
            try await second.expect(Hex.reply(fails ? Hex.failed : Hex.accepted))
            await tested.received.receiver.drain()
            second.deliver(Hex.event(TestedConnection.envelope()))
            try await second.expect(Hex.reply())
        }
        #expect(tested.received.handled.recorded == (fails ? ["run", "run"] : ["run"]))
    }

    /// A handler can take longer than the platform waits.
    @Test func anEventOfALostConnectionIsSentAgainLater() async throws {
        let (started, gate) = (Gate(), Gate())
        let tested = TestedConnection { tested in
            tested.receiver.on(ExamCreated.self) { _, _ in
                await started.open()
                await gate.wait()
            }
        }
        try await tested.run { socket in
            socket.deliver(Hex.event(TestedConnection.envelope()))
            await started.wait()
            socket.drop()
            let second = try await tested.nextSocket()
            second.deliver(Hex.event(TestedConnection.envelope()))
            await tested.waitForDuplicate()
            tested.clock.advance(by: .milliseconds(2500))
            let duration = "2a 0e 0a 06 62697a5f7274 12 04 32353030"
            try await second.expect(
                Data(
                    hex: Hex.dataStart + Hex.typeEvent + Hex.messageID + Hex.sum(1) + Hex.seq(0) + Hex.traceID
                        + duration + Hex.failed))
            await gate.open()
        }
    }

    @Test func aConnectionCanBeClosedDuringAPause() async throws {
        let busy = AddressTransport.response(#"{"code":1,"msg":"busy"}"#)
        // The clock does not advance by itself during the pause of a day.
        let tested = TestedConnection(
            transport: AddressTransport(
                AddressTransport.response(settings: #"{"ReconnectInterval":100000,"ReconnectNonce":100000}"#), busy))
        let run = Task { try await tested.connection.run() }
        try await tested.nextSocket().drop()
        while !tested.log.contains(where: { $0.hasPrefix("connecting again") }) { await Task.yield() }
        await tested.connection.close()
        try await run.value
        #expect(tested.log.last == "closed")
    }

    @Test func aConnectionCanBeClosedDuringTheHandshake() async throws {
        let (started, gate) = (Gate(), Gate())
        let tested = TestedConnection(onConnect: { _, _ in
            await started.open()
            await gate.wait()
        })
        let run = Task { try await tested.connection.run() }
        await started.wait()
        await tested.connection.close()
        try await run.value
        #expect(tested.log == ["connecting", "closed"])
        await gate.open()
    }

    /// Otherwise it would count as one of the app's connections, and events could be sent over it.
    @Test func aHandshakeThatCompletesTooLateLeavesNoConnection() async throws {
        let (started, gate) = (Gate(), Gate())
        let socket = FakeWebSocket { _, _ in
            await started.open()
            await gate.wait()
        }
        let connection = FeishuEventConnection(
            app: .custom(id: "cli_a", secret: "secret-app"), receiver: FeishuEventReceiver(),
            configuration: .init(transport: AddressTransport())
        ) { socket }
        let run = Task { try await connection.run() }
        await started.wait()
        await connection.close()
        try await run.value
        while !socket.isClosed { await Task.yield() }
        socket.open()
        await gate.open()
        while !socket.isClosed { await Task.yield() }
    }

    @Test func cancellationClosesTheConnection() async throws {
        let tested = TestedConnection()
        let run = Task { try await tested.connection.run() }
        let socket = try await tested.nextSocket()
        run.cancel()
        await #expect(throws: CancellationError.self) { try await run.value }
        #expect(socket.isClosed && tested.log.last == "closed")
    }

    @Test func aClosedConnectionStaysClosed() async throws {
        let tested = TestedConnection()
        await tested.connection.close()
        try await tested.connection.run()
        #expect(tested.log.isEmpty)
    }

    @Test func aConnectionRunsOnce() async throws {
        let tested = TestedConnection()
        try await tested.run { _ in
            let error = await #expect(throws: FeishuConnectionError.self) { try await tested.connection.run() }
            #expect(error?.localizedDescription == "the connection is running already")
        }
    }

    /// A reply that cannot be sent is the end of a connection.
    @Test func aConnectionThatCannotSendIsReplaced() async throws {
        let gate = Gate()
        let started = Gate()
        let tested = TestedConnection { tested in
            tested.receiver.on(ExamCreated.self) { _, _ in
                await started.open()
                await gate.wait()
            }
        }
        try await tested.run { socket in
            socket.deliver(Hex.event(TestedConnection.envelope()))
            await started.wait()
            socket.refuseMessages()
            await gate.open()
            _ = try await tested.nextSocket()
        }
        #expect(tested.log[2].hasPrefix("disconnected: the connection was lost"))
    }

    /// The reply after 2.5 seconds is an acknowledgement only if it arrives.
    @Test(arguments: [true, false]) func anAcknowledgementThatIsNotSentDoesNotCount(failsBefore: Bool) async throws {
        let (started, gate) = (Gate(), Gate())
        let tested = TestedConnection { $0.recordRuns(started, gate, firstFails: true) }
        try await tested.run { socket in
            socket.deliver(Hex.event(TestedConnection.envelope()))
            await started.wait()
            socket.refuseMessages()
            tested.clock.advance(by: .milliseconds(2500))
            if failsBefore { await gate.open() }
            let second = try await tested.nextSocket()
            await gate.open()
            await tested.received.receiver.drain()
            second.deliver(Hex.event(TestedConnection.envelope()))
            try await second.expect(Hex.reply())
        }
        #expect(tested.received.handled.recorded == ["run", "run"])
    }

    /// A library can wait forever for a connection on which nothing arrives.
    @Test func aConnectionThatHangsIsGivenUp() async throws {
        struct HangingSocket: FeishuWebSocket {
            let gate: Gate
            let sending: Gate

            func connect(to url: URL) async throws {}
            func send(_ message: Data) async throws {
                await sending.open()
                await gate.wait()
            }
            func receive() async throws -> Data {
                await gate.wait()
                throw FakeWebSocket.Closed()
            }
            func close() async { await gate.wait() }
        }
        let (gate, sending, clock) = (Gate(), Gate(), ManualClock())
        let connection = FeishuEventConnection(
            app: .custom(id: "cli_a", secret: "secret-app"), receiver: FeishuEventReceiver(),
            configuration: .init(transport: AddressTransport(), clock: clock)
        ) { HangingSocket(gate: gate, sending: sending) }
        let run = Task { try await connection.run() }
        await sending.wait()
        let isClosed = Locked(false)
        let closing = Task {
            await connection.close()
            isClosed.withLock { $0 = true }
        }
        while !isClosed.withLock(\.self) {
            clock.advance(by: .milliseconds(10))
            await Task.yield()
        }
        await closing.value
        try await run.value
        await gate.open()
    }
}
