import FeishuAPI
import FeishuTesting

/// The examples of the articles "Testing without the network", "Getting started" and "Errors".
enum Testing {
    static func run() async throws {
        let platform = FeishuSampleTransport(Feishu.endpoints)
        let client = FeishuClient(
            app: .custom(id: "cli_test", secret: "none"), configuration: .init(transport: platform, retries: .none))

        // By default, a call gets the first documented sample.
        let task = try await client.hire.v1.websiteDeliveryTask.get(websiteID: "1", deliveryTaskID: "2")
        precondition(task.status == .processing)

        // From now on, all calls of the endpoint fail with a documented error.
        try await platform.fail(Feishu.Hire.V1.WebsiteDeliveryTask.Get.self, with: .hire.taskNotFound)
        await getTask(client)

        // From now on, they get a response of your own.
        try await platform.respond(
            to: Feishu.Hire.V1.WebsiteDeliveryTask.Get.self, with: .init { $0.status = .succeeded })
        try await call(client)
        try await inspect(client)
        print(await platform.requests)
    }

    static func makeClient(secret: String) -> FeishuClient {
        // The host is .feishu, .lark, or .url(...).
        let client = FeishuClient(app: .custom(id: "cli_a1b2", secret: secret), host: .feishu)
        return client
    }

    static func call(_ client: FeishuClient) async throws {
        // Update an e-HR import task.
        try await client.hire.v1.ehrImportTask.patch(
            ehrImportTaskID: "6914551145542568199",
            body: .init(state: .failed, failReason: "当前 HC 不可用"))
    }

    static func getTask(_ client: FeishuClient) async {
        do {
            let task = try await client.hire.v1.websiteDeliveryTask.waitUntilFinished(
                websiteID: "7047318856652261676", deliveryTaskID: "f1c2a0f138ec492d99d7ab73594158ad")
            if task.status == .succeeded { print(task.delivery?.applicationID ?? "") }
        } catch let error as FeishuError where error.code == .hire.taskNotFound {
            print(error.advice ?? "", error.logID ?? "")
        } catch {
            preconditionFailure("\(error)")
        }
    }

    static func inspect(_ client: FeishuClient) async throws {
        let call = Feishu.Hire.V1.WebsiteDeliveryTask.Get(websiteID: "1", deliveryTaskID: "2")
        let response = try await client.response(to: call)  // .value, and .http with status, headers, and body
        print(response.value, response.logID ?? "no log ID")
    }
}
