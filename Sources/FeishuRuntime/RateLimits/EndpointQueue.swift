import Foundation

/// The calls of one endpoint: the waiting calls, and the limits that they wait for.
struct EndpointQueue: Sendable {
    /// Retries in order, then other calls in order. A retry comes first, because its caller has waited before.
    private(set) var waiters: [Waiter] = []
    /// Whether a task is admitting the waiting calls.
    private var isServing = false
    private var windows: [CallWindow] {
        didSet { keepCalls() }
    }
    /// The number of documented windows, which are the first ones. Others were learned from responses.
    private let documentedCount: Int
    private let arrivalDelay: Duration
    private var history: CallHistory
    private var pausedUntil: Duration = .zero
    /// The time of the last response that paused the queue.
    private var pausedAt: Duration = .zero
    private var pace = Pace()

    /// The time for which a learned limit is respected after the last response that stated it.
    private static let memory: Duration = .seconds(600)

    init(_ limits: [FeishuRateLimit], arrivalDelay: Duration) {
        windows = limits.map { CallWindow($0.requests, per: $0.window) }
        documentedCount = limits.count
        self.arrivalDelay = arrivalDelay
        history = CallHistory(arrivalDelay: arrivalDelay)
        keepCalls()
    }

    private mutating func keepCalls() {
        history.keep(for: windows.map { $0.reach(arrivalDelay: arrivalDelay) }.max() ?? .zero)
    }

    /// Admits a call if no other call waits and there is capacity.
    ///
    /// - Returns: The number of the call if it is admitted, and the earliest time at which there is capacity.
    mutating func admitImmediately(at now: Duration, share: Double) -> (number: Int?, earliest: Duration) {
        let earliest = earliestAdmission(at: now, share: share)
        if !waiters.isEmpty || earliest > now { return (nil, earliest) }
        return (recordAdmission(at: now), earliest)
    }

    /// - Returns: Whether a task has to start admitting the waiting calls.
    mutating func enqueue(_ waiter: Waiter) -> Bool {
        let index = waiter.isRetry ? waiters.firstIndex { !$0.isRetry } : nil
        waiters.insert(waiter, at: index ?? waiters.endIndex)
        defer { isServing = true }
        return !isServing
    }

    mutating func removeWaiter(_ id: UInt64) -> Waiter? {
        waiters.firstIndex { $0.id == id }.map { waiters.remove(at: $0) }
    }

    /// Removes all waiting calls, for which nobody admits any longer.
    mutating func removeAllWaiters() -> [Waiter] {
        isServing = false
        defer { waiters = [] }
        return waiters
    }

    /// A step of admitting the waiting calls.
    enum Step {
        case admitted(Waiter, number: Int)
        /// - Parameter optimistic: The earliest time if all calls in transit arrived as they were sent.
        case waiting(until: Duration, optimistic: Duration)
    }

    /// Admits the first waiting call if there is capacity. Returns nil if no call waits anymore.
    mutating func serve(at now: Duration) -> Step? {
        guard let share = waiters.first?.share else {
            isServing = false
            return nil
        }
        let earliest = earliestAdmission(at: now, share: share)
        if earliest > now {
            return .waiting(until: earliest, optimistic: earliestAdmission(at: now, share: share, isOptimistic: true))
        }
        return .admitted(waiters.removeFirst(), number: recordAdmission(at: now))
    }

    /// The earliest time at which another call can be sent.
    ///
    /// - Parameters:
    ///   - share: The part of the limits that may be used. At least one call per window is admitted.
    ///   - isOptimistic: Whether to assume that all calls in transit arrived as they were sent.
    mutating func earliestAdmission(at now: Duration, share: Double, isOptimistic: Bool = false) -> Duration {
        if now < pausedUntil { return pausedUntil }
        var earliest = Duration.zero
        if !pace.isOff, let last = history.lastAdmission {
            if pace.isUnknown { pace.set(history.acceptedCount(since: pausedAt - .seconds(1)), per: .seconds(1)) }
            earliest = max(earliest, last + pace.interval(at: now))
        }
        for window in windows {
            let capacity = max(1, Int(Double(window.requests) * share))
            earliest = max(
                earliest, history.earliest(of: capacity, in: window, at: now, isOptimistic: isOptimistic))
        }
        return earliest
    }

    mutating func recordAdmission(at time: Duration) -> Int {
        if windows.count > documentedCount, time - pausedAt > Self.memory {
            windows.removeSubrange(documentedCount...)
        }
        return history.recordAdmission(at: time)
    }

    mutating func recordResponse(to number: Int, at time: Duration, isAccepted: Bool) {
        history.recordResponse(to: number, at: time, isAccepted: isAccepted)
    }

    /// Pauses the queue, and releases it gradually afterwards.
    ///
    /// - Parameters:
    ///   - pause: The wait that the platform requests.
    ///   - limit: The number of calls in one of the platform's windows, if the response states it.
    mutating func throttle(at now: Duration, for pause: Duration, limit: Int?) {
        pausedUntil = max(pausedUntil, now + pause)
        pausedAt = now
        if let limit, limit > 0 {
            // Limits are documented per second or per minute. The requested wait is the rest of a window.
            let length: Duration = pause <= .seconds(1.5) ? .seconds(1) : max(.seconds(60), pause)
            if !windows.contains(where: { $0.statedLength >= length && $0.requests <= limit }) {
                windows.removeSubrange(documentedCount...)
                windows.append(CallWindow(limit, per: length))
            }
        }
        // Without any number, the calls that were accepted show the limit; their responses can still be in transit.
        if let distance = windows.map({ $0.statedLength / $0.requests }).min() {
            pace.set(1, per: distance)
        } else {
            pace.setUnknown()
        }
    }

    /// Returns whether the queue has no waiting calls and nothing to remember.
    func isIdle(at time: Duration) -> Bool {
        waiters.isEmpty && !isServing && pausedUntil <= time
            && (windows.count == documentedCount || time - pausedAt > Self.memory)
            && history.isEmpty(at: time)
    }
}

struct Waiter: Sendable {
    typealias Admission = (time: Duration, number: Int)

    let id: UInt64
    let share: Double
    let isRetry: Bool
    let continuation: CheckedContinuation<Admission, any Error>
}

/// The minimum distance between calls after a pause, which prevents that all waiting calls are sent at once. It shrinks
/// by a tenth per second.
private struct Pace {
    private var distance: Duration = .zero
    private var updatedAt: Duration?
    private(set) var isUnknown = false

    var isOff: Bool { distance == .zero && !isUnknown }

    mutating func setUnknown() { isUnknown = true }

    mutating func set(_ count: Int, per length: Duration) {
        distance = length / Double(max(count, 1))
        updatedAt = nil
        isUnknown = false
    }

    mutating func interval(at now: Duration) -> Duration {
        let seconds = (now - (updatedAt ?? now)).components.seconds
        updatedAt = (updatedAt ?? now) + .seconds(seconds)
        if seconds > 0 { distance = distance * pow(0.9, Double(min(seconds, 1000))) }
        if distance < .milliseconds(1) { distance = .zero }
        return distance
    }
}
