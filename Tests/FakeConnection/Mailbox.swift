import FeishuRuntime

/// A queue from which a test takes elements when they arrive.
public final class Mailbox<Element: Sendable>: Sendable {
    private struct State: Sendable {
        var elements: [Element] = []
        var waiters: [CheckedContinuation<Element, any Error>] = []
        var end: (any Error)?
    }

    private let state = Locked(State())

    public init() {}

    public func put(_ element: Element) {
        let waiter = state.withLock { state in
            if state.end != nil { return CheckedContinuation<Element, any Error>?.none }
            if state.waiters.isEmpty {
                state.elements.append(element)
                return nil
            }
            return state.waiters.removeFirst()
        }
        waiter?.resume(returning: element)
    }

    /// Makes `take()` throw an error when no element is left.
    public func finish(throwing error: any Error) {
        let waiters = state.withLock { state in
            if state.end == nil { state.end = error }
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.resume(throwing: error) }
    }

    /// Waits for the next element.
    public func take() async throws -> Element {
        try await withCheckedThrowingContinuation { continuation in
            let result: Result<Element, any Error>? = state.withLock { state in
                if !state.elements.isEmpty { return .success(state.elements.removeFirst()) }
                if let end = state.end { return .failure(end) }
                state.waiters.append(continuation)
                return nil
            }
            if let result { continuation.resume(with: result) }
        }
    }

    /// The elements that nobody took.
    public var left: [Element] { state.withLock(\.elements) }
}
