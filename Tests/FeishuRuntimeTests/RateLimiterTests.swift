import Foundation
import Testing

@testable import FeishuRuntime

/// The admission of calls within the documented rate limits.
@Suite struct RateLimiterTests {
    private static func endpoint(_ limits: FeishuRateLimit..., id: String = "demo.v1.thing.get")
        -> FeishuEndpointDescriptor
    {
        FeishuEndpointDescriptor(
            id: id, method: .get, path: "/thing", rateLimits: limits, documentURL: "https://example.com")
    }

    /// Returns the admission times of calls that are all made at the same time.
    private static func admissions(
        of count: Int, to endpoint: FeishuEndpointDescriptor, policy: FeishuRateLimitPolicy = .documented
    ) async throws -> [Duration] {
        let limiter = RateLimiter(timeline: Timeline(ManualClock()), arrivalDelay: .zero)
        return try await withThrowingTaskGroup(of: Duration.self) { group in
            for _ in 0..<count {
                group.addTask { try await limiter.admit(endpoint, share: policy.share ?? 1) }
            }
            return try await group.reduce(into: []) { $0.append($1) }.sorted()
        }
    }

    /// Returns the maximum number of admissions in any window of the given length.
    private static func maximumCount(of admissions: [Duration], in window: Duration) -> Int {
        admissions.map { start in admissions.count { $0 >= start && $0 < start + window } }.max() ?? 0
    }

    @Test func aBurstUsesTheLimitWithoutExceedingIt() async throws {
        let admissions = try await Self.admissions(of: 500, to: Self.endpoint(.perSecond(20)))
        #expect(admissions.count == 500)
        #expect(Self.maximumCount(of: admissions, in: .seconds(1)) == 20)
        let last = try #require(admissions.last)
        #expect(last < .seconds(Double(500 / 20 - 1) / 0.95))
    }

    @Test func allWindowsAreRespected() async throws {
        let endpoint = Self.endpoint(.perMinute(100), .perSecond(10))
        let admissions = try await Self.admissions(of: 250, to: endpoint)
        #expect(Self.maximumCount(of: admissions, in: .seconds(1)) == 10)
        #expect(Self.maximumCount(of: admissions, in: .seconds(60)) == 100)
    }

    @Test(arguments: [(0.5, 10), (0.0, 1), (7.0, 20), (.nan, 1)])
    func aShareOfTheLimitIsRespected(share: Double, expected: Int) async throws {
        let endpoint = Self.endpoint(.perSecond(20))
        let admissions = try await Self.admissions(of: 60, to: endpoint, policy: .share(share))
        #expect(Self.maximumCount(of: admissions, in: .seconds(1)) == expected)
    }

    /// The first calls open connections, so they arrive late. Later calls must not arrive together with them.
    @Test func callsThatArriveLateAreCountedOnArrival() async throws {
        let clock = ManualClock()
        let limiter = RateLimiter(timeline: Timeline(clock))
        let endpoint = Self.endpoint(.perSecond(2))
        let queue = RateLimiter.QueueID(endpoint: endpoint.id, tenantKey: nil)
        let admit = { try await limiter.admit(queue, limits: endpoint.rateLimits) }
        let early = [try await admit(), try await admit()]
        #expect(early.map(\.time) == [.zero, .zero])
        clock.advance(by: .milliseconds(300))
        for admission in early { limiter.recordResponse(to: admission, at: .milliseconds(300), isAccepted: true) }
        // One window after the arrivals at 0.3 seconds.
        #expect(try await admit().time == .seconds(0.3) + .seconds(1) * 1.02)
        _ = try await admit()
        // The connections are open, so this is one window after the second-to-last admission.
        #expect(try await admit().time == .seconds(0.3) + .seconds(2) * 1.02)
    }

    @Test func idleQueuesAreRemoved() async throws {
        let clock = ManualClock()
        let limiter = RateLimiter(timeline: Timeline(clock))
        for number in 0..<3000 {
            try await limiter.admit(Self.endpoint(.perSecond(1)), tenantKey: "\(number)")
            clock.advance(by: .seconds(1))
        }
        #expect(limiter.queueCount < 1100)
    }

