/// A limiter that admits calls as fast as the documented limits allow, in FIFO order per queue. Retries come first.
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
        /// The number of the call in its queue.
        let number: Int
    }

    private static let arrivalCheckInterval: Duration = .milliseconds(10)

    private let timeline: Timeline
    /// The maximum time in transit of the first calls, which open connections.
    private let arrivalDelay: Duration
    /// The factor of a requested pause.
    private let jitter: @Sendable () -> Double
    private var queues: [QueueID: EndpointQueue] = [:]
    private var nextWaiter = 0
    /// The number of queues at which idle queues are removed.
    private var maximumQueues = 1000

    init(
        timeline: Timeline, arrivalDelay: Duration = .seconds(1),
        jitter: @escaping @Sendable () -> Double = { .random(in: 1...1.1) }
    ) {
        self.timeline = timeline
        self.arrivalDelay = arrivalDelay
        self.jitter = jitter
    }

    /// Waits until the call can be sent. If it is cancelled while it waits, the next call takes its place.
    ///
    /// - Parameters:
    ///   - share: The part of the limits that may be used.
    ///   - isRetry: Whether the call was sent before. It is then admitted before other calls.
    ///   - onWait: A closure that is called when a wait begins, with the shortest possible duration of it.
    /// - Throws: `CancellationError`.
    func admit(
        _ id: QueueID, limits: [FeishuRateLimit], share: Double = 1, isRetry: Bool = false,
        onWait: @Sendable (Duration) -> Void = { _ in }
    ) async throws -> Admission {
        let now = timeline.elapsed()
        let queue = queue(id, limits, at: now)
        let earliest = queue.earliestAdmission(at: now, share: share)
        if queue.waiters.isEmpty, earliest <= now {
            return Admission(time: now, number: queue.recordAdmission(at: now))
        }
        onWait(max(earliest - now, .zero))
        var admission = try await wait(in: queue, share: share, isRetry: isRetry)
        admission.waited = admission.time - now
        return admission
    }

    /// Records that the response to a call was received, so the call has arrived at the platform.
    ///
    /// - Parameter isAccepted: Whether the call was within the platform's limits.
    func recordResponse(to admission: Admission, in id: QueueID, isAccepted: Bool) {
        queues[id]?.recordResponse(to: admission.number, at: timeline.elapsed(), isAccepted: isAccepted)
    }

    /// Stops admitting calls for a duration that the platform requested, and then admits them gradually. Has no effect
    /// on calls that were already admitted.
    ///
    /// - Parameter limit: The number of calls in one of the platform's windows, if it stated one.
    func throttle(_ id: QueueID, for duration: Duration, limit: Int? = nil) {
        // Other clients of the same app were told to wait as long.
        queues[id]?.throttle(at: timeline.elapsed(), for: duration.clamped * jitter(), limit: limit)
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
        let queue = EndpointQueue(limits, arrivalDelay: arrivalDelay)
        queues[id] = queue
        return queue
    }

    private func wait(in queue: EndpointQueue, share: Double, isRetry: Bool) async throws -> Admission {
        let id = nextWaiter
        nextWaiter += 1
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Admission, any Error>) in
                if Task.isCancelled { return continuation.resume(throwing: CancellationError()) }
                queue.enqueue(Waiter(id: id, share: share, isRetry: isRetry, continuation: continuation))
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
            if let waiter = queue.removeWaiter(id) { return waiter.continuation.resume(throwing: CancellationError()) }
        }
    }

    /// Admits the waiting calls in order until none is left.
    private func serve(_ queue: EndpointQueue) async {
        while let share = queue.waiters.first?.share {
            let now = timeline.elapsed()
            let earliest = queue.earliestAdmission(at: now, share: share)
            if earliest > now {
                // This task is never cancelled, so the sleep does not end early. A call in transit can arrive at any
                // time and free capacity earlier than assumed.
                let optimistic = queue.earliestAdmission(at: now, share: share, isOptimistic: true)
                let pause = optimistic > now ? optimistic - now : min(earliest - now, Self.arrivalCheckInterval)
                try? await timeline.sleep(pause)
            } else {
                let admission = Admission(time: now, number: queue.recordAdmission(at: now))
                queue.dequeue().continuation.resume(returning: admission)
            }
        }
        queue.isServing = false
    }
}
