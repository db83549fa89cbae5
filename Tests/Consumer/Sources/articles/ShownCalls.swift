import FeishuAPI

// The calls that `feishu-codegen show` prints, as they are.

func updateImportTask(_ client: FeishuClient) async throws {
    // swift-format-ignore
    try await client.hire.v1.ehrImportTask.patch(ehrImportTaskID: "6914551145542568199", body: .init(state: .failed))
}

func updateAssessment(_ client: FeishuClient) async throws -> Bool {
    // swift-format-ignore
    let response = try await client.hire.v1.externalInterviewAssessment.patch(externalInterviewAssessmentID: "6930815272790114324", body: .init())
    return response.externalInterviewAssessment != nil
}

func deliveryTask(_ client: FeishuClient) async throws -> Bool {
    // swift-format-ignore
    let response = try await client.hire.v1.websiteDeliveryTask.get(websiteID: "7047318856652261676", deliveryTaskID: "f1c2a0f138ec492d99d7ab73594158ad")
    return response.status == .succeeded
}
