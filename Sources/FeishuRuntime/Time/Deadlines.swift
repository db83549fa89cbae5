/// The deadlines of operations in progress.
///
/// One task waits for the earliest deadline, because a timer for each would cost more than the rest of a call's
/// bookkeeping.
final class Deadlines: Sendable {
    private struct Entry: Sendable {
        var time: Duration
        /// What is left of a deadline that does not count down at present.
        var suspended: Duration?
        let expire: @Sendable () -> Void
    }

    private struct State: Sendable {
        var entries: [Int: Entry] = [:]
        var nextEntry = 0
        /// The number of the task that waits. Another one takes over for an earlier deadline.
        var watcher = 0
        /// The time at which the watching task wakes, or nil if there is none.
        var wakesAt: Duration?
    }

    private let elapsed: @Sendable () -> Duration
    private let sleep: @Sendable (Duration) async throws -> Void
    private let state = Locked(State())

    /// - Parameter sleep: A sleep that needs no precision.
    init(elapsed: @escaping @Sendable () -> Duration, sleep: @escaping @Sendable (Duration) async throws -> Void) {
        self.elapsed = elapsed
        self.sleep = sleep
    }

    /// One deadline.
    struct Deadline: Sendable {
        fileprivate let id: Int
        fileprivate let deadlines: Deadlines

        /// Removes the deadline, which then never expires.
        func remove() { deadlines.state.withLock { _ = $0.entries.removeValue(forKey: id) } }

        /// Stops counting down, for a wait that does not count.
        func suspend() {
            let now = deadlines.elapsed()
            deadlines.state.withLock { state in
                guard let entry = state.entries[id], entry.suspended == nil else { return }
                state.entries[id]?.suspended = entry.time - now
            }
        }

        /// Continues to count down.
        func resume() {
            let now = deadlines.elapsed()
            deadlines.update { state in
                guard let left = state.entries[id]?.suspended else { return nil }
                state.entries[id]?.suspended = nil
                state.entries[id]?.time = now + left
                return now + left
            }
        }
    }

    /// Adds a deadline.
    ///
    /// - Parameter expire: A closure that is called once if the deadline is not removed before.
    func add(after limit: Duration, expire: @escaping @Sendable () -> Void) -> Deadline {
        let time = elapsed() + limit.clamped
        var id = 0
        update { state in
            id = state.nextEntry
            state.nextEntry += 1
            state.entries[id] = Entry(time: time, expire: expire)
            return time
        }
        return Deadline(id: id, deadlines: self)
    }

    /// Changes the state, and starts a task that wakes at the returned time unless one wakes before.
    private func update(_ change: (inout State) -> Duration?) {
        let watcher: (number: Int, time: Duration)? = state.withLock { state in
            guard let time = change(&state) else { return nil }
            if let wakesAt = state.wakesAt, wakesAt <= time { return nil }
            state.watcher += 1
            state.wakesAt = time
            return (state.watcher, time)
        }
        if let watcher { Task.detached { [self] in await watch(watcher.number, until: watcher.time) } }
    }

    private func watch(_ number: Int, until first: Duration) async {
        var time: Duration? = first
        while let next = time {
            do {
                try await sleep(next - elapsed())
            } catch {
                // A clock that cannot sleep would make this loop spin. The next deadline starts another task.
                return state.withLock { if $0.watcher == number { $0.wakesAt = nil } }
            }
            let now = elapsed()
            var expired: [Entry] = []
            (expired, time) = state.withLock { state in
                if state.watcher != number { return ([], nil) }
                let due = state.entries.filter { $0.value.suspended == nil && $0.value.time <= now }
                for id in due.keys { state.entries[id] = nil }
                state.wakesAt = state.entries.values.filter { $0.suspended == nil }.map(\.time).min()
                return (Array(due.values), state.wakesAt)
            }
            for entry in expired { entry.expire() }
        }
    }
}
