import Generated

/// The README's example of tests without the network.
enum Testing {
    static func run() async throws {
        let platform = FeishuSampleTransport(Feishu.endpoints)
        let client = FeishuClient(
            app: .custom(id: "cli_test", secret: "none"), configuration: .init(transport: platform, retries: .none))

        // By default a call gets the first sample of its document.
        let task = try await client.hire.v1.websiteDeliveryTask.get(websiteID: "1", deliveryTaskID: "2")

        // From now on all calls of the endpoint fail.
        try await platform.fail(Feishu.Hire.V1.WebsiteDeliveryTask.Get.self, with: .hire.taskNotFound)

        // From now on they return a value. The sample shows a task that is still running, for which polling would time out.
        var done = Feishu.Hire.V1.WebsiteDeliveryTask.Get.Response()
        done.status = .succeeded
        try await platform.respond(to: Feishu.Hire.V1.WebsiteDeliveryTask.Get.self, with: done)
        print(await platform.requests)

        // The same with what the examples above do.
        precondition(task.status == .processing)
        try await Calls.call(client)
        _ = try await Calls.inspect(client)
    }
}
