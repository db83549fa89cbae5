import HireFixture

/// An operation of the faulty platform. `GetOrder` and `PatchOrder` are idempotent, `CreateOrder` must not run twice.
protocol Operation: FeishuEndpoint where Response == Feishu.Hire.V1.WebsiteDeliveryTask.Get.Response {
    var id: String { get }
}

extension Operation {
    var pathParameters: [any FeishuParameterValue] { [id] }
}

struct GetOrder: Operation {
    static let descriptor = FeishuEndpointDescriptor(
        id: "soak.v1.order.get", method: .get, path: "/open-apis/soak/v1/orders/:id", accessTokens: [.tenant],
        documentURL: "https://example.com")
    typealias Response = Feishu.Hire.V1.WebsiteDeliveryTask.Get.Response
    let id: String
}

struct PatchOrder: Operation {
    static let descriptor = FeishuEndpointDescriptor(
        id: "soak.v1.order.patch", method: .patch, path: "/open-apis/soak/v1/orders/:id", accessTokens: [.tenant],
        isIdempotent: true, documentURL: "https://example.com")
    typealias Response = Feishu.Hire.V1.WebsiteDeliveryTask.Get.Response
    let id: String
    var body: [String: Int] { ["state": 1] }
}

struct CreateOrder: Operation {
    static let descriptor = FeishuEndpointDescriptor(
        id: "soak.v1.order.create", method: .post, path: "/open-apis/soak/v1/orders/:id", accessTokens: [.tenant],
        documentURL: "https://example.com")
    typealias Response = Feishu.Hire.V1.WebsiteDeliveryTask.Get.Response
    let id: String
    var body: [String: Int] { ["amount": 1] }
}
