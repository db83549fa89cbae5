import FakeConnection
import Foundation
import Testing

@testable import FeishuRuntime

/// What a connection does with the messages of the platform.
@Suite struct EventConnectionTests {
    private struct Failure: Error {}

    @Test func theAddressIsRequestedWithTheCredentials() async throws {
        let urls = Recorder<URL>()
        let tested = TestedConnection(onConnect: { _, url in urls.record(url) })
        try await tested.run { _ in }
        let request = try #require(tested.transport.requests.first)
        #expect(request.method == .post && request.url.absoluteString == "https://open.feishu.cn/callback/ws/endpoint")
        #expect(request.headers["Content-Type"]?.hasPrefix("application/json") == true)
        let body = try JSONDecoder().decode([String: String].self, from: #require(request.body?.data))
        #expect(body == ["AppID": "cli_a", "AppSecret": "secret-app"])
        #expect(urls.recorded.map(\.absoluteString) == [AddressTransport.url])
        #expect(tested.log == ["connecting", "connected to msg.example.com", "closed"])
    }

    @Test func anEventIsHandledAndAcknowledged() async throws {
        let tested = TestedConnection()
        try await tested.run { socket in
            socket.deliver(Hex.event(TestedConnection.envelope()))
            try await socket.expect(Hex.reply())
        }
        #expect(tested.received.handled.recorded == ["7"])
    }

    @Test func aDuplicateIsAcknowledgedOnly() async throws {
        let tested = TestedConnection()
        try await tested.run { socket in
            for _ in 1...2 {
                socket.deliver(Hex.event(TestedConnection.envelope()))
                try await socket.expect(Hex.reply())
            }
        }
        #expect(tested.received.handled.recorded == ["7"])
    }

    @Test func aFailedEventIsNotAcknowledged() async throws {
        let tested = TestedConnection { tested in
            let handled = tested.handled
            tested.receiver.on(ExamCreated.self) { _, _ in
                handled.record("run")
                if handled.recorded.count == 1 { throw Failure() }
            }
        }
        try await tested.run { socket in
            for reply in [Hex.failed, Hex.accepted] {
                socket.deliver(Hex.event(TestedConnection.envelope()))
                try await socket.expect(Hex.reply(reply))
            }
        }
    }

    @Test(arguments: [
        "[1]", "{}", #"{"schema":"2.0"}"#, "not JSON", "", #"{"challenge":"c","type":"url_verification"}"#,
    ])
    func whatIsNoEventIsNotAcknowledged(payload: String) async throws {
        let tested = TestedConnection()
        try await tested.run { socket in
            socket.deliver(Hex.event(payload))
            try await socket.expect(Hex.reply(Hex.failed))
        }
        #expect(tested.received.rejections == [.malformed])
    }

    /// The reply has all fields of the frame, and the time that the handlers took.
    @Test func theReplyIsTheFrameWithTheDuration() async throws {
        let tested = TestedConnection { tested in
            let clock = tested.clock
            tested.receiver.on(ExamCreated.self) { _, _ in clock.advance(by: .milliseconds(42)) }
        }
        let rest = "32 04 67657a69 3a 04 6a736f6e"
        try await tested.run { socket in
            let payload = Hex.payload(Data(TestedConnection.envelope().utf8))
            socket.deliver(Data(hex: Hex.dataStart + Hex.typeEvent + Hex.messageID + rest + payload + "4a 02 6c39"))
            let duration = "2a 0c 0a 06 62697a5f7274 12 02 3432"
            try await socket.expect(
                Data(
                    hex: Hex.dataStart + Hex.typeEvent + Hex.messageID + duration + rest + Hex.accepted
                        + "4a 02 6c39"
                ))
        }
    }

    @Test func aCallbackIsAnswered() async throws {
        let tested = TestedConnection { tested in
            tested.receiver.answer(FeishuCardAction.self) { action, _ in
                .toast(.success(action.value?["id"]?.string ?? ""))
            }
        }
        let answer = Data(#"{"toast":{"content":"7","type":"success"}}"#.utf8).base64EncodedString()
        try await tested.run { socket in
            socket.deliver(
                Hex.event(
                    #"{"schema":"2.0","header":{"event_id":"c","event_type":"card.action.trigger"},"event":{"action":{"value":{"id":"7"}}}}"#
                ))
            let expected = Hex.reply(Hex.payload(Data(#"{"code":200,"data":"\#(answer)"}"#.utf8)))
            try await socket.expect(expected)
        }
    }

    /// Neither a token nor a signature is checked: both are missing in what comes over a connection.
    @Test func theKeysOfTheReceiverDoNotMatter() async throws {
        let tested = TestedConnection()
        #expect(tested.received.receiver.description.contains("demo.exam.created_v1"))
        try await tested.run { socket in
            socket.deliver(Hex.event(TestedConnection.envelope()))
            _ = try await socket.sent.take()
        }
        #expect(tested.received.rejections.isEmpty)
    }

    // MARK: Parts

    @Test(arguments: [[0, 1, 2], [2, 0, 1], [2, 1, 0]]) func partsAreJoined(order: [Int]) async throws {
        let tested = TestedConnection()
        let json = Data(TestedConnection.envelope().utf8)
        let parts = [json.prefix(50), json.dropFirst(50).prefix(30), json.dropFirst(80)].map { Data($0) }
        try await tested.run { socket in
            for number in order { socket.deliver(Hex.part(number, of: 3, parts[number])) }
            let last = order[2]
            let reply = Data(
                hex: Hex.dataStart + Hex.typeEvent + Hex.messageID + Hex.sum(3) + Hex.seq(last) + Hex.duration
                    + Hex.accepted)
            try await socket.expect(reply)
        }
        #expect(tested.received.handled.recorded == ["7"])
    }

    @Test func aMessageWithALostPartIsHandledWhenItIsSentAgain() async throws {
        let tested = TestedConnection()
        let json = Data(TestedConnection.envelope().utf8)
        let parts = [json.prefix(50), json.dropFirst(50)].map { Data($0) }
        try await tested.run { socket in
            socket.deliver(Hex.part(1, of: 2, parts[1]))
            // Another message, whose reply shows that there is none to the part.
            socket.deliver(Hex.event(TestedConnection.envelope("e2", exam: "8")))
            try await socket.expect(Hex.reply())
            for number in 0...1 { socket.deliver(Hex.part(number, of: 2, parts[number])) }
            _ = try await socket.sent.take()
        }
        #expect(tested.received.handled.recorded == ["8", "7"])
    }

    @Test func aMessageThatStaysIncompleteIsReported() async throws {
        let tested = TestedConnection()
        try await tested.run { socket in
            socket.deliver(Hex.part(1, of: 2, Data("a".utf8)))
            socket.deliver(Hex.event(TestedConnection.envelope()))
            _ = try await socket.sent.take()
            tested.clock.advance(by: .seconds(61))
            let other = Hex.messageID.replacingOccurrences(of: "6d2d31", with: "6d2d32")
            socket.deliver(
                Data(hex: Hex.dataStart + Hex.typeEvent + other + Hex.sum(2) + Hex.seq(0) + Hex.payload(Data("b".utf8)))
            )
            socket.deliver(Hex.event(TestedConnection.envelope("e2")))
            _ = try await socket.sent.take()
        }
        #expect(tested.log.contains("message m-1 is incomplete, because its parts did not all arrive or do not fit"))
    }

    // MARK: Other messages

    @Test(arguments: [
        ("ff", "ignored a message: the message ends within a number"),
        (Hex.dataStart + Hex.messageID, "ignored a message: method 1, type missing"),
        (Hex.dataStart + "2a 0c 0a 04 74797065 12 04 63617264", "ignored a message: method 1, type \"card\""),
        ("08 00 10 00 18 00 20 07" + Hex.typeEvent, "ignored a message: method 7, type \"event\""),
        (Hex.controlStart + Hex.typePong + "42 01 78", "ignored a message: the settings in a pong are not JSON"),
    ])
    func whatIsNoEventIsIgnored(hex: String, report: String) async throws {
        let tested = TestedConnection()
        try await tested.run { socket in
            socket.deliver(Data(hex: hex))
            socket.deliver(Hex.event(TestedConnection.envelope()))
            try await socket.expect(Hex.reply())
        }
        #expect(tested.log[2] == report)
    }

    @Test func aFrameThatIsTooLargeIsIgnored() async throws {
        let tested = TestedConnection()
        try await tested.run { socket in
            socket.deliver(Data(count: 2 << 20))
            socket.deliver(Hex.event(TestedConnection.envelope()))
            try await socket.expect(Hex.reply())
        }
        #expect(tested.log[2] == "ignored a message: a frame of 2097152 bytes is too large")
    }

    /// Otherwise a fast platform and slow handlers would fill the memory.
    @Test func theMessagesInProgressAreLimited() async throws {
        let (gate, count, size) = (Gate(), 80, 1_000_000)
        let tested = TestedConnection { tested in
            let handled = tested.handled
            tested.receiver.on(ExamCreated.self) { event, _ in
                await gate.wait()
                handled.record(event.examID ?? "")
            }
        }
        try await tested.run { socket in
            for number in 0..<count {
                let padding = String(repeating: " ", count: size)
                let json = TestedConnection.envelope("\(number)", exam: "\(number)") + padding
                let frame = ConnectionFrame(
                    service: 1, method: 1, headers: [.init("type", "event"), .init("message_id", "\(number)")],
                    payload: Data(json.utf8))
                socket.deliver(frame.encoded)
            }
            // 67 messages are more than 64 MiB.
            while socket.undelivered > count - 67 { await Task.yield() }
            for _ in 0..<100 { await Task.yield() }
            #expect(socket.undelivered == count - 67)
            await gate.open()
            for _ in 0..<count { _ = try await socket.sent.take() }
        }
        #expect(Set(tested.received.handled.recorded).count == count)
    }

    @Test func anAnswerThatCannotBeSentIsReported() async throws {
        let tested = TestedConnection { tested in
            tested.receiver.answer(FeishuCardAction.self) { _, _ in .nothing }
        }
        try await tested.run { socket in
            socket.refuseMessages()
            socket.deliver(
                Hex.event(
                    #"{"schema":"2.0","header":{"event_id":"c","event_type":"card.action.trigger"},"event":{}}"#))
            _ = try await tested.nextSocket()
        }
        #expect(tested.received.log.last?.hasPrefix("the answer to card.action.trigger [c] was not sent") == true)
    }

    // MARK: Pings

    @Test func aPingIsSentAfterEachInterval() async throws {
        let tested = TestedConnection()
        try await tested.run { socket in
            for _ in 1...5 {
                tested.clock.advance(by: .seconds(120))
                try await socket.expect(Hex.ping)
                socket.deliver(Hex.pong())
                socket.deliver(Hex.event(TestedConnection.envelope()))
                _ = try await socket.sent.take()
            }
        }
        #expect(tested.log == ["connecting", "connected to msg.example.com", "closed"])
    }

    @Test func aPongChangesTheInterval() async throws {
        let tested = TestedConnection()
        try await tested.run { socket in
            socket.deliver(Hex.pong(#"{"PingInterval":10}"#))
            socket.deliver(Hex.event(TestedConnection.envelope()))
            _ = try await socket.sent.take()
            tested.clock.advance(by: .seconds(9))
            #expect(socket.sent.left.isEmpty)
            for _ in 1...3 {
                tested.clock.advance(by: .seconds(10))
                try await socket.expect(Hex.ping)
            }
        }
    }

    /// The address can come without settings.
    @Test func theSettingsOfAPongOutliveTheConnection() async throws {
        let tested = TestedConnection(
            transport: AddressTransport(
                AddressTransport.response(),
                AddressTransport.response(#"{"code":0,"data":{"URL":"\#(AddressTransport.url)"}}"#)))
        try await tested.run { socket in
            socket.deliver(Hex.pong(#"{"ReconnectNonce":0,"PingInterval":7}"#))
            socket.deliver(Hex.event(TestedConnection.envelope()))
            try await socket.expect(Hex.reply())
            socket.drop()
            let second = try await tested.nextSocket()
            tested.clock.advance(by: .seconds(7))
            try await second.expect(Hex.ping)
        }
        #expect(tested.clock.slept == [.seconds(1)])
    }

    @Test func settingsThatMakeNoSenseChangeNothing() {
        var settings = ConnectionSettings()
        var sent = ConnectionSettings.Sent()
        sent.pingInterval = 0
        sent.reconnectNonce = -1
        sent.reconnectInterval = -7
        settings.update(with: sent)
        #expect(settings == ConnectionSettings())
        sent.pingInterval = .max
        sent.reconnectCount = 3
        settings.update(with: sent)
        #expect(settings.attempts == 3 && settings.pingInterval > .seconds(86_400))
        sent.reconnectCount = -1
        settings.update(with: sent)
        #expect(settings.attempts == nil)
    }
}
