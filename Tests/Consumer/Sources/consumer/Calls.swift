import Generated

/// The README's first examples.
enum Calls {
    static func makeClient(secret: String) -> FeishuClient {
        let client = FeishuClient(app: .custom(id: "cli_a1b2", secret: secret))  // host: .feishu, .lark, or .url(...)
        return client
    }

    static func call(_ client: FeishuClient) async throws {
        // Update an e-HR import task.
        try await client.hire.v1.ehrImportTask.patch(
            ehrImportTaskID: "6914551145542568199",
            body: .init(state: .failed, failReason: "当前 HC 不可用"))

        // Update an external interview assessment. A field that is nil is not sent and stays as it is.
        let updated = try await client.hire.v1.externalInterviewAssessment.patch(
            externalInterviewAssessmentID: "6930815272790114324",
            body: .init(conclusion: .passed, content: "hello world"))
        print(updated.externalInterviewAssessment?.username ?? "")

        // Wait for a website delivery task, and handle one of its documented errors.
        do {
            let task = try await client.hire.v1.websiteDeliveryTask.waitUntilFinished(
                websiteID: "7047318856652261676", deliveryTaskID: "f1c2a0f138ec492d99d7ab73594158ad")
            if task.status == .succeeded { print(task.delivery?.applicationID ?? "") }
        } catch let error as FeishuError where error.code == .hire.taskNotFound {
            print(error.advice ?? "", error.logID ?? "")
        }
    }

    static func waitTenSeconds(_ client: FeishuClient) async throws -> Bool {
        let task = try await client.hire.v1.websiteDeliveryTask.waitUntilFinished(
            websiteID: "7047318856652261676", deliveryTaskID: "f1c2a0f138ec492d99d7ab73594158ad", timeout: .seconds(10))
        return task.status == .succeeded
    }

    static func inspect(_ client: FeishuClient) async throws -> [Any] {
        let call = Feishu.Hire.V1.WebsiteDeliveryTask.Get(websiteID: "1", deliveryTaskID: "2")
        let task = try await client.send(call)
        let response = try await client.response(to: call)  // .value, and .http with status, headers and body

        let limits = Feishu.Hire.V1.WebsiteDeliveryTask.Get.descriptor.rateLimits  // 1000 per minute and 50 per second
        let scopes = Set(Feishu.endpoints.flatMap { $0.descriptor.scopes.map(\.name) })  // of all generated endpoints
        return [task, response, limits, scopes]
    }
}
