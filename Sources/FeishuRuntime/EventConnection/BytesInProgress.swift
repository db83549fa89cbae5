/// The size of the messages that are in progress, beyond which no other message is read.
final class BytesInProgress: Sendable {
    private struct State: Sendable {
        var count = 0
        var isClosed = false
        /// What waits until there is room.
        var reader: AsyncStream<Never>.Continuation?
    }

    /// What a small message takes in addition to its bytes, about.
    private static let overhead = 4096

    private let limit: Int
    private let state = Locked(State())

    init(limit: Int) { self.limit = limit }

    /// Waits until there is room for another message, or until the task is cancelled.
    ///
    /// - Throws: `CancellationError`.
    func waitForRoom() async throws {
        while true {
            try Task.checkCancellation()
            let (changes, reader) = AsyncStream<Never>.makeStream()
            let hasRoom = state.withLock { state in
                if !state.isClosed, state.count < limit { return true }
                state.reader = reader
                return false
            }
            if hasRoom { return }
            for await _ in changes {}
        }
    }

    func add(_ size: Int) { state.withLock { $0.count += size + Self.overhead } }

    func remove(_ size: Int) {
        let reader = state.withLock { state in
            state.count -= size + Self.overhead
            if state.count >= limit { return AsyncStream<Never>.Continuation?.none }
            defer { state.reader = nil }
            return state.reader
        }
        reader?.finish()
    }

    /// Lets no other message be read.
    func close() { state.withLock { $0.isClosed = true } }
}
