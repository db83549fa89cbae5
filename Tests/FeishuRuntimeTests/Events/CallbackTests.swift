import FeishuRuntime
import FeishuTesting
import Foundation
import Testing

/// Callbacks, whose reply is the answer of their handler.
@Suite struct CallbackTests {
    private struct Failure: Error {}

    private static func receiver(
        late: FeishuCardAnswer? = nil,
        _ answer: @escaping @Sendable (FeishuCardAction, FeishuEventContext) async throws -> FeishuCardAnswer
    ) -> TestedReceiver {
        var tested = TestedReceiver()
        tested.receiver.answer(FeishuCardAction.self, late: late, answer)
        return tested
    }

    private static func json(_ response: FeishuPushResponse) -> String {
        String(decoding: response.body, as: UTF8.self)
    }

    // MARK: Answers

    private static let template = FeishuCard.template(id: "AAqk", version: "1.0.2", variables: ["n": 7, "ok": true])

    @Test(arguments: [
        (FeishuCardAnswer.nothing, "{}"),
        (.toast(.success("done")), #"{"toast":{"content":"done","type":"success"}}"#),
        (.toast(.info("a")), #"{"toast":{"content":"a","type":"info"}}"#),
        (.toast(.warning("a")), #"{"toast":{"content":"a","type":"warning"}}"#),
        (
            .toast(.error("x", byLanguage: ["zh_cn": "错", "en_us": "Error"])),
            #"{"toast":{"content":"x","i18n":{"en_us":"Error","zh_cn":"错"},"type":"error"}}"#
        ),
        (
            .card(.raw(["elements": [["tag": "hr"]]])),
            #"{"card":{"data":{"elements":[{"tag":"hr"}]},"type":"raw"}}"#
        ),
        (
            .toast(.success("done"), card: template),
            #"{"card":{"data":{"template_id":"AAqk","template_variable":{"n":7,"ok":true},"template_version_name":"1.0.2"},"type":"template"},"toast":{"content":"done","type":"success"}}"#
        ),
        (.card(.template(id: "AAqk")), #"{"card":{"data":{"template_id":"AAqk"},"type":"template"}}"#),
    ])
    func theAnswerIsTheReply(answer: FeishuCardAnswer, json: String) async throws {
        let tested = Self.receiver { _, _ in answer }
        let response = await tested.receiver.respond(to: try tested.sender.push(FeishuCardAction.click(value: "a")))
        #expect(response.status == 200 && Self.json(response) == json)
        #expect(try JSONDecoder().decode(FeishuCardAnswer.self, from: response.body) == answer)
    }

    @Test func theHandlerGetsTheWholeAction() async throws {
        let actions = Recorder<FeishuCardAction>()
        let contexts = Recorder<FeishuEventContext>()
        let tested = Self.receiver { action, context in
            actions.record(action)
            contexts.record(context)
            return .nothing
        }
        let sample = """
            {"schema":"2.0","header":{"event_id":"f1","event_type":"card.action.trigger","create_time":"1608725989000",
            "tenant_key":"t1","app_id":"cli_1"},
            "event":{"operator":{"tenant_key":"t1","user_id":"u1","union_id":"on_1","open_id":"ou_1"},"token":"c-1",
            "action":{"value":{"id":"7","nested":{"n":1}},"tag":"button","timezone":"Asia/Shanghai","name":"approve",
            "form_value":{"note":"text","days":["1","2"]},"input_value":"typed","option":"o1","options":["o1","o2"],"checked":true},
            "host":"im_message","delivery_type":"url_preview",
            "context":{"url":"https://example.com","preview_token":"p1","open_message_id":"om_1","open_chat_id":"oc_1"}}}
            """
        _ = await tested.receiver.respond(to: try tested.sender.push(sample: sample))
        let action = try #require(actions.recorded.first)
        let sent = try JSONDecoder().decode(FeishuJSONValue.self, from: Data(sample.utf8))["event"]
        #expect(try JSONDecoder().decode(FeishuJSONValue.self, from: JSONEncoder().encode(action)) == sent)
        #expect(action.value?["nested"]?["n"] == 1 && action.action?.formValue?["note"] == "text")
        #expect(action.operator?.openID == "ou_1" && action.context?.openMessageID == "om_1")
        #expect(contexts.recorded.first?.id == "f1" && contexts.recorded.first?.tenantKey == "t1")
    }

    @Test func theValueCanBeAText() async throws {
        let tested = Self.receiver { action, _ in .toast(.info(action.value?.string ?? "none")) }
        let response = await tested.receiver.respond(
            to: try tested.sender.push(FeishuCardAction.click(value: "approve")))
        #expect(Self.json(response).contains("approve"))
    }

    // MARK: Claims and failures

    @Test func everyCallbackIsAnswered() async throws {
        let log = CountingLog()
        var tested = TestedReceiver { $0.log = log }
        let handled = tested.handled
        tested.receiver.answer(FeishuCardAction.self) { _, _ in
            handled.record("run")
            return .toast(.info("\(handled.recorded.count)"))
        }
        let push = try tested.sender.push(FeishuCardAction.click(value: "a"), id: "same")
        for number in 1...2 {
            #expect(Self.json(await tested.receiver.respond(to: push)).contains("\"\(number)\""))
        }
        #expect(log.calls.recorded.isEmpty)
    }

    @Test func otherHandlersDoNotRun() async throws {
        var tested = Self.receiver { _, _ in .nothing }
        let handled = tested.handled
        tested.receiver.onAny { handled.record($0.type) }
        tested.receiver.answer(FeishuCardAction.self) { _, _ in .toast(.info("second")) }
        let response = await tested.receiver.respond(to: try tested.sender.push(FeishuCardAction.click(value: "a")))
        #expect(handled.recorded.isEmpty && Self.json(response).contains("second"))
    }

    @Test func aCallbackThatNobodyAnswersIsAnEvent() async throws {
        var tested = TestedReceiver()
        let handled = tested.handled
        tested.receiver.onAny { handled.record($0.type) }
        let response = await tested.receiver.respond(to: try tested.sender.push(FeishuCardAction.click(value: "a")))
        #expect(response.status == 200 && Self.json(response) == "{}" && handled.recorded == ["card.action.trigger"])
        // Somebody clicked, and nothing happens.
        #expect(tested.events.recorded[0].level == .warning)
        #expect(tested.log[0].hasSuffix("has no handler; add one with answer(_:late:_:)"))
    }

    @Test func aFailureIsShownToTheUser() async throws {
        let tested = Self.receiver { _, _ in throw Failure() }
        #expect(await tested.status(of: try tested.sender.push(FeishuCardAction.click(value: "a"), id: "c")) == 500)
        #expect(tested.log.count == 1 && tested.events.recorded[0].level == .error)
        #expect(tested.log[0] == "card.action.trigger [c] of tenant tenant failed without an answer: Failure")
    }

    @Test func aPayloadThatDoesNotFitIsAFailure() async throws {
        let tested = Self.receiver { _, _ in .nothing }
        let json = #"{"schema":"2.0","header":{"event_id":"c","event_type":"card.action.trigger"},"event":[1]}"#
        #expect(await tested.status(of: try tested.sender.push(sample: json)) == 500)
        #expect(tested.log[0].contains("is not of the type of its handler"))
        #expect(tested.log[1].hasSuffix("failed without an answer: the payload is not of the type of the handler"))
    }

    @Test func aForgedCallbackIsRejected() async throws {
        let tested = Self.receiver { _, _ in .toast(.info("secret")) }
        let forger = FeishuEventSender(verificationToken: TestedReceiver.token, encryptKey: "guess")
        #expect(await tested.status(of: try forger.push(FeishuCardAction.click(value: "a"))) == 401)
    }

    // MARK: Time

    @Test(arguments: [FeishuCardAnswer.toast(.info("still working")), nil]) func aLateAnswerIsReplaced(
        late: FeishuCardAnswer?
    ) async throws {
        let (started, gate) = (Gate(), Gate())
        let tested = Self.receiver(late: late) { _, _ in
            await started.open()
            await gate.wait()
            return .toast(.success("done"))
        }
        let (receiver, push) = (tested.receiver, try tested.sender.push(FeishuCardAction.click(value: "a"), id: "c"))
        async let response = receiver.respond(to: push)
        await started.wait()
        tested.clock.advance(by: .milliseconds(2500))
        let answered = await response
        #expect(answered.status == 200)
        #expect(try JSONDecoder().decode(FeishuCardAnswer.self, from: answered.body) == late ?? .nothing)
        await gate.open()
        await receiver.drain()
        #expect(
            tested.log.last?.hasPrefix("the answer to card.action.trigger [c] of tenant tenant was not sent") == true)
    }

    @Test func aLateFailureIsReported() async throws {
        let (started, gate) = (Gate(), Gate())
        let tested = Self.receiver(late: .toast(.info("still working"))) { _, _ in
            await started.open()
            await gate.wait()
            throw Failure()
        }
        let (receiver, push) = (tested.receiver, try tested.sender.push(FeishuCardAction.click(value: "a"), id: "c"))
        async let response = receiver.respond(to: push)
        await started.wait()
        tested.clock.advance(by: .milliseconds(2500))
        #expect(await response.status == 200)
        await gate.open()
        await receiver.drain()
        #expect(tested.log.last?.hasSuffix("failed after its late answer was sent: Failure") == true)
    }

    /// The platform does not send a callback again, so the user never sees the answer.
    @Test func anAnswerThatNobodyWaitsForIsReported() async throws {
        let (started, gate) = (Gate(), Gate())
        let tested = Self.receiver { _, _ in
            await started.open()
            await gate.wait()
            return .nothing
        }
        let (receiver, push) = (tested.receiver, try tested.sender.push(FeishuCardAction.click(value: "a")))
        let response = Task { await receiver.respond(to: push) }
        await started.wait()
        response.cancel()
        _ = await response.value
        await gate.open()
        await receiver.drain()
        #expect(tested.log.last?.hasPrefix("the answer to card.action.trigger") == true)
    }

    /// An event can be acknowledged immediately, but a callback cannot be answered before its handler returns.
    @Test func theAcknowledgementOfEventsDoesNotMatter() async throws {
        var tested = TestedReceiver { $0.acknowledges = .immediately }
        tested.receiver.answer(FeishuCardAction.self) { _, _ in
            await Task.yield()
            return .toast(.success("done"))
        }
        let response = await tested.receiver.respond(to: try tested.sender.push(FeishuCardAction.click(value: "a")))
        #expect(Self.json(response).contains("done"))
    }

    @Test func callbacksDoNotWaitForEvents() async throws {
        let (started, gate) = (Gate(), Gate())
        var tested = TestedReceiver { $0.maximumConcurrentEvents = 1 }
        tested.receiver.answer(FeishuCardAction.self) { _, _ in .toast(.success("done")) }
        tested.receiver.on(ExamCreated.self) { _, _ in
            await started.open()
            await gate.wait()
        }
        let (receiver, sender) = (tested.receiver, tested.sender)
        async let event = receiver.respond(to: try sender.push(ExamCreated()))
        await started.wait()
        let answer = try await sender.answer(of: receiver, to: FeishuCardAction.click(value: "a"))
        #expect(answer == .toast(.success("done")))
        await gate.open()
        #expect(try await event.status == 200)
    }

    // MARK: Link previews

    @Test func aLinkPreviewIsAnswered() async throws {
        var tested = TestedReceiver()
        tested.receiver.answer(FeishuLinkPreview.self) { preview, _ in
            .title(
                preview.context?.url ?? "", byLanguage: ["en_us": "Task"], imageKey: "img_1", card: .template(id: "A"))
        }
        let sample = """
            {"schema":"2.0","header":{"event_type":"url.preview.get","event_id":"p"},
            "event":{"host":"im_message","context":{"url":"https://example.com/7","preview_token":"t"}}}
            """
        let response = await tested.receiver.respond(to: try tested.sender.push(sample: sample))
        #expect(
            Self.json(response)
                == #"{"card":{"data":{"template_id":"A"},"type":"template"},"inline":{"i18n_title":{"en_us":"Task"},"image_key":"img_1","title":"https://example.com/7"}}"#
        )
    }

    // MARK: Cards

    @Test func aCardIsTheContentOfAMessage() throws {
        #expect(try FeishuCard(json: #"{ "elements": [] }"#).messageContent == #"{"elements":[]}"#)
        #expect(throws: EncodingError.self) { try FeishuCard.raw(["n": .number(.nan)]).messageContent }
        #expect(
            try FeishuCard.template(id: "A", variables: ["n": 1]).messageContent
                == #"{"data":{"template_id":"A","template_variable":{"n":1}},"type":"template"}"#)
        for text in ["<card>", "3", "[]", #"{"type":"template","data":{"template_version_name":1}}"#] {
            #expect(throws: DecodingError.self) { try FeishuCard(json: text) }
        }
    }

    /// What the platform's card builder shows for a template.
    @Test(arguments: [
        FeishuCard.template(id: "A", version: "1.0", variables: ["n": 1]), .raw(["type": "object", "data": []]),
    ])
    func theContentOfAMessageIsACard(card: FeishuCard) throws {
        #expect(try FeishuCard(json: card.messageContent) == card)
    }

    // MARK: Actions for tests

    @Test func aTestGetsTheAnswerOrAnError() async throws {
        let tested = Self.receiver { action, _ in
            if action.value == "fail" { throw Failure() }
            return .toast(.success("done"))
        }
        let answer = try await tested.sender.answer(of: tested.receiver, to: FeishuCardAction.click(value: "a"))
        #expect(answer == .toast(.success("done")))
        await #expect(throws: FeishuUnansweredCallback(status: 500)) {
            try await tested.sender.answer(of: tested.receiver, to: FeishuCardAction.click(value: "fail"))
        }
        // It would be answered with an empty reply.
        await #expect(throws: FeishuUnansweredCallback(status: nil)) {
            try await tested.sender.answer(of: TestedReceiver().receiver, to: FeishuCardAction.click(value: "a"))
        }
        await #expect(throws: FeishuUnansweredCallback(status: 401)) {
            try await FeishuEventSender().answer(of: tested.receiver, to: FeishuCardAction.click(value: "a"))
        }
    }

    @Test func actionsOfTestsAreThoseOfTheirElements() {
        let click = FeishuCardAction.click(value: ["id": 7], name: "approve", by: "ou_9", messageID: "om_9")
        #expect(click.action?.tag == "button" && click.action?.name == "approve" && click.value == ["id": 7])
        #expect(click.operator?.openID == "ou_9" && click.context?.openMessageID == "om_9" && click.token != nil)
        let choice = FeishuCardAction.choose("a")
        #expect(choice.action?.option == "a" && choice.action?.options == nil && choice.action?.tag == "select_static")
        let choices = FeishuCardAction.choose(["a"])
        #expect(choices.action?.options == ["a"] && choices.action?.option == nil)
        #expect(FeishuCardAction.check(true).action?.checked == true)
        #expect(FeishuCardAction.write("text", value: "v").action?.inputValue == "text")
        let form = FeishuCardAction.submit(form: ["note": "ok"], value: "send")
        #expect(form.action?.formValue == ["note": "ok"] && form.value == "send")
    }
}

/// A log that counts its calls.
private struct CountingLog: FeishuEventLog {
    let calls = Recorder<String>()

    func claim(_ id: String) async throws -> Bool {
        calls.record("claim")
        return true
    }

    func finish(_ id: String) async throws { calls.record("finish") }
    func release(_ id: String) async throws { calls.record("release") }
}
