/// A limiter that admits calls as fast as the documented limits allow, in FIFO order per queue.
actor RateLimiter {
    /// The identity of a queue. The platform counts calls per app, endpoint, and tenant.
    struct QueueID: Hashable, Sendable {
        let endpoint: String
        let tenantKey: String?
    }

    /// The admission of a call.
    struct Admission: Sendable {
        let time: Duration
        var waited: Duration = .zero
        /// The number to pass to `recordArrival`, or nil if the call is not expected to take long to arrive.
        let number: Int?
    }

    private static let arrivalCheckInterval: Duration = .milliseconds(10)

    private let share: Double
    private let timeline: Timeline
    /// The maximum time in transit of the first calls, which open connections.
    private let arrivalDelay: Duration
    private var queues: [QueueID: EndpointQueue] = [:]
    private var nextWaiter = 0
    /// The number of queues at which idle queues are removed.
    private var maximumQueues = 1000

    /// Creates a limiter, or returns nil if the policy turns rate limiting off.
    init?(_ policy: FeishuRateLimitPolicy, timeline: Timeline, arrivalDelay: Duration = .seconds(1)) {
        guard let share = policy.share else { return nil }
        self.share = share
        self.timeline = timeline
        self.arrivalDelay = arrivalDelay
    }

    /// Waits until the call can be sent. If it is cancelled while it waits, the next call takes its place.
    ///
    /// - Throws: `CancellationError`.
    func admit(_ id: QueueID, limits: [FeishuRateLimit]) async throws -> Admission {
        let now = timeline.elapsed()
        let queue = queue(id, limits, at: now)
        if queue.waiters.isEmpty, queue.earliestAdmission <= now { return queue.recordAdmission(at: now) }
        var admission = try await wait(in: queue)
        admission.waited = admission.time - now
        return admission
    }

    /// Records that the response to a call was received, so the call has arrived at the platform.
    func recordArrival(_ admission: Admission, in id: QueueID) {
        guard let number = admission.number else { return }
        queues[id]?.recordArrival(number, at: timeline.elapsed())
    }

    /// Stops admitting calls for a duration that the platform requested. Has no effect on calls that were already
    /// admitted.
    func pause(_ id: QueueID, for duration: Duration) {
        guard let queue = queues[id] else { return }
        queue.pausedUntil = max(queue.pausedUntil, timeline.elapsed() + duration.clamped)
    }

    var queueCount: Int { queues.count }

    /// The number of calls that wait for admission.
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

    /// Admits the waiting calls in order until none is left.
    private func serve(_ queue: EndpointQueue) async {
        while !queue.waiters.isEmpty {
            let now = timeline.elapsed()
            let earliest = queue.earliestAdmission
            if earliest > now {
                // This task is never cancelled, so the sleep does not end early. A call in transit can arrive at any
                // time and free capacity earlier than assumed.
                let optimistic = queue.earliestIfArrived
                let pause = optimistic > now ? optimistic - now : min(earliest - now, Self.arrivalCheckInterval)
                try? await timeline.sleep(pause)
            } else {
                queue.waiters.removeFirst().continuation.resume(returning: queue.recordAdmission(at: now))
            }
        }
        queue.isServing = false
    }
}
