/// A limiter that admits calls as fast as the documented limits allow, in FIFO order per queue. Retries come first.
///
/// Locks protect the queues, because most calls do not wait, and a lock costs less than a call of an actor.
package final class RateLimiter: Sendable {
    /// The identity of a queue. The platform counts calls per app, endpoint, and tenant.
    package struct QueueID: Hashable, Sendable {
        let endpoint: String
        let tenantKey: String?

        package init(endpoint: String, tenantKey: String?) {
            self.endpoint = endpoint
            self.tenantKey = tenantKey
        }
    }

    /// The admission of a call.
    package struct Admission: Sendable {
        package let time: Duration
        var waited: Duration = .zero
        /// The number of the call in its queue.
        let number: Int
        fileprivate let queue: Queue
    }

    typealias Queue = Locked<EndpointQueue>

    private struct State: Sendable {
        var queues: [QueueID: Queue] = [:]
        /// The number of queues at which idle queues are removed.
        var maximumQueues = 1000
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

    package convenience init(clock: some Clock<Duration>) { self.init(timeline: Timeline(clock)) }

    /// Waits until the call can be sent. If it is cancelled while it waits, the next call takes its place.
    ///
    /// - Parameters:
    ///   - share: The part of the limits that may be used.
    ///   - isRetry: Whether the call was sent before. It is then admitted before other calls.
    ///   - onWait: A closure that is called when a wait begins, with the shortest possible duration of it.
    /// - Throws: `CancellationError`, or `ClockFailure` if the clock cannot sleep.
    package func admit(
        _ id: QueueID, limits: [FeishuRateLimit], share: Double = 1, isRetry: Bool = false,
        onWait: (Duration) -> Void = { _ in }
    ) async throws -> Admission {
        let now = timeline.elapsed()
        let queue = queue(id, limits, at: now)
        let (number, earliest) = queue.withLock { $0.admitImmediately(at: now, share: share) }
        if let number { return Admission(time: now, number: number, queue: queue) }
        onWait(max(earliest - now, .zero))
        let admitted = try await wait(in: queue, share: share, isRetry: isRetry)
        return Admission(
            time: admitted.time, waited: max(admitted.time - now, .zero), number: admitted.number, queue: queue)
    }

    private func queue(_ id: QueueID, _ limits: [FeishuRateLimit], at now: Duration) -> Queue {
        state.withLock { state in
            if let queue = state.queues[id] { return queue }
            if state.queues.count >= state.maximumQueues {
                state.queues = state.queues.filter { !$0.value.withLock { $0.isIdle(at: now) } }
                state.maximumQueues = max(1000, state.queues.count * 2)
            }
            let queue = Queue(EndpointQueue(limits, arrivalDelay: arrivalDelay))
            state.queues[id] = queue
            return queue
        }
    }

    /// Records that the response to a call was received, so the call has arrived at the platform.
    ///
    /// - Parameter isAccepted: Whether the call was within the platform's limits.
    package func recordResponse(to admission: Admission, at time: Duration, isAccepted: Bool) {
        admission.queue.withLock { $0.recordResponse(to: admission.number, at: time, isAccepted: isAccepted) }
    }

    /// Stops admitting calls for a duration that the platform requested, and then admits them gradually. Has no effect
    /// on calls that were already admitted.
    ///
    /// - Parameters:
    ///   - admission: The admission of the call that was throttled.
    ///   - limit: The number of calls in one of the platform's windows, if it stated one.
    func throttle(_ admission: Admission, for duration: Duration, limit: Int? = nil) {
        // Other clients of the same app were told to wait as long.
        let pause = duration.clamped * jitter()
        let now = timeline.elapsed()
        admission.queue.withLock { $0.throttle(at: now, for: pause, limit: limit) }
    }

    var queueCount: Int { state.withLock(\.queues.count) }

    /// The number of calls that wait for admission.
    var waiterCount: Int {
        state.withLock { $0.queues.values.reduce(0) { $0 + $1.withLock(\.waiters.count) } }
    }

    private func wait(in queue: Queue, share: Double, isRetry: Bool) async throws -> Waiter.Admission {
        let id = UInt64.random(in: 0...(.max))
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let waiter = Waiter(id: id, share: share, isRetry: isRetry, continuation: continuation)
                let (isCancelled, startsServing) = queue.withLock { queue in
                    Task.isCancelled ? (true, false) : (false, queue.enqueue(waiter))
                }
                if isCancelled { continuation.resume(throwing: CancellationError()) }
                if startsServing { Task.detached { [self] in await serve(queue) } }
            }
        } onCancel: {
            queue.withLock { $0.removeWaiter(id) }?.continuation.resume(throwing: CancellationError())
        }
    }

    /// Admits the waiting calls in order until none is left.
    private func serve(_ queue: Queue) async {
        while true {
            let now = timeline.elapsed()
            switch queue.withLock({ $0.serve(at: now) }) {
            case .admitted(let waiter, let number): waiter.continuation.resume(returning: (now, number))
            // This task is never cancelled, so the sleep does not end early. A call in transit can arrive at any time
            // and free capacity earlier than assumed.
            case .waiting(let earliest, let optimistic):
                do {
                    try await timeline.sleep(
                        optimistic > now ? optimistic - now : min(earliest - now, Self.arrivalCheckInterval))
                } catch {
                    // A clock that cannot sleep would make this loop spin.
                    let waiters = queue.withLock { $0.removeAllWaiters() }
                    for waiter in waiters { waiter.continuation.resume(throwing: error) }
                    return
                }
            case nil: return
            }
        }
    }
}
