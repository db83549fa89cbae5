import FakeConnection
import FeishuTesting
import Foundation
import Testing

@testable import FeishuRuntime

/// How a connection comes back, and when it does not.
@Suite struct ReconnectionTests {
    private static let ok = AddressTransport.response()

    @Test func aLostConnectionIsEstablishedAgain() async throws {
        let tested = TestedConnection()
        try await tested.run { socket in
            socket.drop()
            let second = try await tested.nextSocket()
            second.deliver(Hex.event(TestedConnection.envelope()))
            try await second.expect(Hex.reply())
        }
        #expect(tested.transport.requests.count == 2)
        #expect(tested.log[2].hasPrefix("disconnected: the connection was lost: "))
        #expect(tested.log[3].hasPrefix("connecting again after "))
        #expect(tested.log.suffix(3) == ["connecting", "connected to msg.example.com", "closed"])
    }

    /// Each first pause is random, so that clients do not come back all at once.
    @Test func theFirstPauseIsRandom() async throws {
        let tested = TestedConnection()
        try await tested.run { socket in
            var socket = socket
            for _ in 1...20 {
                socket.drop()
                socket = try await tested.nextSocket()
            }
        }
        let pauses = tested.clock.slept
        #expect(
            pauses.count == 20 && pauses.allSatisfy { $0 >= .seconds(1) && $0 <= .seconds(30) }
                && Set(pauses).count > 10)
    }

    @Test func furtherPausesAreTheInterval() async throws {
        let busy = AddressTransport.response(#"{"code":1,"msg":"busy"}"#)
        let tested = TestedConnection(
            transport: AddressTransport(
                AddressTransport.response(
                    settings:
                        #"{"ReconnectCount":-1,"ReconnectInterval":7,"ReconnectNonce":3,"PingInterval":120}"#), busy,
                busy, busy, Self.ok))
        try await tested.run { socket in
            socket.drop()
            _ = try await tested.nextSocket()
        }
        let pauses = tested.clock.slept
        #expect(
            pauses.count == 4 && pauses[0] <= .seconds(3) && pauses[1...] == [.seconds(7), .seconds(7), .seconds(7)])
    }

    @Test(arguments: [(1, 0.5, 15.0), (1, 1, 30), (1, 0, 1), (2, 0.5, 120), (9, 1, 120)]) func pauses(
        attempt: Int, random: Double, seconds: Double
    ) {
        #expect(ConnectionSettings().pause(before: attempt, random: random) == .seconds(seconds))
    }

    /// A server that closes every connection at once must not make a client spin.
    @Test func thereIsAlwaysAPause() {
        var settings = ConnectionSettings()
        settings.interval = .zero
        settings.jitter = .zero
        #expect(settings.pause(before: 1, random: 0.5) == .seconds(1))
        #expect(settings.pause(before: 2) == .seconds(1))
    }

    @Test(arguments: [0, 2]) func theNumberOfAttemptsIsLimited(limit: Int) async throws {
        let first = AddressTransport.response(settings: #"{"ReconnectCount":\#(limit)}"#)
        let busy = AddressTransport.response(#"{"code":1000040343,"msg":"internal error"}"#)
        let tested = TestedConnection(transport: AddressTransport(first, busy))
        let run = Task { try await tested.connection.run() }
        try await tested.nextSocket().drop()
        let error = await #expect(throws: FeishuConnectionError.self) { try await run.value }
        #expect(error?.localizedDescription.hasPrefix("\(limit) attempts to connect again failed") == true)
        #expect(tested.transport.requests.count == 1 + limit)
        #expect(tested.log.last?.hasPrefix("failed: \(limit) attempts") == true)
    }

    // MARK: Silence

    @Test func aSilentConnectionIsReplaced() async throws {
        let tested = TestedConnection()
        try await tested.run { socket in
            tested.clock.advance(by: .seconds(120))
            try await socket.expect(Hex.ping)
            tested.clock.advance(by: .seconds(30))
            _ = try await tested.nextSocket()
            #expect(socket.isClosed)
        }
        #expect(tested.log[2] == "disconnected: no message arrived for 150.0 seconds")
    }

    @Test func everyMessageIsASignOfLife() async throws {
        let tested = TestedConnection()
        try await tested.run { socket in
            for number in 1...10 {
                tested.clock.advance(by: .seconds(100))
                socket.deliver(Hex.event(TestedConnection.envelope("e\(number)")))
                while try await socket.sent.take() == Hex.ping {}
            }
        }
        #expect(tested.transport.requests.count == 1)
    }

    /// Pings that are rarer than the limit would otherwise end every quiet connection.
    @Test func theLimitOfSilenceIsLongerThanTheInterval() {
        var settings = ConnectionSettings()
        #expect(settings.maximumSilence == .seconds(150))
        settings.pingInterval = .seconds(10)
        #expect(settings.maximumSilence == .seconds(150))
        settings.pingInterval = .seconds(600)
        #expect(settings.maximumSilence == .seconds(630))
    }

    // MARK: Refusals

    private static func refusal(_ status: Int, _ headers: [(String, String)] = []) -> FeishuHandshakeRefusal {
        FeishuHandshakeRefusal(status: status, headers: FeishuHTTPHeaders(headers.map { (name: $0.0, value: $0.1) }))
    }

    @Test(arguments: [
        (
            refusal(403, [("Handshake-Status", "403"), ("Handshake-Msg", "forbidden"), ("X-Tt-Logid", "l1")]),
            "the platform refused the handshake with status 403: forbidden (log id l1)"
        ),
        (refusal(403), "the platform refused the handshake with status 403"),
        (
            refusal(
                200,
                [
                    ("handshake-status", "514"), ("handshake-msg", "exceed"), ("handshake-autherrcode", "1000040350"),
                ]),
            "the platform refused the handshake with status 514, code 1000040350: exceed; an app can have 50 connections"
        ),
    ])
    func aFinalRefusalEndsTheConnection(refusal: FeishuHandshakeRefusal, text: String) async throws {
        let tested = TestedConnection(onConnect: { _, _ in throw refusal })
        defer { #expect(tested.made.recorded.map(\.isClosed) == [true]) }
        let error = await #expect(throws: FeishuConnectionError.self) { try await tested.connection.run() }
        #expect(error?.localizedDescription == text)
        #expect(tested.log == ["connecting", "failed: \(text)"])
    }

    @Test(arguments: [
        refusal(500), refusal(502, [("Handshake-Status", "x")]),
        refusal(200, [("Handshake-Status", "514"), ("Handshake-Autherrcode", "1000040343")]),
        refusal(403, [("Handshake-Status", "1000040343")]),
    ])
    func anotherRefusalIsTemporary(refusal: FeishuHandshakeRefusal) async throws {
        let tested = TestedConnection(onConnect: { number, _ in if number == 0 { throw refusal } })
        try await tested.run { _ in }
        #expect(tested.transport.requests.count == 2)
        #expect(tested.log[1].hasPrefix("not connected: the platform refused the handshake with status "))
    }

    @Test func aHandshakeThatHangsIsGivenUp() async throws {
        let (started, gate) = (Gate(), Gate())
        let tested = TestedConnection(onConnect: { number, _ in
            if number > 0 { return }
            await started.open()
            await gate.wait()
        })
        let run = Task { try await tested.connection.run() }
        await started.wait()
        tested.clock.advance(by: .seconds(30))
        _ = try await tested.nextSocket()
        await tested.connection.close()
        try await run.value
        #expect(tested.log[1] == "not connected: the platform did not respond within 30.0 seconds")
        await gate.open()
    }

    @Test func anAddressThatHangsIsGivenUp() async throws {
        let attempts = Recorder<Int>()
        let clock = ManualClock()
        let sockets = Mailbox<FakeWebSocket>()
        // It ignores its cancellation.
        let (started, gate) = (Gate(), Gate())
        let transport = ClosureTransport { _ in
            attempts.record(1)
            await started.open()
            if attempts.recorded.count == 1 { await gate.wait() }
            return AddressTransport.response()
        }
        let connection = FeishuEventConnection(
            app: .custom(id: "cli_a", secret: "secret-app"), receiver: FeishuEventReceiver(),
            configuration: .init(transport: transport, clock: clock)
        ) {
            let socket = FakeWebSocket()
            sockets.put(socket)
            return socket
        }
        let run = Task { try await connection.run() }
        await started.wait()
        clock.advance(by: .seconds(30))
        try await sockets.take().expect(Hex.ping)
        await connection.close()
        try await run.value
        await gate.open()
    }

    @Test(arguments: [
        (#"{"code":1,"msg":"system busy"}"#, 200), (#"{"code":1000040343,"msg":"internal"}"#, 200),
        (#"{"code":99991400,"msg":"limited"}"#, 429), ("<html>", 502), ("<html>", 404), ("", 200),
        (#"{"code":0,"data":{}}"#, 200), (#"{"code":0,"data":{"URL":"http://example.com/"}}"#, 200),
        (#"{"code":0,"data":{"URL":"ws://example.com/?ticket=t1"}}"#, 200),
    ])
    func anAddressCanBeMissingForAWhile(json: String, status: Int) async throws {
        let tested = TestedConnection(
            transport: AddressTransport(AddressTransport.response(json, status: status), Self.ok))
        try await tested.run { _ in }
        #expect(tested.transport.requests.count == 2 && tested.log[1].hasPrefix("not connected: "))
    }

    @Test(arguments: [(514, "app not found"), (1_000_040_344, "no permission"), (10014, "SECRET is wrong")])
    func anotherCodeEndsTheConnection(code: Int, message: String) async throws {
        // The arguments of a test are printed.
        let message = message.replacingOccurrences(of: "SECRET", with: "secret-app")
        let tested = TestedConnection(
            transport: AddressTransport(AddressTransport.response(#"{"code":\#(code),"msg":"\#(message)"}"#)))
        let error = await #expect(throws: FeishuConnectionError.self) { try await tested.connection.run() }
        let found = try #require(error)
        guard case .noAddress(let failure) = found else { throw found }
        #expect(failure.code?.rawValue == code)
        expectNoSecret(in: found)
        #expect(tested.events.recorded.count == 2 && tested.events.recorded[1].level == .error)
        #expect(found.localizedDescription.contains("; check the app's id and secret"))
    }

    /// A library can print one item of the query, as it is or decoded.
    @Test func encodedSecretsOfTheAddressAreHidden() async throws {
        struct BadItem: LocalizedError {
            let item: String

            var errorDescription: String? { "BadItem \(item)" }
        }
        let url = "wss://msg.example.com/?service_id=33554678&access_key=secret%2Fkey%3D"
        let tested = TestedConnection(
            transport: AddressTransport(url: url),
            onConnect: { number, _ in
                if number == 0 { throw BadItem(item: "access_key=secret%2Fkey%3D") }
                if number == 1 { throw BadItem(item: "secret/key=") }
            })
        try await tested.run { _ in }
        #expect(tested.log.count { $0.contains("BadItem") } == 2)
    }

    @Test func theSecretsOfTheAddressAreHidden() async throws {
        struct Unreachable: LocalizedError {
            let errorDescription: String? = AddressTransport.url
        }
        let tested = TestedConnection(onConnect: { number, _ in if number == 0 { throw Unreachable() } })
        try await tested.run { socket in
            socket.drop(Unreachable())
            _ = try await tested.nextSocket()
        }
        // The observer checked every event.
        #expect(tested.log.count { $0.hasPrefix("disconnected: the connection was lost: wss://") } == 1)
        #expect(tested.log.count { $0.hasPrefix("not connected: the platform cannot be reached: wss://") } == 1)
        expectNoSecret(in: tested.connection)
    }

    /// A transport for tests that has no response would never have one.
    @Test func aTransportThatCannotSendEndsTheConnection() async throws {
        let connection = FeishuEventConnection(
            app: .custom(id: "cli_a", secret: "secret-app"), receiver: FeishuEventReceiver(),
            configuration: .init(transport: FeishuSampleTransport([]))
        ) { FakeWebSocket() }
        let error = await #expect(throws: FeishuConnectionError.self) { try await connection.run() }
        #expect(error?.localizedDescription.contains("matches no endpoint of FeishuSampleTransport") == true)
    }

    @Test(arguments: [true, false]) func anAppNeedsAnIDAndASecret(hasID: Bool) async throws {
        let tested = TestedConnection(app: .custom(id: hasID ? "cli_a" : "", secret: hasID ? "" : "secret-app"))
        await #expect(throws: FeishuConnectionError.self) { try await tested.connection.run() }
        #expect(tested.log == ["failed: the app's id or secret is an empty string"])
    }

    @Test func onlyCustomAppsOfFeishuHaveConnections() async throws {
        let store = TestedConnection(app: .store(id: "cli_a", secret: "secret-app"))
        let lark = TestedConnection(host: .lark)
        for tested in [store, lark] {
            await #expect(throws: FeishuConnectionError.self) { try await tested.connection.run() }
            #expect(tested.transport.requests.isEmpty && tested.log.count == 1)
        }
        #expect(store.log == ["failed: a store app cannot have a long connection; receive its events at a URL"])
        #expect(lark.log == ["failed: Lark has no long connections; receive events at a URL"])
    }
}
