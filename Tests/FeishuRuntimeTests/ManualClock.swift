import Foundation

/// A clock on which time passes only during sleeps. A sleep returns immediately and advances the clock.
///
/// A sleep that is longer than `longestSkip`, such as the sleep of a timeout, does not advance the clock. It waits
/// until other sleeps or `advance(by:)` have advanced the clock to its end. So does a sleep with a tolerance, which is the
/// sleep of a deadline.
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
    private let longestSkip: Duration
    private var time = Duration.zero
    private var pauses: [Duration] = []
    private var sleepers: [Int: (end: Duration, continuation: CheckedContinuation<Void, any Error>)] = [:]
    private var nextSleeper = 0
    private var observers: [CheckedContinuation<Void, Never>] = []

    init(longestSkip: Duration = .seconds(86_400)) {
        self.longestSkip = longestSkip
    }

    let minimumResolution = Duration.zero
    var now: Instant { lock.withLock { Instant(offset: time) } }
    /// The durations of the sleeps that advanced the clock.
    var slept: [Duration] { lock.withLock { pauses } }
    /// The number of sleeps that wait for the clock to advance.
    var sleeperCount: Int { lock.withLock { sleepers.count } }

    /// Waits until a sleep waits for the clock to advance.
    func waitForSleeper() async {
        await withCheckedContinuation { continuation in
            let isDone = lock.withLock {
                if sleepers.isEmpty { observers.append(continuation) }
                return !sleepers.isEmpty
            }
            if isDone { continuation.resume() }
        }
    }

    func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        try Task.checkCancellation()
        let pause = deadline.offset - now.offset
        if pause > longestSkip || tolerance != nil { return try await waitForTime(until: deadline.offset) }
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

    private func waitForTime(until end: Duration) async throws {
        let id = lock.withLock {
            nextSleeper += 1
            return nextSleeper
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let (isDone, observers) = lock.withLock {
                    if time >= end || Task.isCancelled { return (true, [CheckedContinuation<Void, Never>]()) }
                    sleepers[id] = (end, continuation)
                    defer { self.observers = [] }
                    return (false, self.observers)
                }
                for observer in observers { observer.resume() }
                if isDone { continuation.resume() }
            }
        } onCancel: {
            lock.withLock { sleepers.removeValue(forKey: id) }?.continuation.resume(throwing: CancellationError())
        }
    }
}
