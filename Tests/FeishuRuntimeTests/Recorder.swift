import Foundation

/// A thread-safe list of recorded elements.
final class Recorder<Element: Sendable>: @unchecked Sendable {
    private let lock = NSLock()
    private var elements: [Element] = []

    var recorded: [Element] { lock.withLock { elements } }

    func record(_ element: Element) {
        lock.withLock { elements.append(element) }
    }
}
