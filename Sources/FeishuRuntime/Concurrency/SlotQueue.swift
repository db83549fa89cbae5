/// The tasks that wait for one of a number of slots, such as connections, in the order of their arrival.
final class SlotQueue: Sendable {
    private struct State: Sendable {
        var free: Int
        var waiters: [(id: Int, continuation: CheckedContinuation<Void, any Error>)] = []
        var nextWaiter = 0

        /// - Returns: Whether a slot was free.
        mutating func take() -> Bool {
            if free == 0 { return false }
            free -= 1
            return true
        }
    }

    private let state: Locked<State>

    /// - Parameter count: The number of slots, at least 1.
    init(_ count: Int) { state = Locked(State(free: max(count, 1))) }

    /// Waits for a free slot.
    ///
    /// - Parameter onWait: A closure that is called if no slot is free.
    /// - Throws: `CancellationError`.
    func enter(onWait: () -> Void) async throws {
        try Task.checkCancellation()
        let id: Int? = state.withLock { state in
            if state.take() { return nil }
            state.nextWaiter += 1
            return state.nextWaiter
        }
        guard let id else { return }
        onWait()
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let result: Result<Void, any Error>? = state.withLock { state in
                    if Task.isCancelled { return .failure(CancellationError()) }
                    if state.take() { return .success(()) }
                    state.waiters.append((id, continuation))
                    return nil
                }
                if let result { continuation.resume(with: result) }
            }
        } onCancel: {
            let waiter = state.withLock { state in
                state.waiters.firstIndex { $0.id == id }.map { state.waiters.remove(at: $0) }
            }
            waiter?.continuation.resume(throwing: CancellationError())
        }
    }

    /// Passes the slot on to the next task.
    func leave() {
        let next = state.withLock { state in
            if state.waiters.isEmpty {
                state.free += 1
                return nil as CheckedContinuation<Void, any Error>?
            }
            return state.waiters.removeFirst().continuation
        }
        next?.resume()
    }
}
