/// The attempts of one call so far, and what comes after the next failure.
struct Retries {
    private let policy: FeishuRetryPolicy
    private let isIdempotent: Bool
    /// When the first attempt began.
    private var startedAt: Duration?
    private var failures = 0

    init(_ policy: FeishuRetryPolicy, isIdempotent: Bool) {
        self.policy = policy
        self.isIdempotent = isIdempotent
    }

    /// Is told that an attempt is about to be sent; waiting for its turn is over by then.
    ///
    /// - Returns: Whether it is still in time.
    mutating func begin(at time: Duration) -> Bool {
        let start = startedAt ?? time
        startedAt = start
        return time - start <= policy.deadline
    }

    /// How long to wait before the next attempt, or nil where the failure is final.
    ///
    /// - Parameter random: A number from 0 to 1, by which the pause is chosen between none and the longest: callers
    ///   that failed together shall not come back together.
    mutating func pause(
        after error: FeishuError, at time: Duration, random: Double = .random(in: 0...1)
    ) -> Duration? {
        failures += 1
        let isWorthAnother =
            switch error.kind {
            case .throttled: true
            case .transient: isIdempotent
            case .final: false
            }
        guard isWorthAnother, failures < policy.attempts else { return nil }
        let doubled = policy.firstPause * Double(1 << min(failures - 1, 30))
        let asked = error.kind == .throttled ? error.retryAfter.flatMap { $0 > .zero ? $0 : nil } : nil
        let pause = asked ?? min(doubled, policy.longestPause) * random
        return time + pause - (startedAt ?? time) < policy.deadline ? pause : nil
    }
}
