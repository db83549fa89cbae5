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

        private func continuation() async -> CheckedContinuation<TokenCache.FetchedToken, any Error> {
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
