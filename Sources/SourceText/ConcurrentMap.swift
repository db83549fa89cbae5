import Dispatch

extension Array where Element: Sendable {
    /// Transforms the elements concurrently and returns the results in the order of the elements.
    package func concurrentMap<Result: Sendable>(_ transform: @Sendable (Element) -> Result) -> [Result] {
        [Result](unsafeUninitializedCapacity: count) { buffer, initializedCount in
            // Safe because each iteration writes a different element, and nothing is read until all writes finish.
            nonisolated(unsafe) let buffer = buffer
            DispatchQueue.concurrentPerform(iterations: count) { index in
                buffer.initializeElement(at: index, to: transform(self[index]))
            }
            initializedCount = count
        }
    }
}
