/// A record of the events that were handled, by which duplicates are recognized. Several processes can share one.
///
/// The platform repeats an event up to 7 hours and 5 minutes after the first push, so a log must remember finished events for
/// longer. A shared log should forget a claim that is neither finished nor released after some minutes, because a process that
/// ends abruptly does neither.
///
/// If a log throws or does not return within the limit of the receiver's configuration, the event is handled without it.
public protocol FeishuEventLog: Sendable {
    /// Claims an event.
    ///
    /// - Returns: Whether to handle the event: false if it was claimed before and not released since. Of several simultaneous
    ///   claims, exactly one returns true.
    func claim(_ id: String) async throws -> Bool

    /// Records that a claimed event was handled.
    func finish(_ id: String) async throws

    /// Removes the claim of an event that could not be handled, so that it is handled when the platform sends it again.
    func release(_ id: String) async throws
}

/// An event log in memory, for an app with one process.
public actor FeishuMemoryEventLog: FeishuEventLog {
    private struct Claim {
        let id: String
        let number: Int
        let time: Duration
    }

    private let limit: Int
    private let lifetime: Duration
    private let elapsed: @Sendable () -> Duration
    private var numberByID: [String: Int] = [:]
    /// The claims in their order, which can include released ones. Those before `first` are forgotten.
    private var claims: [Claim] = []
    private var first = 0
    private var nextNumber = 0

    /// Creates an empty log.
    ///
    /// - Parameters:
    ///   - limit: The maximum number of events. Beyond it, the oldest are forgotten.
    ///   - lifetime: The duration for which an event is remembered, 8 hours by default. With less than 7 hours and 5 minutes,
    ///     handlers can run twice.
    ///   - clock: The clock that measures the lifetime.
    public init(
        limit: Int = 100_000, lifetime: Duration = .seconds(8 * 3600), clock: some Clock<Duration> = ContinuousClock()
    ) {
        self.limit = max(limit, 1)
        self.lifetime = lifetime
        elapsed = Timeline(clock).elapsed
    }

    /// The number of events that the log remembers.
    public var count: Int { numberByID.count }

    public func claim(_ id: String) -> Bool {
        let now = elapsed()
        while first < claims.count, claims[first].time + lifetime <= now { forgetFirst() }
        if numberByID[id] != nil { return false }
        if claims.count - first >= limit { forgetFirst() }
        claims.append(Claim(id: id, number: nextNumber, time: now))
        numberByID[id] = nextNumber
        nextNumber += 1
        return true
    }

    public func finish(_ id: String) {}

    public func release(_ id: String) { numberByID[id] = nil }

    private func forgetFirst() {
        let claim = claims[first]
        // A released event can have been claimed again.
        if numberByID[claim.id] == claim.number { numberByID[claim.id] = nil }
        first += 1
        if first * 2 > claims.count {
            claims.removeFirst(first)
            first = 0
        }
    }
}
