// The Swift blocks of the README in their order, each in a scope of its own. Preamble.swift defines what they use.
// To record them again: RECORD=1 swift test --filter ReadmeTests
import FeishuTesting
import Generated

do {
    // The host is .feishu, .lark, or .url(...).
    let client = FeishuClient(app: .custom(id: "cli_a1b2", secret: secret), host: .feishu)
    _ = (client)
}

do {
    // Update an e-HR import task.
    try await client.hire.v1.ehrImportTask.patch(
        ehrImportTaskID: "6914551145542568199", body: .init(state: .failed, failReason: "当前 HC 不可用"))

    // Update an external interview assessment. A field that is nil is not sent and keeps its value.
    let updated = try await client.hire.v1.externalInterviewAssessment.patch(
        externalInterviewAssessmentID: "6930815272790114324",
        body: .init(conclusion: .passed, content: "hello world"))
    print(updated.externalInterviewAssessment?.username ?? "")

    // Wait for a website delivery task, and handle one of its documented errors.
    do {
        let task = try await client.hire.v1.websiteDeliveryTask.waitUntilFinished(
            websiteID: "7047318856652261676", deliveryTaskID: "f1c2a0f138ec492d99d7ab73594158ad", timeout: .seconds(30))
        if task.status == .succeeded { print(task.delivery?.applicationID ?? "") }
    } catch let error as FeishuError where error.code == .hire.taskNotFound {
        print(error.advice ?? "", error.logID ?? "")
    }
    _ = (updated)
}

do {
    let call = Feishu.Hire.V1.WebsiteDeliveryTask.Get(websiteID: "1", deliveryTaskID: "2")
    let response = try await client.response(to: call)  // .value, and .http with status, headers, and body
    print(response.value, response.logID ?? "no log ID")
    print(Feishu.Hire.V1.WebsiteDeliveryTask.Get.descriptor.rateLimits)  // 1000 per minute and 50 per second
    _ = (call, response)
}

do {
    var receiver = FeishuEventReceiver(verificationToken: token, encryptKey: key, client: client)
    receiver.on(Feishu.Hire.V1.EHRImportTask.Imported.self) { event, context in
        guard let taskID = event.taskID, let client = context.client else { return }
        let isImported = try await importCandidate(event.applicationID)
        try await client.hire.v1.ehrImportTask.patch(
            ehrImportTaskID: taskID, body: .init(state: isImported ? .succeeded : .failed))
    }

    // In the route of any server: .status, .headers, and .body are the response.
    let response = await receiver.respond(to: FeishuPush(headers: headers, body: body))
    _ = (response)
}

do {
    let addTrace: FeishuMiddleware = { request, attempt, next in
        var request = request
        request.headers["traceparent"] = trace(attempt.call.id)
        return try await next(request)
    }
    let configuration = FeishuClient.Configuration(
        rateLimits: .share(0.5), retries: .init(attempts: 2),  // two processes share the app
        middlewares: [addTrace], userAgent: "recruiting/2.1",  // the middleware wraps every attempt of a call
        observer: { event in  // started, throttled, retrying, finished with durations, ...
            switch event {
            case .finished(let call, let summary): metrics.record(call.endpoint.id, summary.duration, summary.error)
            default: logger.info("\(event)")
            }
        })
    let configured = FeishuClient(app: .custom(id: "cli_a1b2", secret: secret), configuration: configuration)

    // Options of a single call. The timeout covers the whole call, including waits and retries.
    try await client.with(timeout: .seconds(5)).hire.v1.ehrImportTask.patch(
        ehrImportTaskID: "6914551145542568199", body: .init(state: .succeeded))
    _ = (addTrace, configuration, configured)
}

do {
    let platform = FeishuSampleTransport(Feishu.endpoints)
    let tested = FeishuClient(
        app: .custom(id: "cli_test", secret: "none"), configuration: .init(transport: platform, retries: .none))

    // By default, a call gets the first documented sample: a task that is still running.
    let running = try await tested.hire.v1.websiteDeliveryTask.get(websiteID: "1", deliveryTaskID: "2")
    print(running.status == .processing)

    // From now on, calls get a response of your own, or fail with a documented error.
    typealias Get = Feishu.Hire.V1.WebsiteDeliveryTask.Get
    try await platform.respond(to: Get.self, with: .init { $0.status = .succeeded })
    try await platform.fail(Get.self, with: .hire.taskNotFound)
    _ = (platform, tested, running)
}

print("the examples of the README run")
