import FeishuRuntime
import FeishuTesting
import Foundation
import Testing

/// Pushes for tests of handlers.
@Suite struct EventSenderTests {
    private struct Approved: FeishuEvent {
        static let descriptor = FeishuEventDescriptor(
            id: "demo.v1.leave.approved", type: "leave_approval", envelope: .v1, documentURL: nil)
        var code: String?

        mutating func visitFields(_ visitor: inout some FeishuFieldVisitor) throws { try visitor.visit("code", &code) }
    }

    private struct Created: FeishuEvent {
        static let descriptor = FeishuEventDescriptor(
            id: "demo.v1.exam.created", type: "demo.exam.created_v1", documentURL: nil)
        var examID: String?

        mutating func visitFields(_ visitor: inout some FeishuFieldVisitor) throws {
            try visitor.visit("exam_id", &examID)
        }
    }

    /// The handled events, as lines.
    private actor Log {
        private(set) var lines: [String] = []

        func add(_ line: String) { lines.append(line) }
    }

    private static func receiver(_ token: String?, _ key: String?, _ log: Log) -> FeishuEventReceiver {
        var receiver = FeishuEventReceiver(verificationToken: token, encryptKey: key)
        receiver.on(Created.self) { event, context in
            await log.add("\(context.type) \(context.tenantKey ?? "") \(context.appID ?? "") \(event.examID ?? "")")
        }
        receiver.on(Approved.self) { event, context in
            await log.add("\(context.type) \(context.tenantKey ?? "") \(context.appID ?? "") \(event.code ?? "")")
        }
        return receiver
    }

    @Test(arguments: [(nil as String?, nil as String?), ("token", nil), (nil, "key"), ("token", "key")])
    func eventsInBothEnvelopesAreAccepted(token: String?, key: String?) async throws {
        let (sender, log) = (FeishuEventSender(verificationToken: token, encryptKey: key, tenantKey: "t"), Log())
        let receiver = Self.receiver(token, key, log)
        var (created, approved) = (Created(), Approved())
        (created.examID, approved.code) = ("7", "8")
        #expect(await receiver.respond(to: try sender.push(created)).status == 200)
        #expect(await receiver.respond(to: try sender.push(approved)).status == 200)
        await receiver.drain()
        #expect(await log.lines == ["demo.exam.created_v1 t cli_test 7", "leave_approval t cli_test 8"])
        #expect(await receiver.respond(to: sender.challenge("c")).body == Data(#"{"challenge":"c"}"#.utf8))
    }

    @Test func theSameIDIsADuplicate() async throws {
        let (sender, log) = (FeishuEventSender(encryptKey: "key"), Log())
        let receiver = Self.receiver(nil, "key", log)
        for _ in 1...2 { #expect(await receiver.respond(to: try sender.push(Created(), id: "e")).status == 200) }
        #expect(await receiver.respond(to: try sender.push(Created())).status == 200)
        await receiver.drain()
        #expect(await log.lines.count == 2)
    }

    @Test func aLatePushIsRejected() async throws {
        let (sender, log) = (FeishuEventSender(encryptKey: "key"), Log())
        let push = try sender.push(Created(), age: .seconds(600))
        #expect(await Self.receiver(nil, "key", log).respond(to: push).status == 401)
        #expect(await log.lines.isEmpty)
    }

    @Test(arguments: [
        #"{"schema":"2.0","header":{"event_id":"e","event_type":"demo.exam.created_v1","token":"x"},"event":{"exam_id":"7"}}"#,
        #"{"uuid":"e","token":"x","type":"event_callback","event":{"type":"leave_approval","code":"7"}}"#,
    ])
    func aSampleIsPushedWithTheTokenOfTheSender(sample: String) async throws {
        let (sender, log) = (FeishuEventSender(verificationToken: "token"), Log())
        let receiver = Self.receiver("token", nil, log)
        #expect(await receiver.respond(to: try sender.push(sample: sample)).status == 200)
        #expect(await receiver.respond(to: try sender.push(sample: sample)).status == 200)
        await receiver.drain()
        #expect(await log.lines.count == 1)
        #expect(await receiver.respond(to: try sender.push(sample: sample, id: "another")).status == 200)
        await receiver.drain()
        #expect(await log.lines.count == 2)
    }

    @Test func aSampleThatIsNotJSONIsAnError() {
        #expect(throws: DecodingError.self) { try FeishuEventSender().push(sample: "{") }
    }
}
