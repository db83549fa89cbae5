import Foundation

/// A type-erased clock that measures the time since its creation and derives dates from it.
struct Timeline: Sendable {
    let elapsed: @Sendable () -> Duration
    let sleep: @Sendable (Duration) async throws -> Void
    let deadlines: Deadlines
    private let startedAt: Date

    init(_ clock: some Clock<Duration>, startedAt: Date? = nil) {
        let start = clock.now
        let elapsed: @Sendable () -> Duration = { start.duration(to: clock.now) }
        self.elapsed = elapsed
        deadlines = Deadlines(elapsed: elapsed) {
            try await clock.sleep(for: $0.clamped, tolerance: .milliseconds(100))
        }
        sleep = { duration in
            do {
                try await clock.sleep(for: duration.clamped)
            } catch {
                try Task.checkCancellation()
                throw ClockFailure(cause: error)
            }
        }
        self.startedAt = startedAt ?? (clock as? any DatedClock)?.date ?? Date()
    }

    /// The current date, for times that several processes share.
    var date: Date { startedAt.addingTimeInterval(elapsed() / .seconds(1)) }

    /// Runs an operation, and cancels it after a time limit.
    ///
    /// - Parameter operation: A closure that receives its deadline, which it can suspend.
    /// - Returns: The result of the operation, even if it exceeded the limit, and whether it did.
    func run<Value: Sendable>(
        within limit: Duration, _ operation: @escaping @Sendable (Deadlines.Deadline) async -> Value
    ) async -> (value: Value, isLate: Bool) {
        // The deadline cancels the task, and the task knows the deadline.
        let state = Locked((task: Task<Value, Never>?.none, isLate: false))
        let deadline = deadlines.add(after: limit) {
            state.withLock {
                $0.isLate = true
                return $0.task
            }?.cancel()
        }
        defer { deadline.remove() }
        let task = Task { await operation(deadline) }
        let isLate = state.withLock {
            $0.task = task
            return $0.isLate
        }
        if isLate { task.cancel() }
        let value = await withTaskCancellationHandler {
            await task.value
        } onCancel: {
            task.cancel()
        }
        return (value, state.withLock(\.isLate))
    }

    /// Returns the value of an operation, or throws an error after a time limit even if the operation ignores its
    /// cancellation. It is then left to itself.
    ///
    /// - Throws: What the operation throws, the error after the limit, or `CancellationError` when the task is cancelled.
    func value<Value: Sendable>(
        within limit: Duration, orThrow error: any Error, of operation: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        let (results, first) = AsyncThrowingStream<Value, any Error>.makeStream()
        // Before the operation starts, which can be long before this task continues.
        let deadline = deadlines.add(after: limit) { first.finish(throwing: error) }
        let work = Task {
            do {
                first.yield(try await operation())
            } catch {
                first.finish(throwing: error)
            }
        }
        defer {
            deadline.remove()
            work.cancel()
        }
        for try await value in results { return value }
        throw CancellationError()
    }
}

/// An error for a clock that cannot sleep, which only a clock of the client's user can be.
struct ClockFailure: LocalizedError {
    let cause: any Error

    var errorDescription: String? { "the clock of the configuration cannot sleep: \(cause.localizedDescription)" }
}

extension Duration {
    /// The duration, but not less than zero and not more than a hundred years: arithmetic with the longest durations
    /// traps.
    package var clamped: Duration { min(max(self, .zero), .seconds(Int64(100) * 365 * 86_400)) }
}

/// A clock that has a date, so that everything that uses it has the same one.
package protocol DatedClock: Clock {
    /// The current date.
    var date: Date { get }
}
