/// Lets calls through as fast as the documented limits allow: first come, first served, per endpoint.
actor RateLimiter {
    /// Whose calls count together: the platform counts per app, endpoint and tenant.
    struct LaneID: Hashable, Sendable {
        let endpoint: String
        let tenantKey: String?
    }

    private let share: Double
    private let timeline: Timeline
    private var lanes: [LaneID: Lane] = [:]
    private var nextWaiter = 0

    /// Nil where the policy switches the limits off.
    init?(_ policy: RateLimitPolicy, timeline: Timeline) {
        guard let share = policy.share else { return nil }
        self.share = share
        self.timeline = timeline
    }

    /// Waits until the call may be sent. A call that is cancelled while it waits leaves its place to the next.
    ///
    /// - Returns: When it was let through, and how long it waited for that.
    func admit(_ id: LaneID, keeping limits: [RateLimit]) async throws -> (time: Duration, waited: Duration) {
        let lane = lane(id, limits)
        let now = timeline.elapsed()
        if lane.waiters.isEmpty, lane.earliestAdmission <= now {
            lane.recordAdmission(at: now)
            return (now, .zero)
        }
        let time = try await wait(in: lane)
        return (time, time - now)
    }

    /// Lets no call through for a while, because the platform asks for that. Calls that were let through before are
    /// on their way.
    func pause(_ id: LaneID, for duration: Duration) {
        guard let lane = lanes[id] else { return }
        lane.pausedUntil = max(lane.pausedUntil, timeline.elapsed() + duration)
    }

    /// How many calls wait for their turn.
    var waiterCount: Int { lanes.values.reduce(0) { $0 + $1.waiters.count } }

    private func lane(_ id: LaneID, _ limits: [RateLimit]) -> Lane {
        if let lane = lanes[id] { return lane }
        let lane = Lane(limits.map { Window($0, share: share) })
        lanes[id] = lane
        return lane
    }

    private func wait(in lane: Lane) async throws -> Duration {
        let id = nextWaiter
        nextWaiter += 1
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Duration, any Error>) in
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
                try? await timeline.sleep(earliest - now)
            } else {
                lane.recordAdmission(at: now)
                lane.waiters.removeFirst().continuation.resume(returning: now)
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

    init(_ windows: [Window]) {
        self.windows = windows
    }

    /// From when on all windows have room.
    var earliestAdmission: Duration {
        windows.reduce(pausedUntil) { max($0, $1.earliestAdmission) }
    }

    func recordAdmission(at time: Duration) {
        for index in windows.indices { windows[index].recordAdmission(at: time) }
    }
}

private struct Waiter {
    let id: Int
    let continuation: CheckedContinuation<Duration, any Error>
}

/// The times of the last calls that fill one window of a limit.
private struct Window {
    private let length: Duration
    private let capacity: Int
    private var admissions: [Duration] = []
    /// Where the oldest admission stands once the window is full.
    private var oldest = 0

    /// Calls reach the platform closer together than they left. So much longer is a window here.
    private static let margin = 1.03

    init(_ limit: RateLimit, share: Double) {
        length = limit.window * Self.margin
        capacity = max(1, Int(Double(limit.requests) * share))
    }

    var earliestAdmission: Duration {
        admissions.count < capacity ? .zero : admissions[oldest] + length
    }

    mutating func recordAdmission(at time: Duration) {
        if admissions.count < capacity {
            admissions.append(time)
        } else {
            admissions[oldest] = time
            oldest = (oldest + 1) % capacity
        }
    }
}
