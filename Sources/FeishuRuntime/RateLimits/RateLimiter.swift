/// A limiter that admits calls as fast as the documented limits allow, in FIFO order per queue. Retries come first.
///
/// A lock protects the queues, because most calls do not wait, and a lock costs less than a call of an actor.
final class RateLimiter: Sendable {
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

    private struct State: Sendable {
        var queues: [QueueID: EndpointQueue] = [:]
        var nextWaiter = 0
        /// The number of queues at which idle queues are removed.
        var maximumQueues = 1000

        mutating func addQueue(_ id: QueueID, _ queue: EndpointQueue, at now: Duration) {
            if queues.count >= maximumQueues {
                queues = queues.filter { !$0.value.isIdle(at: now) }
                maximumQueues = max(1000, queues.count * 2)
            }
            queues[id] = queue
        }
    }

    private static let arrivalCheckInterval: Duration = .milliseconds(10)

    private let timeline: Timeline
    /// The maximum time in transit of the first calls, which open connections.
    private let arrivalDelay: Duration
    /// The factor of a requested pause.
    private let jitter: @Sendable () -> Double
    private let state = Locked(State())

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
        onWait: (Duration) -> Void = { _ in }
    ) async throws -> Admission {
        let now = timeline.elapsed()
        let (admission, earliest) = state.withLock { state -> (Admission?, Duration) in
            if state.queues[id] == nil {
                state.addQueue(id, EndpointQueue(limits, arrivalDelay: arrivalDelay), at: now)
            }
            return state.queues[id]?.admitImmediately(at: now, share: share) ?? (nil, .zero)
        }
        if let admission { return admission }
        onWait(max(earliest - now, .zero))
        var later = try await wait(in: id, share: share, isRetry: isRetry)
        later.waited = later.time - now
        return later
    }

    /// Records that the response to a call was received, so the call has arrived at the platform.
    ///
    /// - Parameter isAccepted: Whether the call was within the platform's limits.
    func recordResponse(to admission: Admission, in id: QueueID, isAccepted: Bool) {
        let now = timeline.elapsed()
        state.withLock { $0.queues[id]?.recordResponse(to: admission.number, at: now, isAccepted: isAccepted) }
    }

    /// Stops admitting calls for a duration that the platform requested, and then admits them gradually. Has no effect
    /// on calls that were already admitted.
    ///
    /// - Parameter limit: The number of calls in one of the platform's windows, if it stated one.
    func throttle(_ id: QueueID, for duration: Duration, limit: Int? = nil) {
        // Other clients of the same app were told to wait as long.
        let pause = duration.clamped * jitter()
        let now = timeline.elapsed()
        state.withLock { $0.queues[id]?.throttle(at: now, for: pause, limit: limit) }
    }

    var queueCount: Int { state.withLock(\.queues.count) }

    /// The number of calls that wait for admission.
    var waiterCount: Int { state.withLock { $0.queues.values.reduce(0) { $0 + $1.waiters.count } } }

    private func wait(in id: QueueID, share: Double, isRetry: Bool) async throws -> Admission {
        let number = state.withLock { state in
            state.nextWaiter += 1
            return state.nextWaiter
        }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Admission, any Error>) in
                let waiter = Waiter(id: number, share: share, isRetry: isRetry, continuation: continuation)
                let (isCancelled, startsServing) = state.withLock { state in
                    if Task.isCancelled { return (true, false) }
                    return (false, state.queues[id]?.enqueue(waiter) ?? false)
                }
                if isCancelled { continuation.resume(throwing: CancellationError()) }
                if startsServing { Task.detached { [self] in await serve(id) } }
            }
        } onCancel: {
            let waiter = state.withLock { $0.queues[id]?.removeWaiter(number) }
            waiter?.continuation.resume(throwing: CancellationError())
        }
    }

    /// Admits the waiting calls in order until none is left.
    private func serve(_ id: QueueID) async {
        while true {
            let now = timeline.elapsed()
            switch state.withLock({ $0.queues[id]?.serve(at: now) }) {
            case .admitted(let waiter, let admission): waiter.continuation.resume(returning: admission)
            // This task is never cancelled, so the sleep does not end early. A call in transit can arrive at any time
            // and free capacity earlier than assumed.
            case .waiting(let earliest, let optimistic):
                try? await timeline.sleep(
                    optimistic > now ? optimistic - now : min(earliest - now, Self.arrivalCheckInterval))
            case nil: return
            }
        }
    }
}
