import Foundation
import Testing

@testable import FeishuRuntime

/// How a token is shared and renewed.
@Suite struct TokenCacheTests {
    /// Fetches that are answered when the test says so.
    private final class Fetches: @unchecked Sendable {
        private let lock = NSLock()
        private var waiting: [CheckedContinuation<TokenCache.Fetched, any Error>] = []
        private var started = 0

        var count: Int { lock.withLock { started } }

        func next() async throws -> TokenCache.Fetched {
            try await withCheckedThrowingContinuation { continuation in
                lock.withLock {
                    started += 1
                    waiting.append(continuation)
                }
            }
        }

        func answer(_ token: String) async {
            await continuation().resume(returning: .init(token: Secret(token), lifetime: .seconds(7200)))
        }

        func fail() async {
            await continuation().resume(throwing: URLError(.timedOut))
        }

        private func continuation() async -> CheckedContinuation<TokenCache.Fetched, any Error> {
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

    @Test func oneFetchServesAllWhoWait() async throws {
        try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 1...50 { group.addTask { try await cache.token(for: key) } }
            await fetches.answer("secret-t1")
            for try await token in group { #expect(token == "secret-t1") }
        }
        #expect(fetches.count == 1)
    }

    @Test func aCancelledCallerStopsWaitingAtOnceAndCancelsNobodyElse() async throws {
        let patient = Task { try await cache.token(for: key) }
        let impatient = Task { try await cache.token(for: key) }
        impatient.cancel()
        // The fetch is not answered yet.
        await #expect(throws: CancellationError.self) { try await impatient.value }
        await fetches.answer("secret-t1")
        #expect(try await patient.value == "secret-t1")
        #expect(fetches.count == 1)
    }

    @Test func aDueTokenServesWhileItIsRenewed() async throws {
        async let first = cache.token(for: key)
        await fetches.answer("secret-t1")
        #expect(try await first == "secret-t1")

        clock.advance(by: .seconds(5401))
        for _ in 1...10 { #expect(try await cache.token(for: key) == "secret-t1") }
        await fetches.answer("secret-t2")
        while try await cache.token(for: key) != "secret-t2" { await Task.yield() }
        #expect(fetches.count == 2)
    }

    @Test func aTokenThatIsOverServesNobody() async throws {
        async let first = cache.token(for: key)
        await fetches.answer("secret-t1")
        _ = try await first
        clock.advance(by: .seconds(7141))
        async let second = cache.token(for: key)
        await fetches.answer("secret-t2")
        #expect(try await second == "secret-t2")
    }

    @Test func aFailureIsToldToThoseWhoWaitAndNotRemembered() async throws {
        let first = Task { try await cache.token(for: key) }
        await fetches.fail()
        await #expect(throws: URLError.self) { try await first.value }
        async let second = cache.token(for: key)
        await fetches.answer("secret-t1")
        #expect(try await second == "secret-t1")
    }

    @Test func onlyTheTokenThatWasRejectedIsForgotten() async throws {
        async let first = cache.token(for: key)
        await fetches.answer("secret-t1")
        _ = try await first
        await cache.reject("secret-t0")
        #expect(try await cache.token(for: key) == "secret-t1")
        await cache.reject("secret-t1")
        async let second = cache.token(for: key)
        await fetches.answer("secret-t2")
        #expect(try await second == "secret-t2")
        #expect(fetches.count == 2)
    }
}
