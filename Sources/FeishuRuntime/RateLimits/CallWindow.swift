/// A rate limit with the margins for calls that arrive later than they were sent.
struct CallWindow: Sendable {
    let requests: Int
    /// The length that the platform states.
    let statedLength: Duration
    /// The length with a margin for differences that are too small to be measured.
    let length: Duration
    /// The maximum lateness that is assumed because of a slow response, so that an endpoint that is both fast and slow
    /// keeps most of its documented rate.
    let maximumLateness: Duration

    /// A limit of more than a million calls is none, and arithmetic with the largest numbers traps.
    init(_ requests: Int, per length: Duration) {
        self.requests = min(max(requests, 1), 1_000_000)
        statedLength = length.clamped
        self.length = statedLength + statedLength / 50
        maximumLateness = self.length / 4
    }

    /// The time after which a call no longer counts, however late it arrived.
    ///
    /// - Parameter arrivalDelay: The maximum time in transit of a call that opens a connection.
    func reach(arrivalDelay: Duration) -> Duration { length + max(maximumLateness, arrivalDelay) }
}
