/// Lets calls through as fast as the documented limits allow: first come, first served, per endpoint.
actor RateLimiter {
    /// Whose calls count together: the platform counts per app, endpoint and tenant.
    struct QueueID: Hashable, Sendable {
        let endpoint: String
        let tenantKey: String?
    }

    /// A call that was let through.
    struct Admission: Sendable {
        let time: Duration
        var waited: Duration = .zero
        /// Of a call that may be long on its way, and of which `recordArrival` has to be told.
        let number: Int?
    }

    private static let arrivalCheck: Duration = .milliseconds(10)

    private let share: Double
    private let timeline: Timeline
    /// How long the first calls may be on their way at most, while connections are opened.
    private let arrivalDelay: Duration
    private var queues: [QueueID: EndpointQueue] = [:]
    private var nextWaiter = 0
    /// With so many queues, those that are no longer of use are removed.
    private var maximumQueues = 1000

    /// Nil where the policy switches the limits off.
    init?(_ policy: FeishuRateLimitPolicy, timeline: Timeline, arrivalDelay: Duration = .seconds(1)) {
        guard let share = policy.share else { return nil }
        self.share = share
        self.timeline = timeline
        self.arrivalDelay = arrivalDelay
    }

    /// Waits until the call may be sent. A call that is cancelled while it waits leaves its place to the next.
    ///
    func admit(_ id: QueueID, keeping limits: [FeishuRateLimit]) async throws -> Admission {
        let now = timeline.elapsed()
        let queue = queue(id, limits, at: now)
        if queue.waiters.isEmpty, queue.earliestAdmission <= now { return queue.recordAdmission(at: now) }
        var admission = try await wait(in: queue)
        admission.waited = admission.time - now
        return admission
    }

    /// Is told that a call has been answered, so it has reached the platform by now.
    func recordArrival(_ admission: Admission, in id: QueueID) {
        guard let number = admission.number else { return }
        queues[id]?.recordArrival(number, at: timeline.elapsed())
    }

    /// Lets no call through for a while, because the platform asks for that. Calls that were let through before are
    /// on their way.
    func pause(_ id: QueueID, for duration: Duration) {
        guard let queue = queues[id] else { return }
        queue.pausedUntil = max(queue.pausedUntil, timeline.elapsed() + duration)
    }

    var queueCount: Int { queues.count }

    /// How many calls wait for their turn.
    var waiterCount: Int { queues.values.reduce(0) { $0 + $1.waiters.count } }

    private func queue(_ id: QueueID, _ limits: [FeishuRateLimit], at now: Duration) -> EndpointQueue {
        if let queue = queues[id] { return queue }
        if queues.count >= maximumQueues {
            queues = queues.filter { !$0.value.isIdle(at: now) }
            maximumQueues = max(1000, queues.count * 2)
        }
        let queue = EndpointQueue(limits, share: share, arrivalDelay: arrivalDelay)
        queues[id] = queue
        return queue
    }

    private func wait(in queue: EndpointQueue) async throws -> Admission {
        let id = nextWaiter
        nextWaiter += 1
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Admission, any Error>) in
                if Task.isCancelled { return continuation.resume(throwing: CancellationError()) }
                queue.waiters.append(Waiter(id: id, continuation: continuation))
                if !queue.isServing {
                    queue.isServing = true
                    Task { await serve(queue) }
                }
            }
        } onCancel: {
            Task { await cancel(id) }
        }
    }

    private func cancel(_ id: Int) {
        for queue in queues.values {
            guard let index = queue.waiters.firstIndex(where: { $0.id == id }) else { continue }
            return queue.waiters.remove(at: index).continuation.resume(throwing: CancellationError())
        }
    }

    /// Lets those who wait through, one after the other, until nobody waits.
    private func serve(_ queue: EndpointQueue) async {
        while !queue.waiters.isEmpty {
            let now = timeline.elapsed()
            let earliest = queue.earliestAdmission
            if earliest > now {
                // Nobody cancels this task, so the pause is as long as it should be.
                // A call that is still on its way may arrive any time, and make room earlier than it might have.
                let hoped = queue.earliestIfArrived
                let pause = hoped > now ? hoped - now : min(earliest - now, Self.arrivalCheck)
                try? await timeline.sleep(pause)
            } else {
                queue.waiters.removeFirst().continuation.resume(returning: queue.recordAdmission(at: now))
            }
        }
        queue.isServing = false
    }
}
