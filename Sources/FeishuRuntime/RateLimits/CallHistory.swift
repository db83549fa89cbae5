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
    /// How much of these two is forgotten with each call.
    private var decay: (fastest: Duration, jitter: Duration) = (.zero, .zero)

    /// The time without calls after which connections are likely to be closed.
    private static let keepAlive: Duration = .seconds(10)
    /// The number of round trips from which the fastest one is representative.
    private static let sampleSize = 32
    /// The jitter divided by the time by which another call can be faster than the fastest one.
    private static let uncertainty = 5

    init(arrivalDelay: Duration) { self.arrivalDelay = arrivalDelay }

    /// Sets the time for which calls are needed, which is at least that of the pace after a pause.
    mutating func keep(for time: Duration) { kept = max(time, .seconds(2)) }

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
        // Forgets an exceptionally fast or slow call after some time.
        let fastest = min(self.fastest.map { $0 + decay.fastest } ?? roundTrip, roundTrip)
        self.fastest = fastest
        jitter = max(jitter - decay.jitter, roundTrip - fastest)
        // Not for every call, because division takes longer than everything else here.
        if warmCount.isMultiple(of: 16) { decay = (fastest / 1000, jitter / 100) }
        warmCount += 1
    }

    /// The number of calls since a time that the platform accepted.
    func acceptedCount(since time: Duration) -> Int {
        calls.count { $0.isAccepted && $0.sentAt >= time }
    }

    /// The earliest time at which fewer calls than the capacity arrived within a window.
    func earliest(of capacity: Int, in window: CallWindow, at now: Duration, isOptimistic: Bool) -> Duration {
        if calls.count < capacity { return .zero }
        let reach = window.reach(arrivalDelay: arrivalDelay)
        // Most calls are sent at a lower rate than the limit.
        if calls[calls.endIndex - capacity].sentAt + reach <= now { return .zero }
        var first: Duration?
        var count = 0
        for call in calls.reversed() {
            if call.sentAt + reach <= now { break }
            let isEarly = isOptimistic && call.roundTrip == nil
            let end = call.sentAt + (isEarly ? .zero : lateness(of: call, in: window)) + window.length
            if end <= now { continue }
            first = min(first ?? end, end)
            count += 1
        }
        return count < capacity ? .zero : first ?? .zero
    }

    /// How much later than it was sent a call can have arrived, compared with the fastest call.
    private func lateness(of call: Call, in window: CallWindow) -> Duration {
        if call.isCold { return min(call.roundTrip ?? arrivalDelay, arrivalDelay) }
        let fastest = warmCount < Self.sampleSize ? .zero : fastest ?? .zero
        // The fastest call so far is not the fastest possible one if their durations differ much.
        let lateness = (call.roundTrip.map { $0 - fastest } ?? jitter) + jitter / Self.uncertainty
        return min(max(lateness, .zero), window.maximumLateness)
    }

    /// Returns whether no call is remembered at this time.
    func isEmpty(at time: Duration) -> Bool { calls.last.map { $0.sentAt + kept <= time } ?? true }
}
