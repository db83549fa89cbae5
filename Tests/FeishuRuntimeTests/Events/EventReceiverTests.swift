import FeishuRuntime
import FeishuTesting
import Foundation
import Testing

/// What handlers get, and how often they run.
@Suite struct EventReceiverTests {
    private struct Failure: Error {}

    private static let sample = """
        {"schema":"2.0","header":{"event_id":"e1","event_type":"demo.exam.created_v1","create_time":"1608725989000",
        "token":"x","app_id":"cli_1","tenant_key":"t1","resource_id":"doc1","user_list":[{"open_id":"ou_1"}]},
        "event":{"exam_id":"7","type":1}}
        """

    private static func envelope(_ header: String, event: String = "{}", schema: String = #""2.0""#) -> String {
        #"{"schema":\#(schema),"header":{\#(header)},"event":\#(event)}"#
    }

    // MARK: Envelopes

    @Test(arguments: [
        (sample, "e1|demo.exam.created_v1|1608725989000000|t1|cli_1"),
        (
            #"{"uuid":"u1","ts":"1502199207.5","type":"event_callback","event":{"type":"leave_approval","app_id":"cli_2","tenant_key":"t2"}}"#,
            "u1|leave_approval|1502199207500000|t2|cli_2"
        ),
        (
            envelope(#""event_id":"e2","event_type":"a.b","create_time":"1608725989000123""#),
            "e2|a.b|1608725989000123|-|-"
        ),
        (envelope(#""event_id":3,"event_type":"a.b","create_time":1608725989000"#), "3|a.b|1608725989000000|-|-"),
        (envelope(#""event_id":"e4","event_type":"a.b","create_time":"soon""#), "e4|a.b|-|-|-"),
        (envelope(#""event_id":"e5","event_type":"a.b","create_time":"1e300""#), "e5|a.b|-|-|-"),
        // The type of the payload is not the type of the event.
        (envelope(#""event_id":"e6","event_type":"a.b""#, event: #"{"type":0}"#), "e6|a.b|-|-|-"),
        (envelope(#""event_id":"e7""#, event: #"{"type":"a.b"}"#), "e7||-|-|-"),
        (envelope(#""event_id":"e8","event_type":"a.b""#, event: "[1]"), "e8|a.b|-|-|-"),
        (envelope(#""event_id":"e9","event_type":"a.b""#, event: "null", schema: "2"), "e9|a.b|-|-|-"),
    ])
    func theEnvelopeIsRead(json: String, expected: String) async throws {
        var tested = TestedReceiver()
        let (handled, sender) = (tested.handled, tested.sender)
        tested.receiver.onAny { event in
            let parts: [String?] = [
                event.id, event.type, event.time.map { "\(Int(($0.timeIntervalSince1970 * 1e6).rounded()))" },
                event.tenantKey, event.appID,
            ]
            handled.record(parts.map { $0 ?? "-" }.joined(separator: "|"))
        }
        #expect(await tested.status(of: try sender.push(sample: json)) == 200)
        #expect(handled.recorded == [expected])
        #expect(await tested.status(of: try sender.push(sample: json)) == 200 && handled.recorded.count == 1)
    }

    @Test func anEventWithAnEndlessIDIsRecognizedByItsBytes() async throws {
        var tested = TestedReceiver()
        let handled = tested.handled
        tested.receiver.onAny { handled.record($0.id) }
        let push = try tested.sender.push(ExamCreated(), id: String(repeating: "7", count: 10_000))
        for _ in 1...2 { #expect(await tested.status(of: push) == 200) }
        #expect(handled.recorded.count == 1 && handled.recorded[0].utf8.count == 71)
    }

    @Test func anEventWithoutIDIsRecognizedByItsBytes() async throws {
        var tested = TestedReceiver()
        let handled = tested.handled
        tested.receiver.onAny { handled.record($0.id) }
        for exam in ["1", "2", "1"] {
            let message =
                #"{"schema":"2.0","header":{"event_type":"a.b","token":"\#(TestedReceiver.token)"},"event":{"exam_id":"\#(exam)"}}"#
            #expect(await tested.status(of: tested.sender.push(message: Data(message.utf8))) == 200)
        }
        #expect(handled.recorded.count == 2 && handled.recorded.allSatisfy { $0.hasPrefix("sha256-") })
    }

    private struct Header: FeishuAllOptionalModel {
        var resourceID: String?
        var eventID: Int?

        mutating func visitFields(_ visitor: inout some FeishuFieldVisitor) throws {
            try visitor.visit("resource_id", &resourceID)
            try visitor.visit("event_id", &eventID)
        }
    }

    private struct Envelope: FeishuAllOptionalModel {
        var uuid: String?

        mutating func visitFields(_ visitor: inout some FeishuFieldVisitor) throws { try visitor.visit("uuid", &uuid) }
    }

    @Test func theContextHasTheWholeEnvelope() async throws {
        var tested = TestedReceiver()
        let contexts = Recorder<FeishuEventContext>()
        tested.receiver.on(ExamCreated.self) { _, context in contexts.record(context) }
        tested.receiver.on(LeaveApproved.self) { _, context in contexts.record(context) }
        _ = await tested.receiver.respond(to: try tested.sender.push(sample: Self.sample))
        _ = await tested.receiver.respond(to: try tested.sender.push(LeaveApproved(instanceCode: "i"), id: "u"))
        try #require(contexts.recorded.count == 2)
        let context = contexts.recorded[0]
        #expect(try context.header(as: Header.self).resourceID == "doc1")
        #expect(context.json["header"]?["user_list"]?[0]?["open_id"]?.string == "ou_1")
        #expect(context.json["header"]?["token"] == nil && context.json["event"]?["type"]?.int == 1)
        #expect(try contexts.recorded[1].header(as: Envelope.self).uuid == "u")
    }

    // MARK: Payloads

    @Test func aPayloadIsDecodedLikeAResponse() async throws {
        var tested = TestedReceiver()
        let events = Recorder<ExamCreated>()
        tested.receiver.on(ExamCreated.self) { event, _ in events.record(event) }
        let json = Self.envelope(
            #""event_id":"e","event_type":"demo.exam.created_v1""#,
            event: #"{"exam_id":7,"level":{"a":"private"},"type":9,"more":1}"#)
        #expect(await tested.status(of: try tested.sender.push(sample: json)) == 200)
        #expect(events.recorded.map(\.examID) == ["7"] && events.recorded[0].level == nil)
        #expect(events.recorded[0].type?.rawValue == 9)
        let deviations = tested.events.recorded.compactMap { event -> String? in
            switch event {
            case .fieldDropped(_, let failure):
                failure.deviation.map { "\($0.kind) \($0.path) \($0.expected) \($0.found)" }
            case .fieldDeviated(_, let found): "\(found.kind) \(found.path) \(found.expected) \(found.found)"
            default: nil
            }
        }
        #expect(
            deviations == [
                #"converted event.exam_id string "int""#, #"dropped event.level int "object""#,
                "unknownValue event.type int 9",
            ])
    }

    @Test(arguments: ["[1]", "7", "null", #""text""#]) func aPayloadThatDoesNotFitIsReported(payload: String)
        async throws
    {
        var tested = TestedReceiver()
        tested.recordHandled()
        let handled = tested.handled
        tested.receiver.onAny { handled.record("any \($0.type)") }
        let json = Self.envelope(#""event_id":"e","event_type":"demo.exam.created_v1""#, event: payload)
        #expect(await tested.status(of: try tested.sender.push(sample: json)) == 200)
        #expect(handled.recorded == ["any demo.exam.created_v1"])
        #expect(tested.log[0].hasPrefix("demo.exam.created_v1 [e] is not of the type of its handler: at event"))
    }

    @Test func anEventWithoutHandlerIsAcknowledgedAndReported() async throws {
        let tested = TestedReceiver()
        #expect(
            await tested.status(of: try tested.sender.push(sample: Self.envelope(#""event_id":"e","event_type":"x""#)))
                == 200)
        #expect(tested.log == ["x [e] has no handler", "x [e] handled in 0.0 seconds"])
    }

    @Test func severalHandlersOfATypeRunInTheirOrder() async throws {
        var tested = TestedReceiver()
        let handled = tested.handled
        tested.receiver.onAny { _ in handled.record("any") }
        tested.receiver.on(ExamCreated.self) { _, _ in handled.record("first") }
        tested.receiver.on(LeaveApproved.self) { _, _ in handled.record("other") }
        tested.receiver.on(ExamCreated.self) { _, _ in handled.record("second") }
        #expect(await tested.status(of: try tested.sender.push(ExamCreated(examID: "7"))) == 200)
        #expect(handled.recorded == ["first", "second", "any"])
    }

    // MARK: Failures and duplicates

    @Test func aDuplicateIsAcknowledgedOnly() async throws {
        var tested = TestedReceiver()
        tested.recordHandled()
        for _ in 1...3 {
            #expect(await tested.status(of: try tested.sender.push(ExamCreated(examID: "7"), id: "e")) == 200)
        }
        #expect(tested.handled.recorded == ["7"])
        #expect(tested.log.suffix(2) == ["demo.exam.created_v1 [e] of tenant tenant is a duplicate"] * 2)
    }

    @Test func aFailedEventIsHandledAgain() async throws {
        var tested = TestedReceiver()
        let handled = tested.handled
        tested.receiver.on(ExamCreated.self) { event, _ in
            handled.record("run")
            if handled.recorded.count < 3 { throw Failure() }
        }
        tested.receiver.on(ExamCreated.self) { _, _ in handled.record("second") }
        var statuses: [Int] = []
        for _ in 1...4 { statuses.append(await tested.status(of: try tested.sender.push(ExamCreated(), id: "e"))) }
        #expect(statuses == [500, 500, 200, 200] && handled.recorded == ["run", "run", "run", "second"])
        #expect(tested.log[0].hasPrefix("demo.exam.created_v1 [e] of tenant tenant failed and will be sent again: "))
    }

    @Test func aDuplicateOfARunningEventIsAcknowledgedOnly() async throws {
        var tested = TestedReceiver()
        let (started, gate, handled) = (Gate(), Gate(), tested.handled)
        tested.receiver.on(ExamCreated.self) { _, _ in
            handled.record("run")
            await started.open()
            await gate.wait()
        }
        let push = try tested.sender.push(ExamCreated(), id: "e")
        let receiver = tested.receiver
        async let first = receiver.respond(to: push)
        await started.wait()
        #expect(await tested.status(of: push) == 200 && handled.recorded == ["run"])
        await gate.open()
        #expect(await first.status == 200)
    }

    // MARK: Time

    @Test func aSlowEventIsAcknowledgedAndGoesOn() async throws {
        var tested = TestedReceiver()
        let (started, gate, handled) = (Gate(), Gate(), tested.handled)
        tested.receiver.on(ExamCreated.self) { _, _ in
            await started.open()
            await gate.wait()
            handled.record("done")
            throw Failure()
        }
        let push = try tested.sender.push(ExamCreated(), id: "e")
        let receiver = tested.receiver
        async let response = receiver.respond(to: push)
        await started.wait()
        tested.clock.advance(by: .milliseconds(2500))
        #expect(await response.status == 200 && handled.recorded.isEmpty)
        await gate.open()
        await receiver.drain()
        #expect(handled.recorded == ["done"])
        #expect(tested.log.count == 1 && tested.log[0].contains("failed after it was acknowledged"))
        // It stays claimed.
        #expect(await tested.status(of: push) == 200 && handled.recorded == ["done"])
    }

    @Test func anEventCanBeAcknowledgedImmediately() async throws {
        var tested = TestedReceiver { $0.acknowledges = .immediately }
        let gate = Gate()
        tested.receiver.on(ExamCreated.self) { _, _ in await gate.wait() }
        #expect(await tested.status(of: try tested.sender.push(ExamCreated())) == 200)
        #expect(!tested.log.contains { $0.contains("handled") })
        await gate.open()
        await tested.receiver.drain()
        #expect(tested.log.last?.contains("handled") == true)
    }

    @Test func anEventThatWaitedForItsSlotIsAcknowledgedInTime() async throws {
        let (started, gate, claimed) = (Gate(), Gate(), Gate())
        var tested = TestedReceiver {
            $0.maximumConcurrentEvents = 1
            $0.acknowledges = .afterHandling(within: .seconds(1))
            $0.log = SignallingLog(log: $0.log, id: "2", claimed: claimed)
        }
        let (second, end) = (Gate(), Gate())
        tested.receiver.on(ExamCreated.self) { event, _ in
            await started.open()
            await (event.examID == "1" ? gate : end).wait()
            if event.examID == "2" { await second.open() }
        }
        let (receiver, sender) = (tested.receiver, tested.sender)
        async let first = receiver.respond(to: try sender.push(ExamCreated(examID: "1"), id: "1"))
        await started.wait()
        async let waiting = receiver.respond(to: try sender.push(ExamCreated(examID: "2"), id: "2"))
        await claimed.wait()
        tested.clock.advance(by: .seconds(2))
        #expect(try await first.status == 200)
        await gate.open()
        // Its handler has not returned.
        #expect(try await waiting.status == 200)
        await end.open()
        await second.wait()
        await receiver.drain()
    }

    @Test func aLongHandlerIsCancelled() async throws {
        var tested = TestedReceiver { $0.handlerTimeout = .seconds(1) }
        let started = Gate()
        tested.receiver.on(ExamCreated.self) { _, _ in
            await started.open()
            let (stream, continuation) = AsyncStream<Void>.makeStream()
            for await _ in stream {}
            continuation.finish()
            try Task.checkCancellation()
        }
        let receiver = tested.receiver
        let push = try tested.sender.push(ExamCreated())
        async let response = receiver.respond(to: push)
        await started.wait()
        tested.clock.advance(by: .seconds(1))
        #expect(await response.status == 500)
        #expect(tested.log.last?.contains("the handlers did not return within 1.0 seconds") == true)
    }

    @Test func aCancelledResponseDoesNotCancelTheHandler() async throws {
        var tested = TestedReceiver()
        let (started, gate, handled) = (Gate(), Gate(), tested.handled)
        tested.receiver.on(ExamCreated.self) { _, _ in
            await started.open()
            await gate.wait()
            handled.record(Task.isCancelled ? "cancelled" : "done")
        }
        let (receiver, push) = (tested.receiver, try tested.sender.push(ExamCreated()))
        let response = Task { await receiver.respond(to: push) }
        await started.wait()
        response.cancel()
        #expect(await response.value.status == 503)
        await gate.open()
        await receiver.drain()
        #expect(handled.recorded == ["done"])
    }

    /// Nobody was told that it is acknowledged.
    @Test func aFailureAfterACancelledResponseIsNotLost() async throws {
        var tested = TestedReceiver()
        let (started, gate, handled) = (Gate(), Gate(), tested.handled)
        tested.receiver.on(ExamCreated.self) { _, _ in
            handled.record("run")
            await started.open()
            await gate.wait()
            if handled.recorded.count == 1 { throw Failure() }
        }
        let (receiver, push) = (tested.receiver, try tested.sender.push(ExamCreated()))
        let response = Task { await receiver.respond(to: push) }
        await started.wait()
        response.cancel()
        _ = await response.value
        tested.clock.advance(by: .seconds(3))
        await gate.open()
        await receiver.drain()
        #expect(await tested.status(of: push) == 200 && handled.recorded == ["run", "run"])
    }

    @Test func eventsWaitForASlotAndAreRefusedInTime() async throws {
        let (started, gate, claimed) = (Gate(), Gate(), Gate())
        var tested = TestedReceiver {
            $0.maximumConcurrentEvents = 1
            $0.log = SignallingLog(log: $0.log, id: "2", claimed: claimed)
        }
        let handled = tested.handled
        tested.receiver.on(ExamCreated.self) { event, _ in
            handled.record(event.examID ?? "")
            await started.open()
            if event.examID == "1" { await gate.wait() }
        }
        let (receiver, sender) = (tested.receiver, tested.sender)
        async let first = receiver.respond(to: try sender.push(ExamCreated(examID: "1"), id: "1"))
        await started.wait()
        let second = try sender.push(ExamCreated(examID: "2"), id: "2")
        async let refused = receiver.respond(to: second)
        await claimed.wait()
        tested.clock.advance(by: .milliseconds(2500))
        #expect(try await first.status == 200)
        #expect(await refused.status == 503 && handled.recorded == ["1"])
        async let waiting = receiver.respond(to: second)
        await gate.open()
        #expect(await waiting.status == 200 && handled.recorded == ["1", "2"])
    }

    /// Its duplicate was acknowledged, so that the platform does not send it again.
    @Test func anAcknowledgedEventIsNotRefused() async throws {
        let (started, gate, claimed) = (Gate(), Gate(), Gate())
        var tested = TestedReceiver {
            $0.maximumConcurrentEvents = 1
            $0.log = SignallingLog(log: $0.log, id: "2", claimed: claimed)
        }
        let handled = tested.handled
        tested.receiver.on(ExamCreated.self) { event, _ in
            await started.open()
            if event.examID == "1" { await gate.wait() }
            handled.record(event.examID ?? "")
        }
        let (receiver, sender) = (tested.receiver, tested.sender)
        async let first = receiver.respond(to: try sender.push(ExamCreated(examID: "1"), id: "1"))
        await started.wait()
        let second = try sender.push(ExamCreated(examID: "2"), id: "2")
        async let waiting = receiver.respond(to: second)
        await claimed.wait()
        #expect(await receiver.respond(to: second).status == 200)
        tested.clock.advance(by: .seconds(10))
        #expect(try await first.status == 200)
        await gate.open()
        #expect(await waiting.status == 200)
        await receiver.drain()
        #expect(handled.recorded == ["1", "2"])
    }

    /// A log in which time passes during a claim.
    private struct SlowLog: FeishuEventLog {
        let clock: ManualClock

        func claim(_ id: String) async throws -> Bool {
            clock.advance(by: .seconds(10))
            return true
        }

        func finish(_ id: String) async throws {}
        func release(_ id: String) async throws {}
    }

    /// A process that is busy for seconds would otherwise refuse every event.
    @Test func aFreeSlotIsNeverTooLate() async throws {
        let clock = ManualClock()
        var tested = TestedReceiver(clock: clock) { $0.log = SlowLog(clock: clock) }
        tested.recordHandled()
        let receiver = tested.receiver
        #expect(await receiver.respond(to: try tested.sender.push(ExamCreated(examID: "7"))).status == 200)
        await receiver.drain()
        #expect(tested.handled.recorded == ["7"])
    }

    @Test func drainWaitsForNothing() async { await TestedReceiver().receiver.drain() }

    // MARK: The client

    private static let ticketEvent = """
        {"ts":"1502199207.7","uuid":"u","type":"event_callback",
        "event":{"app_id":"cli_a","type":"app_ticket","app_ticket":"secret-ticket"}}
        """

    @Test func aTicketGoesToTheClient() async throws {
        let requests = Recorder<String>()
        let transport = ClosureTransport { request in
            requests.record((request.body?.data).map { String(decoding: $0, as: UTF8.self) } ?? "")
            return .json(#"{"code":0,"app_access_token":"secret-a","tenant_access_token":"secret-t","expire":7200}"#)
        }
        let client = FeishuClient.tested(app: .store(id: "cli_a", secret: "secret-app"), transport: transport)
        let tested = TestedReceiver(client: client)
        #expect(await tested.status(of: try tested.sender.push(sample: Self.ticketEvent)) == 200)
        #expect(tested.log.count == 1 && tested.log[0].contains("handled"))
        _ = try await client.tenant(key: "t").send(Read())
        #expect(requests.recorded[0].contains("secret-ticket"))
    }

    @Test func aTicketIsOnlyForAClientOfAStoreApp() async throws {
        let client = FeishuClient.tested(app: .custom(id: "cli_a", secret: "secret-app"))
        var tested = TestedReceiver(client: client)
        let handled = tested.handled
        tested.receiver.onAny { handled.record($0.type) }
        #expect(await tested.status(of: try tested.sender.push(sample: Self.ticketEvent)) == 200)
        #expect(handled.recorded == ["app_ticket"])
    }

    @Test func aTicketWithoutClientIsAnEventWithoutHandler() async throws {
        let tested = TestedReceiver()
        #expect(await tested.status(of: try tested.sender.push(sample: Self.ticketEvent)) == 200)
        #expect(tested.log[0] == "app_ticket [u] has no handler")
    }

    @Test(arguments: [true, false]) func theClientOfAContextCallsForTheTenant(isStoreApp: Bool) async throws {
        let app: FeishuApp = isStoreApp ? .store(id: "a", secret: "secret-app") : .custom(id: "a", secret: "secret-app")
        var tested = TestedReceiver(client: .tested(app: app))
        let handled = tested.handled
        tested.receiver.on(ExamCreated.self) { _, context in handled.record("\(context.client as Any)") }
        _ = await tested.receiver.respond(to: try tested.sender.push(ExamCreated()))
        #expect(handled.recorded.map { $0.contains("tenant tenant") } == [isStoreApp])
    }
}

/// A log that reports the claim of one event.
private struct SignallingLog: FeishuEventLog {
    let log: any FeishuEventLog
    let id: String
    let claimed: Gate

    func claim(_ id: String) async throws -> Bool {
        if id == self.id { await claimed.open() }
        return try await log.claim(id)
    }

    func finish(_ id: String) async throws { try await log.finish(id) }
    func release(_ id: String) async throws { try await log.release(id) }
}

private func * (elements: [String], count: Int) -> ArraySlice<String> {
    (0..<count).flatMap { _ in elements }[...]
}
