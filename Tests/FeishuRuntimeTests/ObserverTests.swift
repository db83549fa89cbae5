import FeishuRuntime
import Foundation
import Testing

/// The events that the observer of a client receives.
@Suite struct ObserverTests {
    private static let done = FeishuHTTPResponse.json(#"{"code":0}"#)
    private static let options = FeishuCallOptions(requestID: "r")

    /// Returns the descriptions of the events of one call, except those of its attempts.
    private static func log(
        _ responses: [FeishuHTTPResponse], app: Bool = false, _ retries: FeishuRetryPolicy = .standard
    ) async
        -> [String]
    {
        let log = Recorder<String>()
        let observer: FeishuObserver = { event in
            if case .attempted = event { return }
            log.record("\(event)".replacing(/\[[0-9a-z]+, request r\]/, with: "[r]"))
        }
        let transport = StubTransport(queue: responses)
        let client =
            app
            ? FeishuClient.tested(
                app: .custom(id: "a", secret: "secret-app"), transport: transport, rateLimits: .off, retries: retries,
                observer: observer)
            : FeishuClient.tested(
                tokens: FixedToken(), transport: transport, rateLimits: .off, retries: retries, observer: observer)
        _ = try? await client.with(options).send(Read())
        return log.recorded
    }

    private static func token(_ token: String) -> FeishuHTTPResponse {
        .json(#"{"code":0,"tenant_access_token":"\#(token)","expire":7200}"#)
    }

    @Test func startAndEndOfACallAreReported() async {
        #expect(
            await Self.log([Self.done], app: false) == [
                "demo.v1.thing.get [r] started", "demo.v1.thing.get [r] succeeded after 0.0 seconds and 1 attempt",
            ])
    }

    @Test func aFailureIsReportedWithItsError() async {
        #expect(
            await Self.log([.json(#"{"code":7,"msg":"no"}"#)]).last
                == "demo.v1.thing.get [r] failed after 0.0 seconds and 1 attempt: "
                + "GET /thing failed: code 7, \"no\"; HTTP status 200")
    }

    @Test func aRetryIsReported() async {
        let throttled = FeishuHTTPResponse(status: 429, headers: FeishuHTTPHeaders([("x-ogw-ratelimit-reset", "2")]))
        #expect(
            await Self.log([throttled, Self.done]).dropFirst() == [
                "demo.v1.thing.get [r] will be retried in 2.0 seconds: "
                    + "GET /thing failed: empty response; HTTP status 429",
                "demo.v1.thing.get [r] succeeded after 2.0 seconds and 2 attempts",
            ])
    }

    @Test func tokenFetchesAndRejectionsAreReported() async {
        let rejection = FeishuHTTPResponse.json(#"{"code":99991663,"msg":"Invalid token secret-t1"}"#)
        let key = "tenant_access_token of a at https://open.feishu.cn"
        #expect(
            await Self.log([Self.token("secret-t1"), rejection, Self.token("secret-t2"), Self.done], app: true)
                .dropFirst() == [
                    "fetched \(key) in 0.0 seconds", "fetched \(key) in 0.0 seconds",
                    "demo.v1.thing.get [r] will be retried with another token: "
                        + "GET /thing failed: code 99991663, \"Invalid token <secret>\"; HTTP status 200",
                    "demo.v1.thing.get [r] succeeded after 0.0 seconds and 2 attempts",
                ])
    }

    @Test func aFailedFetchIsReported() async {
        let log = await Self.log([.json(#"{"code":10014,"msg":"app_secret secret-app invalid"}"#)], app: true)
        let cause =
            "POST /open-apis/auth/v3/tenant_access_token/internal failed: code 10014, \"app_secret <secret> invalid\"; "
            + "HTTP status 200"
        #expect(
            log.dropFirst() == [
                "could not fetch tenant_access_token of a at https://open.feishu.cn: \(cause)",
                "demo.v1.thing.get [r] failed after 0.0 seconds and 0 attempts: "
                    + "GET /thing failed: no access token: \(cause)",
            ])
    }

    private struct Limited: FeishuEndpoint {
        static let descriptor = FeishuEndpointDescriptor(
            id: "demo.v1.limited.get", method: .get, path: "/limited", rateLimits: [.perSecond(1)],
            documentURL: "https://example.com")
    }

    @Test func waitsForRateLimitsAreReported() async throws {
        let waits = Recorder<Duration>()
        let summaries = Recorder<FeishuCallSummary>()
        let client = FeishuClient.tested(tokens: FixedToken(), transport: StubTransport(Self.done)) { event in
            switch event {
            case .throttled(_, let atLeast): waits.record(atLeast)
            case .finished(_, let summary): summaries.record(summary)
            default: break
            }
        }
        for _ in 1...3 { try await client.send(Limited()) }
        #expect(waits.recorded == [.seconds(1) * 1.02, .seconds(1) * 1.02])
        #expect(summaries.recorded.map(\.waits.rateLimit) == [.zero] + waits.recorded)
        #expect(summaries.recorded.map(\.status) == [200, 200, 200])
    }

    @Test func tenantsDoNotWaitForOneAnother() async throws {
        let store = FeishuMemoryTokenStore()
        let transport = ClosureTransport { request in
            request.url.path.hasPrefix("/open-apis/auth")
                ? .json(
                    #"{"code":0,"tenant_access_token":"secret-t1","app_access_token":"secret-a1","expire":7200}"#)
                : Self.done
        }
        let clock = ManualClock()
        let client = FeishuClient.tested(
            app: .store(id: "a", secret: "secret-app"), tokenStore: store, transport: transport, clock: clock)
        try await client.receive(appTicket: "secret-ticket")
        for tenant in ["x", "y", "z"] { try await client.tenant(key: tenant).send(Limited()) }
        #expect(clock.slept.isEmpty)
    }

    @Test func aFailedRenewalIsReportedAndRetriedOnlyAfterAPause() async throws {
        let failures = Recorder<Duration>()
        let clock = ManualClock()
        let transport = StubTransport(Self.token("secret-t1"), Self.done)
        let platform = ClosureTransport { request in
            if request.url.path.hasPrefix("/open-apis/auth"), clock.now.offset > .zero {
                return .json(#"{"code":10015,"msg":"no"}"#)
            }
            return try await transport.send(request)
        }
        let client = FeishuClient.tested(
            app: .custom(id: "a", secret: "secret-app"), transport: platform, clock: clock
        ) { event in
            if case .tokenRefreshFailed = event { failures.record(clock.now.offset) }
        }
        try await client.send(Read())
        clock.advance(by: .seconds(5500))
        try await client.send(Read())
        while failures.recorded.isEmpty { await Task.yield() }
        for _ in 1...50 { try await client.send(Read()) }
        clock.advance(by: .seconds(11))
        try await client.send(Read())
        while failures.recorded.count < 2 { await Task.yield() }
        #expect(failures.recorded == [.seconds(5500), .seconds(5511)])
    }
}
