import Foundation
import LoopbackPlatform
import Testing

@testable import FeishuRuntime

/// The deadlines of operations.
@Suite struct DeadlineTests {
    private let clock = ManualClock()
    private let timeline: Timeline
    private let expired = Recorder<String>()

    init() { timeline = Timeline(clock) }

    private func add(_ name: String, after seconds: Int) -> Deadlines.Deadline {
        timeline.deadlines.add(after: .seconds(seconds)) { [expired] in expired.record(name) }
    }

    /// Waits until a number of deadlines has expired.
    private func waitForExpiry(of count: Int) async {
        while expired.recorded.count < count { await Task.yield() }
    }

    @Test func deadlinesExpireInOrder() async {
        _ = add("late", after: 20)
        _ = add("early", after: 10)
        clock.advance(by: .seconds(10))
        await waitForExpiry(of: 1)
        #expect(expired.recorded == ["early"])
        clock.advance(by: .seconds(10))
        await waitForExpiry(of: 2)
        #expect(expired.recorded == ["early", "late"])
    }

    @Test func aRemovedDeadlineDoesNotExpire() async {
        add("removed", after: 10).remove()
        _ = add("kept", after: 11)
        clock.advance(by: .seconds(11))
        await waitForExpiry(of: 1)
        #expect(expired.recorded == ["kept"])
    }

    @Test func aSuspendedDeadlineDoesNotCountDown() async {
        let suspended = add("suspended", after: 10)
        clock.advance(by: .seconds(4))
        suspended.suspend()
        _ = add("other", after: 100)
        clock.advance(by: .seconds(100))
        await waitForExpiry(of: 1)
        suspended.resume()
        clock.advance(by: .seconds(5))
        _ = add("next", after: 0)
        await waitForExpiry(of: 2)
        clock.advance(by: .seconds(1))
        await waitForExpiry(of: 3)
        #expect(expired.recorded == ["other", "next", "suspended"])
    }

    @Test func anOperationThatIgnoresItsCancellationIsLeftToItself() async throws {
        struct Late: Error {}
        let call = Task { [timeline] in
            try await timeline.value(within: .seconds(5), orThrow: Late()) {
                await withUnsafeContinuation { (_: UnsafeContinuation<Void, Never>) in }
            }
        }
        await clock.waitForSleeper()
        clock.advance(by: .seconds(5))
        await #expect(throws: Late.self) { try await call.value }
    }

    private static let done = FeishuHTTPResponse.json(#"{"code":0}"#)

    private struct OncePerHour: FeishuEndpoint {
        static let descriptor = FeishuEndpointDescriptor(
            id: "demo.v1.rare.get", method: .get, path: "/rare",
            rateLimits: [.init(requests: 1, window: .seconds(3600))],
            documentURL: "https://example.com")
    }

    @Test func aCallThatHangsEndsAfterTenMinutes() async throws {
        let client = FeishuClient.tested(tokens: FixedToken(), transport: ClosureTransport.hanging, clock: clock)
        let call = Task { try await client.send(Read()) }
        await clock.waitForSleeper()
        clock.advance(by: .seconds(600))
        let error = await #expect(throws: FeishuError.self) { try await call.value }
        #expect(error?.description == "GET /thing failed: no result within 600.0 seconds")
    }

    /// Waiting for a rate limit does not count, unless the timeout is that of the call.
    @Test func theDefaultDeadlineDoesNotIncludeQueues() async throws {
        let client = FeishuClient.tested(tokens: FixedToken(), transport: StubTransport(Self.done), clock: clock)
        try await client.send(OncePerHour())
        try await client.send(OncePerHour())
        #expect(clock.now.offset >= .seconds(3600))
    }

    @Test func aTimeoutOfTheConfigurationAppliesToTheDefaultTransport() async throws {
        let gate = DispatchSemaphore(value: 0)
        let server = try LoopbackServer { _ in
            gate.wait()
            return nil
        }
        defer {
            gate.signal()
            server.stop()
        }
        let client = FeishuClient(
            tokens: FeishuFixedTokenProvider("secret-t1", kind: .tenant), host: try .url(server.url),
            configuration: .init(timeout: .seconds(3), clock: clock))
        let call = Task { try await client.send(Read()) }
        while server.requests.isEmpty { await Task.yield() }
        clock.advance(by: .seconds(3))
        let error = await #expect(throws: FeishuError.self) { try await call.value }
        #expect(error?.description == "GET /thing failed: no result within 3.0 seconds")
    }
}
