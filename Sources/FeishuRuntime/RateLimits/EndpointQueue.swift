/// The calls of one endpoint: those that wait, and when the last ones went through.
final class EndpointQueue {
    var waiters: [Waiter] = []
    /// Whether somebody lets them through.
    var isServing = false
    var pausedUntil: Duration = .zero
    private var windows: [Window]
    private let arrivalDelay: Duration
    private var count = 0
    private var lastAdmission: Duration?
    /// Until then calls may open connections, which takes longer than using one.
    private var coldUntil: Duration = .zero

    /// After so long without a call, connections are likely to be closed.
    private static let keepAlive: Duration = .seconds(10)

    init(_ limits: [FeishuRateLimit], share: Double, arrivalDelay: Duration) {
        windows = limits.map { Window($0, share: share) }
        self.arrivalDelay = arrivalDelay
    }

    /// From when on all windows have room.
    var earliestAdmission: Duration {
        windows.reduce(pausedUntil) { max($0, $1.earliestAdmission) }
    }

    /// The same, were all calls that are on their way to arrive at once.
    var earliestIfArrived: Duration {
        windows.reduce(pausedUntil) { max($0, $1.earliestIfArrived) }
    }

    func recordAdmission(at time: Duration) -> RateLimiter.Admission {
        if lastAdmission.map({ time - $0 > Self.keepAlive }) ?? true { coldUntil = time + arrivalDelay }
        lastAdmission = time
        count += 1
        let isCold = time < coldUntil
        // Without an answer such a call is taken to arrive as late as it can.
        for index in windows.indices {
            windows[index].record(count, sentAt: time, at: isCold ? time + arrivalDelay : time)
        }
        return RateLimiter.Admission(time: time, number: isCold ? count : nil)
    }

    func recordArrival(_ number: Int, at time: Duration) {
        for index in windows.indices { windows[index].recordArrival(number, at: time) }
    }

    /// Whether nothing that was let through counts any more.
    func isIdle(at time: Duration) -> Bool {
        waiters.isEmpty && !isServing && pausedUntil <= time && windows.allSatisfy { $0.isEmpty(at: time) }
    }
}

struct Waiter {
    let id: Int
    let continuation: CheckedContinuation<RateLimiter.Admission, any Error>
}

/// The times of the last calls that fill one window of a limit.
private struct Window {
    private let length: Duration
    private let capacity: Int
    private var admissions: [(number: Int, sentAt: Duration, time: Duration)] = []
    /// Where the oldest admission stands once the window is full.
    private var oldest = 0

    /// Calls reach the platform closer together than they left. So much longer is a window here.
    private static let margin = 1.03

    init(_ limit: FeishuRateLimit, share: Double) {
        length = limit.window * Self.margin
        capacity = max(1, Int(Double(limit.requests) * share))
    }

    /// From when on there is room: two calls of which one takes the other's place are a window apart, so no window has
    /// more than it may.
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

    /// Takes a call to have arrived by a time, where it was taken to arrive later.
    mutating func recordArrival(_ number: Int, at time: Duration) {
        guard let index = admissions.firstIndex(where: { $0.number == number }) else { return }
        admissions[index].time = min(admissions[index].time, time)
    }

    func isEmpty(at time: Duration) -> Bool {
        admissions.allSatisfy { $0.time + length <= time }
    }
}
