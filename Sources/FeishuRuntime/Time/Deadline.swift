import Foundation

extension Timeline {
    /// Returns the value of an operation, or throws an error after a time limit, even if the operation ignores its
    /// cancellation. It is then left to itself.
    ///
    /// - Throws: What the operation throws, the error after the limit, or `CancellationError` when the task is cancelled.
    func value<Value: Sendable>(
        within limit: Duration, orThrow error: any Error, of operation: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        let race = Race<Value>()
        let work = Task {
            do {
                race.finish(with: .success(try await operation()))
            } catch {
                race.finish(with: .failure(error))
            }
        }
        let watch = Task {
            try? await alarm(limit)
            if !Task.isCancelled { race.finish(with: .failure(error)) }
        }
        defer {
            work.cancel()
            watch.cancel()
        }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { race.start($0) }
        } onCancel: {
            race.finish(with: .failure(CancellationError()))
        }
    }
}

/// The first result of several. `@unchecked Sendable` because a lock protects all state.
private final class Race<Value: Sendable>: @unchecked Sendable {
    private let lock = NSLock()
    private var result: Result<Value, any Error>?
    private var continuation: CheckedContinuation<Value, any Error>?

    func start(_ continuation: CheckedContinuation<Value, any Error>) {
        let early = lock.withLock {
            if result == nil { self.continuation = continuation }
            return result
        }
        if let early { continuation.resume(with: early) }
    }

    /// Only the first call has an effect.
    func finish(with result: Result<Value, any Error>) {
        let continuation: CheckedContinuation<Value, any Error>? = lock.withLock {
            if self.result != nil { return nil }
            self.result = result
            defer { self.continuation = nil }
            return self.continuation
        }
        continuation?.resume(with: result)
    }
}
