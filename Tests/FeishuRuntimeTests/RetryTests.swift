import Foundation
import Testing

@testable import FeishuRuntime

/// The failures that are retried, and the pauses between attempts.
@Suite struct RetryTests {
    private static let done = FeishuHTTPResponse.json(#"{"code":0}"#)

    private static func failure(_ code: Int, status: Int = 200) -> FeishuHTTPResponse {
        .json(#"{"code":\#(code),"msg":"no"}"#, status: status)
    }

    /// Returns the number of attempts of a call whose first attempt gets a failure and whose second attempt succeeds.
    private static func attempts<Call: FeishuEndpoint>(_ call: Call, failing failure: FeishuHTTPResponse) async throws
        -> Int
    {
        let transport = StubTransport(failure, done)
        let client = FeishuClient.tested(tokens: FixedToken(), transport: transport, clock: ManualClock())
        do {
            try await client.send(call)
        } catch is FeishuError {}
        return transport.requests.count
    }

    @Test(arguments: [
        (99991400, 200), (99991400, 400), (1000004, 200), (1000005, 200), (90217, 200), (11232, 200), (11233, 200),
        (11247, 200), (123, 429),
    ])
    func throttledCallsAreRetriedRegardlessOfTheMethod(code: Int, status: Int) async throws {
        #expect(try await Self.attempts(Read(), failing: Self.failure(code, status: status)) == 2)
        #expect(try await Self.attempts(Write(), failing: Self.failure(code, status: status)) == 2)
    }

    private struct Documented: FeishuEndpoint {
        static let descriptor = FeishuEndpointDescriptor(
            id: "demo.v1.thing.get", method: .get, path: "/thing",
            errors: [
                .init(1_254_290, "TooManyRequest", reaction: .throttled),
                .init(1_254_291, "conflict", reaction: .retry),
                .init(1_500_000, "internal", reaction: .noRetry), .init(77, "token invalid", reaction: .renewToken),
                .init(99_991_663, "not about a token", reaction: .noRetry),
                .init(11247, "daily limit", reaction: .noRetry),
            ], documentURL: nil)
    }

    private struct DocumentedWrite: FeishuEndpoint {
        static let descriptor = FeishuEndpointDescriptor(
            id: "demo.v1.thing.create", method: .post, path: "/thing", errors: Documented.descriptor.errors,
            documentURL: nil)
    }

    /// What the document of the endpoint says comes before the general lists.
    @Test(arguments: [
        (1_254_290, 200, 2, 2), (1_254_290, 400, 2, 2), (1_254_291, 400, 2, 1), (1_500_000, 500, 1, 1),
        (11247, 200, 1, 1),
        (99_991_663, 400, 1, 1), (1_002_002, 500, 2, 1),
    ])
    func theDocumentedReactionDecides(code: Int, status: Int, reads: Int, writes: Int) async throws {
        #expect(try await Self.attempts(Documented(), failing: Self.failure(code, status: status)) == reads)
        #expect(try await Self.attempts(DocumentedWrite(), failing: Self.failure(code, status: status)) == writes)
    }

    @Test(arguments: [77, 20005, 20006, 4001, 20013])
    func aTokenThatTheDocumentCallsInvalidIsRenewed(code: Int) async throws {
        let transport = StubTransport(
            .json(#"{"code":0,"tenant_access_token":"secret-t1","expire":7200}"#), Self.failure(code),
            .json(#"{"code":0,"tenant_access_token":"secret-t2","expire":7200}"#), Self.done)
        let client = FeishuClient.tested(app: .custom(id: "a", secret: "secret-app"), transport: transport)
        try await client.send(DocumentedWrite())
        #expect(
            transport.requests.compactMap { $0.headers["Authorization"] } == ["Bearer secret-t1", "Bearer secret-t2"])
    }

    @Test(arguments: [(2200, 200), (5000, 200), (55001, 200), (1500, 200), (96002, 200), (1002001, 500), (123, 503)])
    func onlyIdempotentCallsAreRetriedAfterATransientFailure(code: Int, status: Int) async throws {
        #expect(try await Self.attempts(Read(), failing: Self.failure(code, status: status)) == 2)
        #expect(try await Self.attempts(Write(), failing: Self.failure(code, status: status)) == 1)
    }

    @Test(arguments: [
        (99991401, 200), (99991403, 429), (99991661, 400), (99991662, 400), (99991672, 400), (10014, 200),
        (10015, 200), (99991677, 400), (1002001, 200), (123, 400),
    ])
    func otherFailuresAreFinal(code: Int, status: Int) async throws {
        #expect(try await Self.attempts(Read(), failing: Self.failure(code, status: status)) == 1)
    }

    @Test func failuresWithoutACodeAreClassifiedByStatus() async throws {
        #expect(try await Self.attempts(Read(), failing: .json("<html>", status: 502)) == 2)
        #expect(try await Self.attempts(Write(), failing: .json("<html>", status: 502)) == 1)
        #expect(try await Self.attempts(Write(), failing: .json("slow down", status: 429)) == 2)
        #expect(try await Self.attempts(Read(), failing: .json("<html>", status: 404)) == 1)
    }

    @Test func aRetryWaitsAsLongAsThePlatformRequests() async throws {
        let throttled = FeishuHTTPResponse(
            status: 429, headers: FeishuHTTPHeaders([("X-Ogw-Ratelimit-Reset", "2.5")]),
            body: Data(#"{"code":99991400,"msg":"slow"}"#.utf8))
        let transport = StubTransport(throttled, Self.done)
        let clock = ManualClock()
        let client = FeishuClient.tested(tokens: FixedToken(), transport: transport, clock: clock)
        try await client.send(Write())
        #expect(transport.requests.count == 2)
        #expect(clock.slept.first == .seconds(2.5))
        // The queue of the endpoint is released gradually.
        #expect(clock.now.offset >= .seconds(2.5) && clock.now.offset <= .seconds(2.5) * 1.1)
    }

    @Test(arguments: [(5.0, 5.0), (300, 60)])
    func laterCallsWaitAsLongAsThePlatformRequests(requested: Double, waited: Double) async throws {
        let throttled = FeishuHTTPResponse(
            status: 429, headers: FeishuHTTPHeaders([("x-ogw-ratelimit-reset", "\(requested)")]), body: Data())
        let transport = StubTransport(throttled, Self.done)
        let clock = ManualClock()
        let policy = FeishuRetryPolicy(attempts: 1)
        let client = FeishuClient.tested(tokens: FixedToken(), transport: transport, retries: policy, clock: clock)
        await #expect(throws: FeishuError.self) { try await client.send(Write()) }
        try await client.send(Read())
        #expect(clock.now.offset == .zero)
        try await client.send(Write())
        #expect(clock.now.offset >= .seconds(waited) && clock.now.offset <= .seconds(waited) * 1.1)
    }

    @Test func attemptsAndPausesAreBounded() async throws {
        let transport = StubTransport(Self.failure(2200))
        let clock = ManualClock()
        let pauses = Recorder<Duration>()
        let policy = FeishuRetryPolicy(
            attempts: 6, firstPause: .seconds(1), longestPause: .seconds(3), deadline: .seconds(99))
        let client = FeishuClient.tested(tokens: FixedToken(), transport: transport, retries: policy, clock: clock) {
            event in
            if case .retrying(_, _, let pause) = event { pauses.record(pause) }
        }
        await #expect(throws: FeishuError.self) { try await client.send(Read()) }
        #expect(transport.requests.count == 6)
        #expect(pauses.recorded.count == 5)
        for (pause, longest) in zip(pauses.recorded, [1, 2, 3, 3, 3]) {
            #expect(pause >= .zero && pause <= .seconds(longest))
        }
    }

    @Test(arguments: [(0.0, 0.0), (0.25, 0.5), (1, 2)])
    func thePauseIsRandom(random: Double, seconds: Double) {
        var retries = Retries(FeishuRetryPolicy(firstPause: .seconds(2)), isIdempotent: true)
        let error = FeishuError(.http(bodyStart: ""), in: Read.descriptor, response: FeishuHTTPResponse(status: 502))
        #expect(retries.pause(after: error, at: .zero, random: random) == .seconds(seconds))
    }

    @Test(arguments: [(429, "45", 45.0), (429, "0", 2), (502, "45", 2)])
    func theRequestedPauseAppliesOnlyToThrottling(status: Int, reset: String, seconds: Double) {
        var retries = Retries(FeishuRetryPolicy(firstPause: .seconds(2)), isIdempotent: true)
        let response = FeishuHTTPResponse(
            status: status, headers: FeishuHTTPHeaders([("x-ogw-ratelimit-reset", reset)]))
        let error = FeishuError(.http(bodyStart: ""), in: Read.descriptor, response: response)
        #expect(retries.pause(after: error, at: .zero, random: 1) == .seconds(seconds))
    }

    private struct OncePerMinute: FeishuEndpoint {
        static let descriptor = FeishuEndpointDescriptor(
            id: "demo.v1.slow.get", method: .get, path: "/slow", rateLimits: [.perMinute(1)],
            documentURL: "https://example.com")
    }

    @Test func theDeadlineDoesNotIncludeWaitsForARateLimit() async throws {
        let transport = StubTransport(Self.done, Self.failure(2200), Self.failure(2200), Self.done)
        let policy = FeishuRetryPolicy(firstPause: .milliseconds(1), deadline: .seconds(5))
        let client = FeishuClient.tested(tokens: FixedToken(), transport: transport, retries: policy)
        try await client.send(OncePerMinute())
        // Waits a minute for the first attempt and for each of the others.
        try await client.send(OncePerMinute())
        #expect(transport.requests.count == 4)
    }

    @Test(arguments: [(true, 2), (false, 1), (nil, 2)])
    func thePolicyCanDecideWhatIsRetried(decision: Bool?, attempts: Int) async throws {
        let transport = StubTransport(Self.failure(2200), Self.done)
        let policy = FeishuRetryPolicy(isRetryable: { $0.code == 2200 ? decision : nil })
        let client = FeishuClient.tested(tokens: FixedToken(), transport: transport, retries: policy)
        _ = try? await client.send(Read())
        #expect(transport.requests.count == attempts)
    }

    @Test func aCallCanHaveItsOwnPolicies() async throws {
        let transport = StubTransport(Self.done, Self.failure(2200), Self.done)
        let clock = ManualClock()
        let client = FeishuClient.tested(tokens: FixedToken(), transport: transport, retries: .none, clock: clock)
        try await client.send(OncePerMinute())
        try await client.with(.init(retries: .standard, rateLimits: .off)).send(OncePerMinute())
        #expect(transport.requests.count == 3)
        #expect(clock.now.offset < .seconds(1))
    }

    @Test func theDeadlineEndsTheAttempts() async throws {
        let throttled = FeishuHTTPResponse(
            status: 429, headers: FeishuHTTPHeaders([("x-ogw-ratelimit-reset", "40")]), body: Data())
        let transport = StubTransport(throttled)
        let client = FeishuClient.tested(tokens: FixedToken(), transport: transport, clock: ManualClock())
        await #expect(throws: FeishuError.self) { try await client.send(Read()) }
        #expect(transport.requests.count == 2)
    }

    @Test func thePolicyNoneDoesNotRetry() async throws {
        let transport = StubTransport(Self.failure(99991400))
        let client = FeishuClient.tested(
            tokens: FixedToken(), transport: transport, retries: .none, clock: ManualClock())
        await #expect(throws: FeishuError.self) { try await client.send(Read()) }
        #expect(transport.requests.count == 1)
    }

    @Test func cancellationEndsThePause() async throws {
        let transport = StubTransport(Self.failure(99991400))
        let client = FeishuClient.tested(tokens: FixedToken(), transport: transport, clock: ManualClock())
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            try await client.send(Read())
        }
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    @Test(arguments: [
        (["x-ogw-ratelimit-reset": "3", "Retry-After": "9"], 3.0), (["Retry-After": "9"], 9), (["retry-after": "0"], 0),
        (
            ["Retry-After": "Sun, 06 Nov 1994 08:49:37 GMT", "Date": "Sun, 06 Nov 1994 08:49:30 GMT"], 7
        ),
        (["Retry-After": "Sun, 06 Nov 1994 08:49:37 GMT"], nil), (["Retry-After": "soon"], nil),
        (["Retry-After": "-1"], nil), (["Retry-After": "nan"], nil), (["Retry-After": "1e300"], nil), ([:], nil),
    ])
    func theRequestedWaitIsInOneOfTwoHeaders(headers: [String: String], seconds: Double?) {
        let response = FeishuHTTPResponse(status: 429, headers: FeishuHTTPHeaders(headers.map { ($0.key, $0.value) }))
        #expect(response.rateLimitReset == seconds.map { .seconds($0) })
    }

    /// Arithmetic with the longest durations traps.
    @Test(arguments: [Duration.seconds(Int64.max), .seconds(Int64.min), .nanoseconds(1), .zero])
    func anyDurationCanBeSet(duration: Duration) async throws {
        let policy = FeishuRetryPolicy(attempts: 3, firstPause: duration, longestPause: duration, deadline: duration)
        let client = FeishuClient.tested(
            tokens: FixedToken(), transport: StubTransport(.json("", status: 502)), retries: policy,
            clock: ManualClock(longestSkip: .seconds(Int64.max)))
        await #expect(throws: FeishuError.self) { try await client.send(Read()) }
        await #expect(throws: FeishuError.self) {
            try await client.with(.init(timeout: duration)).send(Read())
        }
        // The system's clocks take shorter durations than arithmetic does.
        let real = FeishuClient.tested(
            tokens: FixedToken(), transport: StubTransport(Self.done), retries: policy, clock: ContinuousClock())
        _ = try? await real.with(.init(timeout: duration)).send(Read())
        _ = FeishuURLSessionTransport(timeout: duration)
        let limiter = RateLimiter(timeline: Timeline(ManualClock()))
        let queue = RateLimiter.QueueID(endpoint: "a", tenantKey: nil)
        let admission = try await limiter.admit(queue, limits: [.perSecond(1)])
        limiter.throttle(admission, for: duration)
        limiter.throttle(admission, for: duration)
    }
}
