import Foundation
import Testing

@testable import FeishuRuntime

/// The sharing and renewal of tokens.
@Suite struct TokenCacheTests {
    /// Fetches that the test completes.
    private final class Fetches: @unchecked Sendable {
        private let lock = NSLock()
        private var waiting: [CheckedContinuation<TokenCache.FetchedToken, any Error>] = []
        private var started = 0

        var count: Int { lock.withLock { started } }

        func next() async throws -> TokenCache.FetchedToken {
            try await withCheckedThrowingContinuation { continuation in
                lock.withLock {
                    started += 1
                    waiting.append(continuation)
                }
            }
        }

        func succeed(with token: String) async {
            await continuation().resume(returning: .init(token: Secret(token), lifetime: .seconds(7200)))
        }

        func fail() async {
            await continuation().resume(throwing: URLError(.timedOut))
        }

        func continuation() async -> CheckedContinuation<TokenCache.FetchedToken, any Error> {
            while true {
                if let first = lock.withLock({ waiting.isEmpty ? nil : waiting.removeFirst() }) { return first }
                await Task.yield()
            }
        }
    }

    private let key = FeishuTokenKey(
        .tenant, host: .feishu, app: .custom(id: "a", secret: "secret-app"), secretDigest: "digest")
    private let fetches = Fetches()
    private let clock = ManualClock()
    private let cache: TokenCache

    init() {
        let fetches = fetches
        cache = TokenCache(timeline: Timeline(clock)) { _, _ in try await fetches.next() }
    }

    @Test func allWaitingCallersShareOneFetch() async throws {
        try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 1...50 { group.addTask { try await cache.token(for: key) } }
            await fetches.succeed(with: "secret-t1")
            for try await token in group { #expect(token == "secret-t1") }
        }
        #expect(fetches.count == 1)
    }

    @Test func aCancelledCallerStopsWaitingWithoutAffectingOthers() async throws {
        let waiting = Task { try await cache.token(for: key) }
        let cancelled = Task { try await cache.token(for: key) }
        cancelled.cancel()
        // The fetch has not completed yet.
        await #expect(throws: CancellationError.self) { try await cancelled.value }
        await fetches.succeed(with: "secret-t1")
        #expect(try await waiting.value == "secret-t1")
        #expect(fetches.count == 1)
    }

    @Test func aTokenDueForRenewalIsUsedWhileItIsRenewed() async throws {
        async let first = cache.token(for: key)
        await fetches.succeed(with: "secret-t1")
        #expect(try await first == "secret-t1")

        clock.advance(by: .seconds(5401))
        for _ in 1...10 { #expect(try await cache.token(for: key) == "secret-t1") }
        await fetches.succeed(with: "secret-t2")
        while try await cache.token(for: key) != "secret-t2" { await Task.yield() }
        #expect(fetches.count == 2)
    }

    @Test func anExpiredTokenIsNotUsed() async throws {
        async let first = cache.token(for: key)
        await fetches.succeed(with: "secret-t1")
        _ = try await first
        clock.advance(by: .seconds(7141))
        async let second = cache.token(for: key)
        await fetches.succeed(with: "secret-t2")
        #expect(try await second == "secret-t2")
    }

    @Test func aFailureIsReportedToWaitingCallersAndNotCached() async throws {
        let first = Task { try await cache.token(for: key) }
        await fetches.fail()
        await #expect(throws: URLError.self) { try await first.value }
        async let second = cache.token(for: key)
        await fetches.succeed(with: "secret-t1")
        #expect(try await second == "secret-t1")
    }

    @Test func aFetchThatHangsFailsAndTheNextCallStartsAnother() async throws {
        let calls = (1...3).map { _ in Task { try await cache.token(for: key) } }
        while await cache.waiterCount < 3 { await Task.yield() }
        // A waiter that gives up leaves the others alone.
        calls[0].cancel()
        await #expect(throws: CancellationError.self) { try await calls[0].value }
        _ = await fetches.continuation()
        clock.advance(by: .seconds(121))
        for call in calls[1...] { await #expect(throws: TokenTimeout.self) { try await call.value } }
        async let later = cache.token(for: key)
        await fetches.succeed(with: "secret-t1")
        #expect(try await later == "secret-t1")
        #expect(fetches.count == 2)
    }

    /// A store that never responds.
    private struct HangingStore: FeishuTokenStore {
        let calls = Recorder<String>()

        func hang(_ call: String) async {
            calls.record(call)
            await withUnsafeContinuation { (_: UnsafeContinuation<Void, Never>) in }
        }
        func token(for key: FeishuTokenKey) async throws -> FeishuStoredToken? {
            await hang("token")
            return nil
        }
        func save(_ token: FeishuStoredToken, for key: FeishuTokenKey) async throws { await hang("save") }
        func remove(_ token: FeishuStoredToken, for key: FeishuTokenKey) async throws { await hang("remove") }
    }

    @Test func aStoreThatHangsDoesNotKeepACallFromItsToken() async throws {
        let store = HangingStore()
        let failures = Recorder<String>()
        let cache = TokenCache(
            timeline: Timeline(clock), store: store,
            observer: { if case .tokenStoreFailed(_, let error) = $0 { failures.record(error.localizedDescription) } }
        ) { _, _ in .init(token: Secret("secret-t1"), lifetime: .seconds(7200)) }
        let call = Task { try await cache.token(for: key) }
        for count in 1...2 {
            while store.calls.recorded.count < count { await Task.yield() }
            clock.advance(by: .seconds(11))
        }
        #expect(try await call.value == "secret-t1")
        let rejection = Task { await cache.reject("secret-t1") }
        while store.calls.recorded.count < 3 { await Task.yield() }
        clock.advance(by: .seconds(11))
        await rejection.value
        #expect(store.calls.recorded == ["token", "save", "remove"])
        #expect(failures.recorded == Array(repeating: "no response from the token store within 10.0 seconds", count: 3))
    }

    @Test func onlyTheRejectedTokenIsRemoved() async throws {
        async let first = cache.token(for: key)
        await fetches.succeed(with: "secret-t1")
        _ = try await first
        await cache.reject("secret-t0")
        #expect(try await cache.token(for: key) == "secret-t1")
        await cache.reject("secret-t1")
        async let second = cache.token(for: key)
        await fetches.succeed(with: "secret-t2")
        #expect(try await second == "secret-t2")
        #expect(fetches.count == 2)
    }
}
