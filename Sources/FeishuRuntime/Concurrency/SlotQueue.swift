/// The tasks that wait for one of a number of slots, such as connections, in the order of their arrival.
final class SlotQueue: Sendable {
    private struct State: Sendable {
        var free: Int
        var waiters: [Int: CheckedContinuation<Void, any Error>] = [:]
        /// The order of the waiters. It can contain some that were cancelled.
        var order: ArraySlice<Int> = []
        var nextWaiter = 0

        /// - Returns: Whether a slot was free.
        mutating func take() -> Bool {
            if free == 0 { return false }
            free -= 1
            return true
        }

        mutating func append(_ id: Int, _ continuation: CheckedContinuation<Void, any Error>) {
            // Removing each cancelled waiter would take longer the more others wait.
            if order.count > 2 * waiters.count + 64 { order = order.filter { waiters[$0] != nil }[...] }
            order.append(id)
            waiters[id] = continuation
        }

        mutating func popFirst() -> CheckedContinuation<Void, any Error>? {
            while let id = order.popFirst() {
                if let waiter = waiters.removeValue(forKey: id) { return waiter }
            }
            return nil
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
                    state.append(id, continuation)
                    return nil
                }
                if let result { continuation.resume(with: result) }
            }
        } onCancel: {
            let waiter = state.withLock { $0.waiters.removeValue(forKey: id) }
            waiter?.resume(throwing: CancellationError())
        }
    }

    /// Passes the slot on to the next task.
    func leave() {
        let next = state.withLock { state in
            let next = state.popFirst()
            if next == nil { state.free += 1 }
            return next
        }
        next?.resume()
    }
}
