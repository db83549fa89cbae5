import Foundation

/// A clock of any type: the time since the timeline was made, the date that makes it, and waiting.
struct Timeline: Sendable {
    let elapsed: @Sendable () -> Duration
    let sleep: @Sendable (Duration) async throws -> Void
    private let startedAt: Date

    init(_ clock: some Clock<Duration>, startedAt: Date = Date()) {
        let start = clock.now
        elapsed = { start.duration(to: clock.now) }
        sleep = { try await clock.sleep(for: $0) }
        self.startedAt = startedAt
    }

    /// The time of day, for what several processes have to agree on.
    var date: Date { startedAt.addingTimeInterval(elapsed() / .seconds(1)) }

    /// Runs an operation, and cancels it when the time is over.
    ///
    /// - Returns: What the operation returned, also when it was late, and whether it was.
    func run<Value: Sendable>(
        within limit: Duration, _ operation: @escaping @Sendable () async -> Value
    ) async -> (value: Value?, isLate: Bool) {
        await withTaskGroup(of: Value?.self) { group in
            group.addTask { await operation() }
            group.addTask {
                try? await sleep(limit)
                return nil
            }
            let first = await group.next() ?? nil
            group.cancelAll()
            if let first { return (first, false) }
            // The pause also ends when the caller is cancelled, which is no delay.
            let isLate = !Task.isCancelled
            return (await group.next() ?? nil, isLate)
        }
    }
}
