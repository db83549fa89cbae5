import Foundation
import HireFixture
import Testing

/// Responses from the documents instead of the network.
@Suite struct SampleTransportTests {
    private let platform = FeishuSampleTransport(Feishu.endpoints)
    private var client: FeishuClient {
        .tested(
            app: .custom(id: "cli_test", secret: "secret-app"), transport: platform,
            clock: ManualClock(longestSkip: .seconds(20)))
    }
    private typealias Get = Feishu.Hire.V1.WebsiteDeliveryTask.Get

    @Test func callsReturnDocumentedSamples() async throws {
        let task = try await client.hire.v1.websiteDeliveryTask.get(websiteID: "1", deliveryTaskID: "2")
        #expect(task.status == .processing && task.delivery?.applicationID == "6960663240925956657")
        try await client.hire.v1.ehrImportTask.patch(ehrImportTaskID: "1", body: .init(state: .succeeded))
        #expect(
            await platform.requests.map(\.description) == [
                "GET /open-apis/hire/v1/websites/1/delivery_tasks/2",
                "PATCH /open-apis/hire/v1/ehr_import_tasks/1",
            ])
    }

    @Test func aDocumentedErrorCanBeRequested() async throws {
        try await platform.fail(Get.self, with: .hire.taskNotFound)
        let error = await #expect(throws: FeishuError.self) {
            try await client.hire.v1.websiteDeliveryTask.get(websiteID: "1", deliveryTaskID: "2")
        }
        #expect(error?.code == .hire.taskNotFound && error?.status == 400)
        #expect(error?.advice?.hasPrefix("任务不存在") == true)

        await platform.respondFromSamples(to: Get.self)
        _ = try await client.hire.v1.websiteDeliveryTask.get(websiteID: "1", deliveryTaskID: "2")
    }

    @Test func aResponseCanBeSet() async throws {
        var response = Get.Response()
        response.status = .failed
        try await platform.respond(to: Get.self, with: response)
        let task = try await client.hire.v1.websiteDeliveryTask.waitUntilFinished(websiteID: "1", deliveryTaskID: "2")
        #expect(task == response)
        await platform.respond(to: Get.self, with: FeishuHTTPResponse(status: 502))
        let error = await #expect(throws: FeishuError.self) {
            try await client.hire.v1.websiteDeliveryTask.get(websiteID: "1", deliveryTaskID: "2")
        }
        #expect(error?.status == 502)
    }

    @Test func anUnknownCallIsReported() async throws {
        let error = await #expect(throws: FeishuError.self) { try await client.send(Read()) }
        #expect(
            error?.debugDescription
                == "GET /thing failed: unexpected response: GET /thing matches no endpoint of FeishuSampleTransport; "
                + "HTTP status 404")
    }

    private struct One: FeishuEndpoint {
        static let descriptor = FeishuEndpointDescriptor(
            id: "demo.v1.user.get", method: .get, path: "/users/:id", documentURL: "https://example.com")
        static let samples = FeishuEndpointSamples(responses: [#"{"code":7}"#, #"{"code":0,"data":1}"#])
        typealias Response = FeishuJSONValue
        let id: String
        var pathParameters: [any FeishuParameterValue] { [id] }
    }

    private struct Batch: FeishuEndpoint {
        static let descriptor = FeishuEndpointDescriptor(
            id: "demo.v1.user.batch", method: .get, path: "/users/batch", envelope: .flat,
            documentURL: "https://example.com")
        typealias Response = FeishuJSONValue
    }

    private struct Variant<Name: Sendable>: FeishuEndpoint {
        static var descriptor: FeishuEndpointDescriptor {
            FeishuEndpointDescriptor(
                id: "demo.v1.variant.\(Name.self)", method: .get, path: "/variant",
                fixedQuery: ["type": "\(Name.self)"],
                documentURL: "https://example.com")
        }
        static var samples: FeishuEndpointSamples {
            FeishuEndpointSamples(responses: [#"{"code":0,"data":"\#(Name.self)"}"#])
        }
        typealias Response = FeishuJSONValue
    }

    @Test func endpointsWithTheSamePathAreDistinguishedByQuery() async throws {
        let platform = FeishuSampleTransport([Variant<Int>.self, Variant<Bool>.self])
        let client = FeishuClient.tested(tokens: FixedToken(), transport: platform)
        #expect(try await client.send(Variant<Int>()) == .string("Int"))
        #expect(try await client.send(Variant<Bool>()) == .string("Bool"))
    }

    @Test(arguments: [false, true])
    func theBestMatchingPathIsUsed(isReversed: Bool) async throws {
        let endpoints: [any FeishuEndpoint.Type] = [One.self, Batch.self]
        let platform = FeishuSampleTransport(isReversed ? endpoints.reversed() : endpoints)
        let client = FeishuClient.tested(tokens: FixedToken(), transport: platform)
        #expect(try await client.send(One(id: "a/b")) == .integer(1))
        #expect(
            try await client.send(Batch())
                == .object(["code": .integer(0), "msg": .string("success")]))
    }

    @Test func responsesAreGivenInSequence() async throws {
        typealias Get = Feishu.Hire.V1.WebsiteDeliveryTask.Get
        let clock = ManualClock()
        let platform = FeishuSampleTransport(Feishu.endpoints, clock: clock)
        var processing = Get.Response()
        processing.status = .init(rawValue: 1)
        await platform.respond(
            to: Get.self,
            in: [
                .value(processing).after(.seconds(3)), .failure(URLError(.timedOut)),
                .error(.hire.taskNotFound), .http(.json(#"{"code":0,"data":{"status":2}}"#)),
            ])
        let client = FeishuClient.tested(
            app: .custom(id: "a", secret: "secret-app"), transport: platform, retries: .none, clock: clock)
        let call = Get(websiteID: "1", deliveryTaskID: "2")
        #expect(try await client.send(call).status?.rawValue == 1)
        #expect(clock.slept == [.seconds(3)])
        let lost = await #expect(throws: FeishuError.self) { try await client.send(call) }
        if case .transport = lost?.reason {} else { Issue.record("\(String(describing: lost))") }
        let missing = await #expect(throws: FeishuError.self) { try await client.send(call) }
        #expect(missing?.code == .hire.taskNotFound)
        for _ in 1...2 { #expect(try await client.send(call).status?.rawValue == 2) }
    }
}
