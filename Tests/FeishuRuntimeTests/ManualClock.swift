import Foundation

/// A clock on which time passes only when somebody sleeps: a sleep is over at once and moves the clock on.
final class ManualClock: Clock, @unchecked Sendable {
    typealias Duration = Swift.Duration

    struct Instant: InstantProtocol {
        typealias Duration = Swift.Duration
        var offset: Duration
        func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
        func duration(to other: Instant) -> Duration { other.offset - offset }
        static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
    }

    private let lock = NSLock()
    private var time = Duration.zero
    private var pauses: [Duration] = []

    let minimumResolution = Duration.zero
    var now: Instant { lock.withLock { Instant(offset: time) } }
    /// How long each sleep was.
    var slept: [Duration] { lock.withLock { pauses } }

    func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        try Task.checkCancellation()
        lock.withLock {
            pauses.append(deadline.offset - time)
            time = max(time, deadline.offset)
        }
    }

    func advance(by duration: Duration) {
        lock.withLock { time += duration }
    }
}
