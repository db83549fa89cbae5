import Dispatch

extension Array where Element: Sendable {
    /// Applies a function to all elements on all cores at once, and returns the results in order.
    package func concurrentMap<Result: Sendable>(_ transform: @Sendable (Element) -> Result) -> [Result] {
        [Result](unsafeUninitializedCapacity: count) { buffer, initializedCount in
            // Safe, because each iteration writes its own element, and nothing is read before all are written.
            nonisolated(unsafe) let buffer = buffer
            DispatchQueue.concurrentPerform(iterations: count) { index in
                buffer.initializeElement(at: index, to: transform(self[index]))
            }
            initializedCount = count
        }
    }
}
