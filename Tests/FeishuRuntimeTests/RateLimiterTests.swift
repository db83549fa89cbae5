import Foundation
import Testing

@testable import FeishuRuntime

/// How calls keep to the documented rate limits.
@Suite struct RateLimiterTests {
    private static func endpoint(_ limits: FeishuRateLimit..., id: String = "demo.v1.thing.get")
        -> FeishuEndpointDescriptor
    {
        FeishuEndpointDescriptor(
            id: id, method: .get, path: "/thing", rateLimits: limits, documentURL: "https://example.com")
    }

    /// When each of many calls, made at once, was let through.
    private static func admissions(
        of count: Int, to endpoint: FeishuEndpointDescriptor, policy: FeishuRateLimitPolicy = .documented
    ) async throws -> [Duration] {
        let limiter = try #require(RateLimiter(policy, timeline: Timeline(ManualClock()), arrivalDelay: .zero))
        return try await withThrowingTaskGroup(of: Duration.self) { group in
            for _ in 0..<count {
                group.addTask { try await limiter.admit(endpoint) }
            }
            return try await group.reduce(into: []) { $0.append($1) }.sorted()
        }
    }

    /// The most calls that fall into any window of this length.
    private static func most(_ admissions: [Duration], in window: Duration) -> Int {
        admissions.map { start in admissions.count { $0 >= start && $0 < start + window } }.max() ?? 0
    }

    @Test func aBurstNeverTripsTheLimitAndUsesIt() async throws {
        let admissions = try await Self.admissions(of: 500, to: Self.endpoint(.perSecond(20)))
        #expect(admissions.count == 500)
        #expect(Self.most(admissions, in: .seconds(1)) == 20)
        let last = try #require(admissions.last)
        #expect(last < .seconds(Double(500 / 20 - 1) / 0.95))
    }

    @Test func allWindowsHold() async throws {
        let endpoint = Self.endpoint(.perMinute(100), .perSecond(10))
        let admissions = try await Self.admissions(of: 250, to: endpoint)
        #expect(Self.most(admissions, in: .seconds(1)) == 10)
        #expect(Self.most(admissions, in: .seconds(60)) == 100)
    }

    @Test(arguments: [(0.5, 10), (0.0, 1), (7.0, 20), (.nan, 1)])
    func aShareOfTheLimitIsKept(share: Double, expected: Int) async throws {
        let endpoint = Self.endpoint(.perSecond(20))
        let admissions = try await Self.admissions(of: 60, to: endpoint, policy: .share(share))
        #expect(Self.most(admissions, in: .seconds(1)) == expected)
    }

    /// The first calls open connections, so they arrive late; those after them must not arrive together with them.
    @Test func firstCallsThatArriveLateAreCountedWhenTheyArrive() async throws {
        let clock = ManualClock()
        let limiter = try #require(RateLimiter(.documented, timeline: Timeline(clock)))
        let endpoint = Self.endpoint(.perSecond(2))
        let queue = RateLimiter.QueueID(endpoint: endpoint.id, tenantKey: nil)
        let admit = { try await limiter.admit(queue, keeping: endpoint.rateLimits) }
        let early = [try await admit(), try await admit()]
        #expect(early.map(\.time) == [.zero, .zero])
        clock.advance(by: .milliseconds(300))
        for admission in early { await limiter.recordArrival(admission, in: queue) }
        // A window after their arrival at 0.3 seconds.
        #expect(try await admit().time == .seconds(0.3) + .seconds(1) * 1.03)
        _ = try await admit()
        // Connections are open now: a window after the last but one.
        #expect(try await admit().time == .seconds(0.3) + .seconds(2) * 1.03)
    }

    @Test func queuesThatAreOfNoUseAreRemoved() async throws {
        let clock = ManualClock()
        let limiter = try #require(RateLimiter(.documented, timeline: Timeline(clock)))
        for number in 0..<3000 {
            try await limiter.admit(Self.endpoint(.perSecond(1)), tenantKey: "\(number)")
            clock.advance(by: .seconds(1))
        }
        #expect(await limiter.queueCount < 1100)
    }

    @Test func whoComesFirstIsServedFirst() async throws {
        let gate = GatedClock()
        let limiter = try #require(RateLimiter(.documented, timeline: Timeline(gate), arrivalDelay: .zero))
        let endpoint = Self.endpoint(.perMinute(1))
        try await limiter.admit(endpoint)
        let order = Recorder<Int>()
        var calls: [Task<Void, any Error>] = []
        for number in 1...5 {
            calls.append(
                Task {
                    try await limiter.admit(endpoint)
                    order.record(number)
                })
            while await limiter.waiterCount < number { await Task.yield() }
        }
        for served in 1...5 {
            await gate.waitForASleeper()
            gate.open()
            while order.recorded.count < served { await Task.yield() }
        }
        #expect(order.recorded == [1, 2, 3, 4, 5])
        for call in calls { try await call.value }
    }

    @Test func endpointsDoNotWaitForOneAnother() async throws {
        let clock = ManualClock()
        let limiter = try #require(RateLimiter(.documented, timeline: Timeline(clock), arrivalDelay: .zero))
        for id in ["a", "b", "c"] { try await limiter.admit(Self.endpoint(.perMinute(1), id: id)) }
        #expect(clock.slept.isEmpty)
    }

    @Test func thePolicyOffLetsEverythingThrough() {
        #expect(RateLimiter(.off, timeline: Timeline(ManualClock())) == nil)
    }

    @Test func aCancelledCallLeavesItsPlace() async throws {
        let gate = GatedClock()
        let limiter = try #require(RateLimiter(.documented, timeline: Timeline(gate), arrivalDelay: .zero))
        let endpoint = Self.endpoint(.perMinute(1))
        try await limiter.admit(endpoint)

        let cancelled = Task { try await limiter.admit(endpoint) }
        await gate.waitForASleeper()
        let next = Task { try await limiter.admit(endpoint) }
        cancelled.cancel()
        await #expect(throws: CancellationError.self) { try await cancelled.value }
        gate.open()
        _ = try await next.value
        #expect(gate.now.offset == .seconds(60) * 1.03)
    }
}

/// A clock on which a sleep lasts until the test says so.
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

    func waitForASleeper() async {
        while lock.withLock({ sleepers.isEmpty }) { await Task.yield() }
    }

    /// Ends every sleep; the time is the latest of their ends.
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
    /// When a call is let through.
    @discardableResult
    fileprivate func admit(_ endpoint: FeishuEndpointDescriptor, tenantKey: String? = nil) async throws -> Duration {
        try await admit(.init(endpoint: endpoint.id, tenantKey: tenantKey), keeping: endpoint.rateLimits).time
    }
}
