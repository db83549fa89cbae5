import FeishuAPI
import FeishuTesting
import Foundation

/// The examples of the article "Answering cards", and of that about testing handlers that is about cards.
enum Cards {
    static func run() async throws {
        let platform = FeishuSampleTransport(Feishu.endpoints)
        let client = FeishuClient(
            app: .custom(id: "cli_test", secret: "none"), configuration: .init(transport: platform, retries: .none))
        let saved = Decisions()
        let receiver = receiver(client: client) { decision, leaveID, userID in
            await saved.add("\(leaveID) \(decision) by \(userID ?? "nobody")")
        }
        let sender = FeishuEventSender(verificationToken: "token", encryptKey: "key")

        var leave = Feishu.Demo.V1.Leave.Requested()
        leave.leaveID = "7"
        leave.managerID = "ou_manager"
        leave.days = 3
        let response = await receiver.respond(to: try sender.push(leave))
        precondition(response.status == 200)
        let sent = await platform.requests.map(\.url.path)
        precondition(sent.last == "/open-apis/demo/v1/cards")

        try await click(receiver, sender)
        let decisions = await saved.all
        precondition(decisions == ["7 approve by ou_manager"])
        try content(of: "{}")
    }

    private actor Decisions {
        var all: [String] = []

        func add(_ decision: String) { all.append(decision) }
    }

    static func receiver(
        client: FeishuClient, save: @escaping @Sendable (String, String, String?) async throws -> Void
    ) -> FeishuEventReceiver {
        var receiver = FeishuEventReceiver(verificationToken: "token", encryptKey: "key", client: client)

        receiver.on(Feishu.Demo.V1.Leave.Requested.self) { leave, context in
            guard let client = context.client, let leaveID = leave.leaveID else { return }
            let card = FeishuCard.template(
                id: "AAqLeaveRequest", variables: ["leave_id": .string(leaveID), "days": .integer(leave.days ?? 0)])
            _ = try await client.demo.v1.card.create(
                body: .init(receiverID: leave.managerID, content: card.messageContent))
        }

        receiver.answer(FeishuCardAction.self, late: .toast(.info("The decision is being saved"))) { action, context in
            guard let leaveID = action.value?["leave_id"]?.string, let decision = action.value?["decision"]?.string
            else {
                return .toast(.error("Unknown button"))
            }
            try await save(decision, leaveID, action.operator?.openID)
            return .toast(
                .success("Saved", byLanguage: ["zh_cn": "已保存"]),
                card: .template(
                    id: "AAqLeaveDecided", variables: ["leave_id": .string(leaveID), "decision": .string(decision)]))
        }

        receiver.answer(FeishuLinkPreview.self) { preview, _ in
            .title("Leave \(preview.context?.url ?? "")", byLanguage: ["zh_cn": "请假"])
        }

        return receiver
    }

    static func click(_ receiver: FeishuEventReceiver, _ sender: FeishuEventSender) async throws {
        let click = FeishuCardAction.click(value: ["leave_id": "7", "decision": "approve"], by: "ou_manager")
        let reply = await receiver.respond(to: try sender.push(click))
        let answer = try JSONDecoder().decode(FeishuCardAnswer.self, from: reply.body)
        precondition(answer.toast?.kind == .success && answer.card != nil)
    }

    static func content(of text: String) throws {
        let fromBuilder = try FeishuCard(json: text)
        let inCode = FeishuCard.raw(["body": ["elements": [["tag": "markdown", "content": "Approved"]]]])
        precondition(fromBuilder.messageContent == "{}" && inCode.messageContent.contains("markdown"))
    }
}
