/// Lets calls through as fast as the documented limits allow: first come, first served, per endpoint.
actor RateLimiter {
    /// Whose calls count together: the platform counts per app, endpoint and tenant.
    struct LaneID: Hashable, Sendable {
        let endpoint: String
        let tenantKey: String?
    }

    /// A call that was let through.
    struct Admission: Sendable {
        let time: Duration
        var waited: Duration = .zero
        /// Of a call that may be long on its way, and of which `settle` has to be told.
        let number: Int?
    }

    private static let arrivalCheck: Duration = .milliseconds(10)

    private let share: Double
    private let timeline: Timeline
    /// How long the first calls may be on their way at most, while connections are opened.
    private let arrivalDelay: Duration
    private var lanes: [LaneID: Lane] = [:]
    private var nextWaiter = 0
    /// With so many lanes, those that are no longer of use are removed.
    private var mostLanes = 1000

    /// Nil where the policy switches the limits off.
    init?(_ policy: RateLimitPolicy, timeline: Timeline, arrivalDelay: Duration = .seconds(1)) {
        guard let share = policy.share else { return nil }
        self.share = share
        self.timeline = timeline
        self.arrivalDelay = arrivalDelay
    }

    /// Waits until the call may be sent. A call that is cancelled while it waits leaves its place to the next.
    ///
    func admit(_ id: LaneID, keeping limits: [RateLimit]) async throws -> Admission {
        let now = timeline.elapsed()
        let lane = lane(id, limits, at: now)
        if lane.waiters.isEmpty, lane.earliestAdmission <= now { return lane.recordAdmission(at: now) }
        var admission = try await wait(in: lane)
        admission.waited = admission.time - now
        return admission
    }

    /// Is told that a call has been answered, so it has reached the platform by now.
    func settle(_ admission: Admission, in id: LaneID) {
        guard let number = admission.number else { return }
        lanes[id]?.settle(number, at: timeline.elapsed())
    }

    /// Lets no call through for a while, because the platform asks for that. Calls that were let through before are
    /// on their way.
    func pause(_ id: LaneID, for duration: Duration) {
        guard let lane = lanes[id] else { return }
        lane.pausedUntil = max(lane.pausedUntil, timeline.elapsed() + duration)
    }

    var laneCount: Int { lanes.count }

    /// How many calls wait for their turn.
    var waiterCount: Int { lanes.values.reduce(0) { $0 + $1.waiters.count } }

    private func lane(_ id: LaneID, _ limits: [RateLimit], at now: Duration) -> Lane {
        if let lane = lanes[id] { return lane }
        if lanes.count >= mostLanes {
            lanes = lanes.filter { !$0.value.isIdle(at: now) }
            mostLanes = max(1000, lanes.count * 2)
        }
        let lane = Lane(limits.map { Window($0, share: share) }, arrivalDelay: arrivalDelay)
        lanes[id] = lane
        return lane
    }

    private func wait(in lane: Lane) async throws -> Admission {
        let id = nextWaiter
        nextWaiter += 1
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Admission, any Error>) in
                if Task.isCancelled { return continuation.resume(throwing: CancellationError()) }
                lane.waiters.append(Waiter(id: id, continuation: continuation))
                if !lane.isServing {
                    lane.isServing = true
                    Task { await serve(lane) }
                }
            }
        } onCancel: {
            Task { await cancel(id) }
        }
    }

    private func cancel(_ id: Int) {
        for lane in lanes.values {
            guard let index = lane.waiters.firstIndex(where: { $0.id == id }) else { continue }
            return lane.waiters.remove(at: index).continuation.resume(throwing: CancellationError())
        }
    }

    /// Lets those who wait through, one after the other, until nobody waits.
    private func serve(_ lane: Lane) async {
        while !lane.waiters.isEmpty {
            let now = timeline.elapsed()
            let earliest = lane.earliestAdmission
            if earliest > now {
                // Nobody cancels this task, so the pause is as long as it should be.
                // A call that is still on its way may arrive any time, and make room earlier than it might have.
                let hoped = lane.earliestIfArrived
                let pause = hoped > now ? hoped - now : min(earliest - now, Self.arrivalCheck)
                try? await timeline.sleep(pause)
            } else {
                lane.waiters.removeFirst().continuation.resume(returning: lane.recordAdmission(at: now))
            }
        }
        lane.isServing = false
    }
}

/// The calls of one endpoint: those that wait, and when the last ones went through.
private final class Lane {
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

    init(_ windows: [Window], arrivalDelay: Duration) {
        self.windows = windows
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

    func settle(_ number: Int, at time: Duration) {
        for index in windows.indices { windows[index].settle(number, at: time) }
    }

    /// Whether nothing that was let through counts any more.
    func isIdle(at time: Duration) -> Bool {
        waiters.isEmpty && !isServing && pausedUntil <= time && windows.allSatisfy { $0.isEmpty(at: time) }
    }
}

private struct Waiter {
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

    init(_ limit: RateLimit, share: Double) {
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
    mutating func settle(_ number: Int, at time: Duration) {
        guard let index = admissions.firstIndex(where: { $0.number == number }) else { return }
        admissions[index].time = min(admissions[index].time, time)
    }

    func isEmpty(at time: Duration) -> Bool {
        admissions.allSatisfy { $0.time + length <= time }
    }
}
