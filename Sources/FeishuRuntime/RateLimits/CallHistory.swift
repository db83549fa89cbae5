/// The latest calls of an endpoint, and when they arrived at the platform.
///
/// The platform counts calls as they arrive, and calls can arrive closer together than they were sent. When a call
/// arrived is not known exactly, but at the latest it was when its response was received. A call that took longer than
/// the fastest one arrived later than it was sent by no more than the difference.
struct CallHistory {
    private struct Call {
        let sentAt: Duration
        /// Whether the call might have had to open a connection.
        let isCold: Bool
        var roundTrip: Duration?
        var isAccepted = false
    }

    /// The calls by number, starting with `firstNumber`.
    private var calls: ArraySlice<Call> = []
    private var firstNumber = 0
    private(set) var lastAdmission: Duration?
    /// The time until which calls might have to open a connection, which takes longer than using an open one.
    private var coldUntil: Duration = .zero
    /// The maximum time in transit of a call that opens a connection.
    private let arrivalDelay: Duration
    /// The time for which calls are remembered.
    private var kept: Duration = .zero
    private var fastest: Duration?
    private var warmCount = 0
    /// The largest recent difference between a call and the fastest one.
    private var jitter: Duration = .zero

    /// The time without calls after which connections are likely to be closed.
    private static let keepAlive: Duration = .seconds(10)
    /// The number of round trips from which the fastest one is representative.
    private static let sampleSize = 32
    /// The part of a window that is added to it, for differences that are too small to be measured.
    private static let margin = 0.02
    /// The largest part of a window that is added to it because of a slow response, so that an endpoint that is both
    /// fast and slow keeps most of its documented rate.
    private static let largestMargin = 0.25

    /// The part of the jitter by which another call can be faster than the fastest one.
    private static let uncertainty = 0.2

    init(arrivalDelay: Duration) { self.arrivalDelay = arrivalDelay }

    /// Sets the length of the longest window, for which calls are needed.
    mutating func keep(for length: Duration) {
        kept = reach(of: max(length, .seconds(1)))
    }

    /// The longest time after which a call can still count for a window.
    private func reach(of window: Duration) -> Duration {
        window * (1 + Self.margin + Self.largestMargin) + arrivalDelay
    }

    /// - Returns: The number of the call.
    mutating func recordAdmission(at time: Duration) -> Int {
        if lastAdmission.map({ time - $0 > Self.keepAlive }) ?? true { coldUntil = time + arrivalDelay }
        lastAdmission = time
        while let first = calls.first, first.sentAt + kept <= time {
            calls.removeFirst()
            firstNumber += 1
        }
        calls.append(Call(sentAt: time, isCold: time < coldUntil))
        return firstNumber + calls.count - 1
    }

    mutating func recordResponse(to number: Int, at time: Duration, isAccepted: Bool) {
        guard number >= firstNumber, number < firstNumber + calls.count else { return }
        let index = calls.startIndex + number - firstNumber
        let roundTrip = time - calls[index].sentAt
        calls[index].roundTrip = roundTrip
        calls[index].isAccepted = isAccepted
        if calls[index].isCold { return }
        warmCount += 1
        let fastest = min(fastest ?? roundTrip, roundTrip)
        self.fastest = fastest
        jitter = max(jitter, roundTrip - fastest)
        // Forgets exceptional calls after some time. Division takes longer than everything else here.
        if warmCount.isMultiple(of: 16) {
            self.fastest = fastest + fastest / 60
            jitter -= jitter / 7
        }
    }

    /// The number of calls since a time that the platform accepted.
    func acceptedCount(since time: Duration) -> Int {
        calls.count { $0.isAccepted && $0.sentAt >= time }
    }

    /// The earliest time at which fewer calls than the capacity arrived within a window.
    func earliest(of capacity: Int, per window: Duration, at now: Duration, isOptimistic: Bool) -> Duration {
        if calls.count < capacity { return .zero }
        let length = window * (1 + Self.margin)
        var first: Duration?
        var count = 0
        for call in calls.reversed() {
            if call.sentAt + max(arrivalDelay, length * Self.largestMargin) + length <= now { break }
            let isEarly = isOptimistic && call.roundTrip == nil
            let end = call.sentAt + (isEarly ? .zero : lateness(of: call, in: length)) + length
            if end <= now { continue }
            first = min(first ?? end, end)
            count += 1
        }
        return count < capacity ? .zero : first ?? .zero
    }

    /// How much later than it was sent a call can have arrived, compared with the fastest call.
    private func lateness(of call: Call, in length: Duration) -> Duration {
        if call.isCold { return min(call.roundTrip ?? arrivalDelay, arrivalDelay) }
        let fastest = warmCount < Self.sampleSize ? .zero : fastest ?? .zero
        // The fastest call so far is not the fastest possible one if their durations differ much.
        let lateness = (call.roundTrip.map { $0 - fastest } ?? jitter) + jitter * Self.uncertainty
        return min(max(lateness, .zero), length * Self.largestMargin)
    }

    func isEmpty(in window: Duration, at time: Duration) -> Bool {
        calls.last.map { $0.sentAt + reach(of: window) <= time } ?? true
    }
}
