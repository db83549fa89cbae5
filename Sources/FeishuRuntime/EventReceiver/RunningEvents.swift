/// The events that are being handled.
final class RunningEvents: Sendable {
    private struct State: Sendable {
        var count = 0
        /// The runs that have, or are about to have, the claim of their event.
        var runs: [String: EventRun] = [:]
        var waiters: [AsyncStream<Never>.Continuation] = []
    }

    private let state = Locked(State())

    func begin() { state.withLock { $0.count += 1 } }

    func end() {
        let waiters = state.withLock { state in
            state.count -= 1
            if state.count > 0 { return [AsyncStream<Never>.Continuation]() }
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.finish() }
    }

    /// Adds a run, unless there is one of the same event.
    ///
    /// - Returns: The run that is there.
    func add(_ run: EventRun, for id: String) -> EventRun? {
        state.withLock { state in
            if let first = state.runs[id] { return first }
            state.runs[id] = run
            return nil
        }
    }

    func remove(_ id: String) { state.withLock { _ = $0.runs.removeValue(forKey: id) } }

    /// Waits until no event is being handled, or until the task is cancelled.
    func drain() async {
        let (end, waiter) = AsyncStream<Never>.makeStream()
        let isIdle = state.withLock { state in
            if state.count > 0 { state.waiters.append(waiter) }
            return state.count == 0
        }
        if isIdle { return }
        for await _ in end {}
    }
}
