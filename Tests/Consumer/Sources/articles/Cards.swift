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
        await platform.respond(
            to: .post, "/open-apis/im/v1/messages", in: [.value(["message_id": "om_1"] as FeishuJSONValue)])
        try await send(.template(id: "AAqLeaveRequest"), to: "oc_1", client)
        await platform.respond(to: .post, "/open-apis/interactive/v1/card/update", in: [.value([:] as FeishuJSONValue)])
        try await update("c-1", client)
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
                body: .init(receiverID: leave.managerID, content: try card.messageContent))
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
        let answer = try await sender.answer(of: receiver, to: click)
        precondition(answer.toast?.kind == .success && answer.card != nil)
    }

    static func content(of text: String) throws {
        let fromBuilder = try FeishuCard(json: text)
        let inCode = FeishuCard.raw(["body": ["elements": [["tag": "markdown", "content": "Approved"]]]])
        let contents = [try fromBuilder.messageContent, try inCode.messageContent]
        precondition(contents[0] == "{}" && contents[1].contains("markdown"))
    }

    static func send(_ card: FeishuCard, to chatID: String, _ client: FeishuClient) async throws {
        try await client.call(
            .post, "/open-apis/im/v1/messages", query: ["receive_id_type": "chat_id"],
            body: [
                "receive_id": .string(chatID), "msg_type": "interactive", "content": .string(try card.messageContent),
            ])
    }

    static func update(_ token: String, _ client: FeishuClient) async throws {
        try await client.call(
            .post, "/open-apis/interactive/v1/card/update",
            body: ["token": .string(token), "card": ["elements": [["tag": "markdown", "content": "Approved"]]]])
    }
}
