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
        let lane = Lane(limits, share: share, arrivalDelay: arrivalDelay)
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
