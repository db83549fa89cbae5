import Foundation
import FeishuTesting
import HireFixture
import Testing

/// Responses from the documents instead of the network.
@Suite struct SampleTransportTests {
    private let platform = FeishuSampleTransport(Feishu.endpoints)
    private var client: FeishuClient {
        FeishuClient(
            app: .custom(id: "cli_test", secret: "none"),
            configuration: .init(transport: platform, clock: StoppedClock()))
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

    @Test func callsWithoutATypeGetResponses() async throws {
        await platform.respond(
            to: .get, "/open-apis/im/v1/chats/:chat_id", in: [.value(["name": "first"]), .error(99_991_672)])
        let chat = try await client.call(.get, "/open-apis/im/v1/chats/:chat_id", path: ["chat_id": "oc_1"])
        #expect(chat["name"] == "first")
        let error = await #expect(throws: FeishuError.self) {
            try await client.call(.get, "/open-apis/im/v1/chats/:chat_id", path: ["chat_id": "oc_2"])
        }
        #expect(error?.code == 99_991_672)
        // Another method, and no response anymore.
        await #expect(throws: FeishuError.self) { try await client.call(.delete, "/open-apis/im/v1/chats/oc_1") }
        await platform.respond(to: .get, "/open-apis/im/v1/chats/:chat_id", in: [])
        await #expect(throws: FeishuError.self) { try await client.call(.get, "/open-apis/im/v1/chats/oc_1") }
    }

    @Test func anEnvelopeCanBeSetForCallsWithoutAType() async throws {
        await platform.respond(to: .post, "/open-apis/bot/v3/info", envelope: .flat, in: [.value(["bot": "b"])])
        #expect(try await client.call(.post, "/open-apis/bot/v3/info", envelope: .flat)["bot"] == "b")
    }

    /// A response that a test sets counts more than the samples of a type.
    @Test func aPathCountsMoreThanATypeWithTheSamePath() async throws {
        let path = Get.descriptor.path
        await platform.respond(to: .get, path, in: [.value(["status": 2])])
        let task = try await client.hire.v1.websiteDeliveryTask.get(websiteID: "1", deliveryTaskID: "2")
        #expect(task.status?.rawValue == 2)
        await platform.respond(to: .get, path, in: [])
        _ = try await client.hire.v1.websiteDeliveryTask.get(websiteID: "1", deliveryTaskID: "2")
    }

