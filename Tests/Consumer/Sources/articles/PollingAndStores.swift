import FeishuAPI
import FeishuTesting

/// The examples of the articles "Waiting for results" and "Access tokens and sign-in".
enum PollingAndStores {
    static func run() async throws {
        let platform = FeishuSampleTransport(Feishu.endpoints)
        try await platform.respond(
            to: Feishu.Hire.V1.WebsiteDeliveryTask.Get.self, with: .init { $0.status = .succeeded })
        let client = FeishuClient(
            app: .custom(id: "cli_test", secret: "none"), configuration: .init(transport: platform))
        try await poll(client)
        try await pollTenSeconds(client)
    }

    static func poll(_ client: FeishuClient) async throws {
        let task = try await client.hire.v1.websiteDeliveryTask.waitUntilFinished(
            websiteID: "7047318856652261676", deliveryTaskID: "f1c2a0f138ec492d99d7ab73594158ad")
        print(task)
    }

    static func pollTenSeconds(_ client: FeishuClient) async throws {
        let task = try await client.hire.v1.websiteDeliveryTask.waitUntilFinished(
            websiteID: "7047318856652261676", deliveryTaskID: "f1c2a0f138ec492d99d7ab73594158ad", timeout: .seconds(10))
        print(task)
    }

    static func store(secret: String, tokens: any FeishuTokenStore, ticket: String, tenantKey: String) async throws {
        let store = FeishuClient(
            app: .store(id: "cli_c3d4", secret: secret), configuration: .init(tokenStore: tokens))
        try await store.receive(appTicket: ticket)  // whenever the event app_ticket arrives
        let delivered = try await store.tenant(key: tenantKey).hire.v1.websiteDeliveryTask.get(
            websiteID: "1", deliveryTaskID: "2")
        print(delivered)
    }
}
