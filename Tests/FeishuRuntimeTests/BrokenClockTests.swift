import Testing

@testable import FeishuRuntime

/// A clock of the client's user that cannot sleep.
@Suite struct BrokenClockTests {
    private struct BrokenClock: Clock {
        struct Failure: Error {}

        let clock = ManualClock()
        let sleeps = Recorder<Int>()

        var now: ManualClock.Instant { clock.now }
        var minimumResolution: Duration { .zero }

        func sleep(until deadline: ManualClock.Instant, tolerance: Duration?) async throws {
            sleeps.record(1)
            throw Failure()
        }
    }

    private struct Limited: FeishuEndpoint {
        static let descriptor = FeishuEndpointDescriptor(
            id: "demo.v1.thing.get", method: .get, path: "/thing", rateLimits: [.perMinute(1)], documentURL: nil)
    }

    @Test func aCallThatCannotWaitFails() async throws {
        let clock = BrokenClock()
        let client = FeishuClient.tested(
            tokens: FixedToken(), transport: StubTransport(.json(#"{"code":0}"#)), clock: clock)
        try await client.send(Limited())
        let error = await #expect(throws: FeishuError.self) { try await client.send(Limited()) }
        #expect(error?.description.contains("the clock of the configuration cannot sleep") == true)
        // One for each call's timeout, and one for the rate limit.
        #expect(clock.sleeps.recorded.count <= 4)
    }
}