    @Test func aResponseCanBeSet() async throws {
        let response = Get.Response { $0.status = .failed }
        try await platform.respond(to: Get.self, with: response)
        let task = try await client.hire.v1.websiteDeliveryTask.waitUntilFinished(websiteID: "1", deliveryTaskID: "2")
        #expect(task == response)
        await platform.respond(to: Get.self, with: FeishuHTTPResponse(status: 502))
        let error = await #expect(throws: FeishuError.self) {
            try await client.with(retries: .none).hire.v1.websiteDeliveryTask.get(websiteID: "1", deliveryTaskID: "2")
        }
        #expect(error?.status == 502)
    }

    private struct Download: FeishuDownloadEndpoint {
        static let descriptor = FeishuEndpointDescriptor(
            id: "demo.v1.file.download", method: .get, path: "/file", documentURL: nil)
    }

    @Test func samplesCanBeFiles() async throws {
        let platform = FeishuSampleTransport([Download.self])
        let client = FeishuClient(
            tokens: FeishuFixedTokenProvider("none", kind: .tenant),
            configuration: .init(transport: platform, clock: StoppedClock()))
        #expect(try await client.send(Download()).data == Data("sample".utf8))
        let file = FeishuDownload(.data(Data("x".utf8)), name: "a/b.txt", contentType: "text/plain", size: 1)
        try await platform.respond(to: Download.self, with: file)
        #expect(try await client.send(Download()).name == "b.txt")
        let destination = FileManager.default.temporaryDirectory.appendingPathComponent("feishu-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: destination) }
        try await client.download(Download(), to: destination)
        #expect(try Data(contentsOf: destination) == Data("x".utf8))
    }

    private struct Unsampled: FeishuEndpoint {
        static let descriptor = FeishuEndpointDescriptor(
            id: "demo.v1.thing.get", method: .get, path: "/thing", documentURL: nil)
    }

    @Test func anUnknownCallIsReported() async throws {
        let error = await #expect(throws: FeishuError.self) { try await client.send(Unsampled()) }
        #expect(
            error?.debugDescription
                == "GET /thing failed: no response: GET /thing matches no endpoint of FeishuSampleTransport")
    }

    @Test func aCallWithoutSamplesNamesTheTargetWithThem() async throws {
        let platform = FeishuSampleTransport([Unsampled.self])
        let client = FeishuClient(
            tokens: FeishuFixedTokenProvider("none", kind: .tenant),
            configuration: .init(transport: platform, clock: StoppedClock()))
        let error = await #expect(throws: FeishuError.self) { try await client.send(Unsampled()) }
        #expect(
            error?.description
                == "GET /thing failed: no response: no samples of demo.v1.thing.get: add the target of the generated samples to "
                + "the dependencies of the test target, or set a response with respond(to:with:)")
        // The failure is not retried, and names nothing else in place of the samples.
        #expect(await platform.requests.count == 1)
        await platform.respond(to: Unsampled.self, in: [.value(FeishuNoContent())])
        try await client.send(Unsampled())
    }

    private struct One: FeishuExampleEndpoint {
        static let descriptor = FeishuEndpointDescriptor(
            id: "demo.v1.user.get", method: .get, path: "/users/:id", documentURL: "https://example.com")
        static let samples = FeishuEndpointSamples(responses: [#"{"code":7}"#, #"{"code":0,"data":1}"#])
        typealias Response = FeishuJSONValue
        static func example(body: FeishuNoBody) -> One { One(id: "1") }
        let id: String
        var pathParameters: [any FeishuParameterValue] { [id] }
    }

    private struct Batch: FeishuExampleEndpoint {
        static let descriptor = FeishuEndpointDescriptor(
            id: "demo.v1.user.batch", method: .get, path: "/users/batch", envelope: .flat,
            documentURL: "https://example.com")
        static let samples = FeishuEndpointSamples()
        typealias Response = FeishuJSONValue
        static func example(body: FeishuNoBody) -> Batch { Batch() }
    }

    private struct Variant<Name: Sendable>: FeishuExampleEndpoint {
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
        static func example(body: FeishuNoBody) -> Variant { Variant() }
    }

    @Test func endpointsWithTheSamePathAreDistinguishedByQuery() async throws {
        let platform = FeishuSampleTransport([Variant<Int>.self, Variant<Bool>.self])
        let client = FeishuClient(
            tokens: FeishuFixedTokenProvider("none", kind: .tenant),
            configuration: .init(transport: platform, clock: StoppedClock()))
        #expect(try await client.send(Variant<Int>()) == .string("Int"))
        #expect(try await client.send(Variant<Bool>()) == .string("Bool"))
    }

    @Test(arguments: [false, true])
    func theBestMatchingPathIsUsed(isReversed: Bool) async throws {
        let endpoints: [any FeishuEndpoint.Type] = [One.self, Batch.self]
        let platform = FeishuSampleTransport(isReversed ? endpoints.reversed() : endpoints)
        let client = FeishuClient(
            tokens: FeishuFixedTokenProvider("none", kind: .tenant),
            configuration: .init(transport: platform, clock: StoppedClock()))
        #expect(try await client.send(One(id: "a/b")) == .integer(1))
        #expect(
            try await client.send(Batch())
                == .object(["code": .integer(0), "msg": .string("success")]))
    }

    @Test func responsesAreGivenInSequence() async throws {
        typealias Get = Feishu.Hire.V1.WebsiteDeliveryTask.Get
        let clock = SkippingClock()
        let platform = FeishuSampleTransport(Feishu.endpoints, clock: clock)
        let processing = Get.Response { $0.status = .processing }
        await platform.respond(
            to: Get.self,
            in: [
                .value(processing).after(.seconds(3)), .failure(URLError(.timedOut)),
                .error(.hire.taskNotFound),
                .http(.init(status: 200, body: Data(#"{"code":0,"data":{"status":2}}"#.utf8))),
            ])
        let client = FeishuClient(
            tokens: FeishuFixedTokenProvider("none", kind: .tenant),
            configuration: .init(transport: platform, retries: .none, clock: StoppedClock()))
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

/// The instants of a clock that does not move.
private struct StoppedInstant: InstantProtocol {
    var offset = Duration.zero

    func advanced(by duration: Duration) -> StoppedInstant { StoppedInstant(offset: offset + duration) }
    func duration(to other: StoppedInstant) -> Duration { other.offset - offset }
    static func < (left: StoppedInstant, right: StoppedInstant) -> Bool { left.offset < right.offset }
}

/// A clock on which no time passes, so that a slow machine reaches no timeout. A sleep ends when its task is cancelled.
private struct StoppedClock: Clock {
    let minimumResolution = Duration.zero
    let now = StoppedInstant()

    func sleep(until deadline: StoppedInstant, tolerance: Duration?) async throws {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
        defer { continuation.finish() }
        // The iteration ends when the task is cancelled.
        for await _ in stream {}
        try Task.checkCancellation()
    }
}

/// A clock whose sleeps return immediately and are recorded.
private final class SkippingClock: Clock, Sendable {
    private let pauses = Locked<[Duration]>([])
    let minimumResolution = Duration.zero
    let now = StoppedInstant()
    var slept: [Duration] { pauses.withLock { $0 } }

    func sleep(until deadline: StoppedInstant, tolerance: Duration?) async throws {
        pauses.withLock { $0.append(deadline.offset) }
    }
}
