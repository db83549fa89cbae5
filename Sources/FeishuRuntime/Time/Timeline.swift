import Foundation

/// A type-erased clock that measures the time since its creation and derives dates from it.
struct Timeline: Sendable {
    let elapsed: @Sendable () -> Duration
    let sleep: @Sendable (Duration) async throws -> Void
    private let startedAt: Date

    init(_ clock: some Clock<Duration>, startedAt: Date = Date()) {
        let start = clock.now
        elapsed = { start.duration(to: clock.now) }
        sleep = { try await clock.sleep(for: $0.clamped) }
        self.startedAt = startedAt
    }

    /// The current date, for times that several processes share.
    var date: Date { startedAt.addingTimeInterval(elapsed() / .seconds(1)) }

    /// Runs an operation, and cancels it after a time limit.
    ///
    /// - Returns: The result of the operation, even if it exceeded the limit, and whether it did.
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
            // The sleep also ends if the caller is cancelled, which is not a timeout.
            let isLate = !Task.isCancelled
            return (await group.next() ?? nil, isLate)
        }
    }
}

extension Duration {
    /// The duration, but not less than zero and not more than a hundred years: arithmetic with the longest durations
    /// traps.
    var clamped: Duration { min(max(self, .zero), .seconds(100 * 365 * 86_400)) }
}