    @Test(arguments: [
        (["a", "b", "c", "d", "e"], ["a", "b", "c", "d", "e"]),
        (["a", "b", "retry c", "d", "retry e"], ["retry c", "retry e", "a", "b", "d"]),
    ])
    func callsAreAdmittedInOrderAfterRetries(calls: [String], expected: [String]) async throws {
        let gate = GatedClock()
        let limiter = RateLimiter(timeline: Timeline(gate), arrivalDelay: .zero)
        let endpoint = Self.endpoint(.perMinute(1))
        try await limiter.admit(endpoint)
        let order = Recorder<String>()
        var tasks: [Task<Void, any Error>] = []
        for (number, call) in calls.enumerated() {
            tasks.append(
                Task {
                    try await limiter.admit(endpoint, isRetry: call.hasPrefix("retry"))
                    order.record(call)
                })
            while limiter.waiterCount <= number { await Task.yield() }
        }
        for count in 1...calls.count {
            await gate.waitForSleeper()
            gate.open()
            while order.recorded.count < count { await Task.yield() }
        }
        #expect(order.recorded == expected)
        for task in tasks { try await task.value }
    }

    @Test func endpointsDoNotWaitForOneAnother() async throws {
        let clock = ManualClock()
        let limiter = RateLimiter(timeline: Timeline(clock), arrivalDelay: .zero)
        for id in ["a", "b", "c"] { try await limiter.admit(Self.endpoint(.perMinute(1), id: id)) }
        #expect(clock.slept.isEmpty)
    }

    @Test func aCancelledCallIsReplacedByTheNextCall() async throws {
        let gate = GatedClock()
        let limiter = RateLimiter(timeline: Timeline(gate), arrivalDelay: .zero)
        let endpoint = Self.endpoint(.perMinute(1))
        try await limiter.admit(endpoint)

        let cancelled = Task { try await limiter.admit(endpoint) }
        await gate.waitForSleeper()
        let next = Task { try await limiter.admit(endpoint) }
        cancelled.cancel()
        await #expect(throws: CancellationError.self) { try await cancelled.value }
        gate.open()
        _ = try await next.value
        #expect(gate.now.offset == .seconds(60) * 1.02)
    }
}

/// A clock whose sleeps last until the test ends them.
private final class GatedClock: Clock, @unchecked Sendable {
    typealias Duration = Swift.Duration
    typealias Instant = ManualClock.Instant

    private let lock = NSLock()
    private var time = Duration.zero
    private var sleepers: [(deadline: Instant, continuation: CheckedContinuation<Void, Never>)] = []

    let minimumResolution = Duration.zero
    var now: Instant { lock.withLock { Instant(offset: time) } }

    func sleep(until deadline: Instant, tolerance: Duration?) async {
        await withCheckedContinuation { continuation in
            lock.withLock { sleepers.append((deadline, continuation)) }
        }
    }

    func waitForSleeper() async {
        while lock.withLock({ sleepers.isEmpty }) { await Task.yield() }
    }

    /// Ends all sleeps, and advances the time to the latest of their deadlines.
    func open() {
        let ended = lock.withLock {
            time = max(time, sleepers.map(\.deadline.offset).max() ?? .zero)
            defer { sleepers = [] }
            return sleepers
        }
        for sleeper in ended { sleeper.continuation.resume() }
    }
}

extension RateLimiter {
    /// Waits for admission and returns its time.
    @discardableResult
    fileprivate func admit(
        _ endpoint: FeishuEndpointDescriptor, tenantKey: String? = nil, share: Double = 1, isRetry: Bool = false
    ) async throws -> Duration {
        try await admit(
            .init(endpoint: endpoint.id, tenantKey: tenantKey), limits: endpoint.rateLimits, share: share,
            isRetry: isRetry
        ).time
    }
}
