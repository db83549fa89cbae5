/// The calls of one endpoint: the waiting calls, and the times of the latest admissions.
final class EndpointQueue {
    var waiters: [Waiter] = []
    /// Whether a task is admitting the waiting calls.
    var isServing = false
    var pausedUntil: Duration = .zero
    private var windows: [Window]
    private let arrivalDelay: Duration
    private var count = 0
    private var lastAdmission: Duration?
    /// The time until which calls might have to open a connection, which takes longer than using an open one.
    private var coldUntil: Duration = .zero

    /// The time without calls after which connections are likely to be closed.
    private static let keepAlive: Duration = .seconds(10)

    init(_ limits: [FeishuRateLimit], share: Double, arrivalDelay: Duration) {
        windows = limits.map { Window($0, share: share) }
        self.arrivalDelay = arrivalDelay
    }

    /// The earliest time at which all windows have capacity.
    var earliestAdmission: Duration {
        windows.reduce(pausedUntil) { max($0, $1.earliestAdmission) }
    }

    /// The earliest time at which all windows have capacity if all calls in transit arrived as they were sent.
    var earliestIfArrived: Duration {
        windows.reduce(pausedUntil) { max($0, $1.earliestIfArrived) }
    }

    func recordAdmission(at time: Duration) -> RateLimiter.Admission {
        if lastAdmission.map({ time - $0 > Self.keepAlive }) ?? true { coldUntil = time + arrivalDelay }
        lastAdmission = time
        count += 1
        let isCold = time < coldUntil
        // Until its response is received, a call on a cold connection is assumed to arrive as late as possible.
        for index in windows.indices {
            windows[index].record(count, sentAt: time, at: isCold ? time + arrivalDelay : time)
        }
        return RateLimiter.Admission(time: time, number: isCold ? count : nil)
    }

    func recordArrival(_ number: Int, at time: Duration) {
        for index in windows.indices { windows[index].recordArrival(number, at: time) }
    }

    /// Returns whether the queue has no waiting calls and no admission that still counts toward a limit.
    func isIdle(at time: Duration) -> Bool {
        waiters.isEmpty && !isServing && pausedUntil <= time && windows.allSatisfy { $0.isEmpty(at: time) }
    }
}

struct Waiter {
    let id: Int
    let continuation: CheckedContinuation<RateLimiter.Admission, any Error>
}

/// The latest admissions that fill one window of a rate limit.
private struct Window {
    private let length: Duration
    private let capacity: Int
    private var admissions: [(number: Int, sentAt: Duration, time: Duration)] = []
    /// The index of the oldest admission when the window is full.
    private var oldest = 0

    /// The factor that extends the window, because calls can arrive at the platform closer together than they were
    /// sent.
    private static let margin = 1.03

    init(_ limit: FeishuRateLimit, share: Double) {
        length = limit.window * Self.margin
        capacity = max(1, Int(Double(limit.requests) * share))
    }

    /// The earliest time with capacity. A call that replaces another one in the buffer is at least a window later, so
    /// no window exceeds its limit.
    var earliestAdmission: Duration {
        admissions.count < capacity ? .zero : admissions[oldest].time + length
    }

    var earliestIfArrived: Duration {
        admissions.count < capacity ? .zero : admissions[oldest].sentAt + length
    }

    mutating func record(_ number: Int, sentAt: Duration, at time: Duration) {
        if admissions.count < capacity {
            admissions.append((number, sentAt, time))
        } else {
            admissions[oldest] = (number, sentAt, time)
            oldest = (oldest + 1) % capacity
        }
    }

    /// Corrects the assumed arrival time of a call if it arrived earlier.
    mutating func recordArrival(_ number: Int, at time: Duration) {
        guard let index = admissions.firstIndex(where: { $0.number == number }) else { return }
        admissions[index].time = min(admissions[index].time, time)
    }

    func isEmpty(at time: Duration) -> Bool {
        admissions.allSatisfy { $0.time + length <= time }
    }
}
