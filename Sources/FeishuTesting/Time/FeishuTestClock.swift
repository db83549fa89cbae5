import FeishuRuntime
import Foundation

/// A clock on which time passes only when a test advances it, for the configurations of clients, receivers, and connections.
///
/// ```swift
/// let clock = FeishuTestClock()
/// let sender = FeishuEventSender(encryptKey: "key", now: { clock.date })
/// let receiver = FeishuEventReceiver(encryptKey: "key", configuration: .init(clock: clock))
/// ```
public final class FeishuTestClock: DatedClock, Sendable {
    /// A time on the clock.
    public struct Instant: InstantProtocol {
        /// The time since the clock was created.
        public let offset: Duration

        public func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
        public func duration(to other: Instant) -> Duration { other.offset - offset }
        public static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
    }

    private struct Sleeper: Sendable {
        let end: Duration
        /// Whether `waitForSleepers` counts it. A sleep with a tolerance is that of a time limit.
        let isCounted: Bool
        let continuation: CheckedContinuation<Void, any Error>
    }

    private struct State: Sendable {
        var time: Duration = .zero
        var sleepers: [Int: Sleeper] = [:]
        var nextSleeper = 0
        /// The calls of `waitForSleepers` in progress.
        var observers: [Int: (count: Int, continuation: CheckedContinuation<Void, Never>)] = [:]

        /// Removes the observers that need not wait any longer.
        mutating func takeObservers() -> [CheckedContinuation<Void, Never>] {
            let count = sleepers.values.count(where: \.isCounted)
            let done = observers.filter { $0.value.count <= count }
            for id in done.keys { observers[id] = nil }
            return done.values.map(\.continuation)
        }
    }

    private let state = Locked(State())
    private let start: Date

    /// Creates a clock whose time does not pass on its own.
    ///
    /// - Parameter date: The date of the clock.
    public init(date: Date = Date()) { start = date }

    public let minimumResolution = Duration.zero
    public var now: Instant { Instant(offset: state.withLock(\.time)) }

    /// The date of the clock, which clients and receivers with this clock use.
    public var date: Date { start.addingTimeInterval(now.offset / .seconds(1)) }

    /// Lets time pass. What waits until then continues, in other tasks.
    public func advance(by duration: Duration) {
        let woken = state.withLock { state in
            state.time += duration.clamped
            let woken = state.sleepers.filter { $0.value.end <= state.time }
            for id in woken.keys { state.sleepers[id] = nil }
            return woken.values.sorted { $0.end < $1.end }
        }
        for sleeper in woken { sleeper.continuation.resume() }
    }

    /// Waits until tasks wait for time to pass, such as a call before its next attempt, or until the task is cancelled. Time limits do
    /// not count.
    ///
    /// - Parameter count: The number of sleeps.
    public func waitForSleepers(_ count: Int = 1) async {
        let id = nextID()
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let observers = state.withLock { state in
                    state.observers[id] = (Task.isCancelled ? 0 : count, continuation)
                    return state.takeObservers()
                }
                for observer in observers { observer.resume() }
            }
        } onCancel: {
            let observer = state.withLock { $0.observers.removeValue(forKey: id) }
            observer?.continuation.resume()
        }
    }

    private func nextID() -> Int {
        state.withLock { state in
            state.nextSleeper += 1
            return state.nextSleeper
        }
    }

    public func sleep(until deadline: Instant, tolerance: Duration? = nil) async throws {
        let id = nextID()
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                var observers: [CheckedContinuation<Void, Never>] = []
                let result: Result<Void, any Error>? = state.withLock { state in
                    if Task.isCancelled { return .failure(CancellationError()) }
                    if state.time >= deadline.offset { return .success(()) }
                    state.sleepers[id] = Sleeper(
                        end: deadline.offset, isCounted: tolerance == nil, continuation: continuation)
                    observers = state.takeObservers()
                    return nil
                }
                for observer in observers { observer.resume() }
                if let result { continuation.resume(with: result) }
            }
        } onCancel: {
            let sleeper = state.withLock { $0.sleepers.removeValue(forKey: id) }
            sleeper?.continuation.resume(throwing: CancellationError())
        }
    }
}
