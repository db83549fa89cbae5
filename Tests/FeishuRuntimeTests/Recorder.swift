import Foundation

/// Collects what is told from any thread.
final class Recorder<Element: Sendable>: @unchecked Sendable {
    private let lock = NSLock()
    private var elements: [Element] = []

    var recorded: [Element] { lock.withLock { elements } }

    func record(_ element: Element) {
        lock.withLock { elements.append(element) }
    }
}
