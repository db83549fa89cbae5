import HireFixture
import Testing

/// The waits of `waitUntilFinished`.
@Suite struct PollingTests {
    private static func client(_ clock: ManualClock, _ bodies: [String]) -> (FeishuClient, StubTransport) {
        let transport = StubTransport(queue: bodies.map { .json($0) })
        return (FeishuClient.tested(tokens: FixedToken(), transport: transport, clock: clock), transport)
    }

    private static func wait(_ client: FeishuClient) async throws -> Feishu.Hire.V1.WebsiteDeliveryTask.Get.Response {
        try await client.hire.v1.websiteDeliveryTask.waitUntilFinished(websiteID: "1", deliveryTaskID: "2")
    }

    @Test func pollsWhileTheResponseIsEmptyOrPending() async throws {
        let clock = ManualClock(longestSkip: .seconds(20))
        let (client, transport) = Self.client(
            clock,
            [
                #"{"code":0}"#, #"{"code":0,"data":null}"#, #"{"code":0,"data":{}}"#,
                #"{"code":0,"data":{"status":0}}"#,
                #"{"code":0,"data":{"status_msg":""}}"#,
                #"{"code":0,"data":{"status":1,"status_msg":" "}}"#, #"{"code":0,"data":{"status":3}}"#,
            ])
        #expect(try await Self.wait(client).status == .failed)
        #expect(transport.requests.count == 7)
        #expect(clock.slept == [0.5, 1, 2, 4, 8, 8].map { .seconds($0) })
    }

    @Test func returnsAnUnknownState() async throws {
        let (client, transport) = Self.client(
            ManualClock(longestSkip: .seconds(20)), [#"{"code":0,"data":{"status":77}}"#])
        #expect(try await Self.wait(client).status?.rawValue == 77)
        #expect(transport.requests.count == 1)
    }

    @Test func timesOutAfterTheDocumentedDuration() async throws {
        let clock = ManualClock(longestSkip: .seconds(20))
        let (client, _) = Self.client(clock, [#"{"code":0,"data":{"status":1}}"#])
        let error = await #expect(throws: FeishuError.self) { try await Self.wait(client) }
        guard case .timedOut(let duration) = error?.reason else {
            Issue.record("expected a timeout, found \(String(describing: error))")
            return
        }
        #expect(duration == .seconds(60))
        #expect(clock.now.offset == .seconds(60))
    }

    @Test func aHangingCallTimesOut() async throws {
        let clock = ManualClock(longestSkip: .seconds(20))
        let client = FeishuClient.tested(tokens: FixedToken(), transport: ClosureTransport.hanging, clock: clock)
        let wait = Task { try await Self.wait(client) }
        await clock.waitForSleeper()
        clock.advance(by: .seconds(60))
        let error = await #expect(throws: FeishuError.self) { try await wait.value }
        #expect(error?.description.hasSuffix("failed: no result within 60.0 seconds") == true)
    }

    @Test(
        arguments: [(2.0, nil, 2.0), (2.0, 5.0, 5.0), (nil, 5.0, 5.0), (90.0, nil, 60.0)]
            as [(Double?, Double?, Double)])
    func theTimeoutIsThatOfTheCallOrOfTheOptions(option: Double?, argument: Double?, expected: Double) async throws {
        let clock = ManualClock(longestSkip: .seconds(100))
        let events = Recorder<FeishuClientEvent>()
        let client = FeishuClient.tested(
            tokens: FixedToken(), transport: StubTransport(.json(#"{"code":0,"data":{"status":1}}"#)), clock: clock,
            observer: events.record)
        let limited = client.with(.init(timeout: option.map { .seconds($0) }))
        let error = await #expect(throws: FeishuError.self) {
            try await limited.hire.v1.websiteDeliveryTask.waitUntilFinished(
                websiteID: "1", deliveryTaskID: "2", timeout: argument.map { .seconds($0) })
        }
        guard case .timedOut(let duration) = error?.reason else { throw try #require(error) }
        #expect(duration == .seconds(expected) && clock.now.offset == .seconds(expected))
        #expect(events.recorded.last?.description.hasPrefix("the wait for a result ended: GET ") == true)
    }

    @Test func aDocumentedErrorEndsTheWait() async throws {
        let (client, transport) = Self.client(
            ManualClock(longestSkip: .seconds(20)), [#"{"code":1002008,"msg":"gone"}"#])
        let error = await #expect(throws: FeishuError.self) { try await Self.wait(client) }
        #expect(error?.code == .hire.taskNotFound)
        #expect(transport.requests.count == 1)
    }

    @Test func cancellationEndsTheWait() async throws {
        let (client, _) = Self.client(ManualClock(longestSkip: .seconds(20)), [#"{"code":0,"data":{"status":1}}"#])
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await Self.wait(client)
        }
        await #expect(throws: CancellationError.self) { try await task.value }
    }
}
