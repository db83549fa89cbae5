/// Tasks that end on their own, or all at once.
final class RunningTasks: Sendable {
    private struct State: Sendable {
        var tasks: [Int: Task<Void, Never>] = [:]
        var nextTask = 0
    }

    private let state = Locked(State())

    func start(_ operation: @escaping @Sendable () async -> Void) {
        state.withLock { state in
            let id = state.nextTask
            state.nextTask += 1
            // The task waits for the lock before it removes itself.
            state.tasks[id] = Task {
                await operation()
                self.state.withLock { _ = $0.tasks.removeValue(forKey: id) }
            }
        }
    }

    func cancelAll() {
        for task in state.withLock({ Array($0.tasks.values) }) { task.cancel() }
    }

    /// Waits until all tasks ended.
    func drain() async {
        while let task = state.withLock({ $0.tasks.values.first }) { await task.value }
    }
}
