import Foundation

/// A clock on which time passes only when somebody sleeps: a sleep is over at once and moves the clock on.
///
/// A sleep that is longer than the clock's patience lasts until others have moved the clock so far: so do those that
/// set an end to something.
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
    private let patience: Duration
    private var time = Duration.zero
    private var pauses: [Duration] = []
    private var sleepers: [Int: (end: Duration, continuation: CheckedContinuation<Void, any Error>)] = [:]
    private var nextSleeper = 0

    init(patience: Duration = .seconds(86_400)) {
        self.patience = patience
    }

    let minimumResolution = Duration.zero
    var now: Instant { lock.withLock { Instant(offset: time) } }
    /// How long each sleep was that moved the clock.
    var slept: [Duration] { lock.withLock { pauses } }
    /// How many sleeps wait for the clock to be moved.
    var sleeperCount: Int { lock.withLock { sleepers.count } }

    func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        try Task.checkCancellation()
        let pause = deadline.offset - now.offset
        if pause > patience { return try await sleepLong(until: deadline.offset) }
        lock.withLock { pauses.append(pause) }
        advance(by: pause)
    }

    func advance(by duration: Duration) {
        let woken = lock.withLock {
            time += max(duration, .zero)
            let woken = sleepers.filter { $0.value.end <= time }
            for key in woken.keys { sleepers[key] = nil }
            return woken.values
        }
        for sleeper in woken { sleeper.continuation.resume() }
    }

    private func sleepLong(until end: Duration) async throws {
        let id = lock.withLock {
            nextSleeper += 1
            return nextSleeper
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let isOver = lock.withLock {
                    if time >= end || Task.isCancelled { return true }
                    sleepers[id] = (end, continuation)
                    return false
                }
                if isOver { continuation.resume() }
            }
        } onCancel: {
            lock.withLock { sleepers.removeValue(forKey: id) }?.continuation.resume(throwing: CancellationError())
        }
    }
}
