/// The state of the retries of one call.
struct Retries {
    private let policy: FeishuRetryPolicy
    private let isIdempotent: Bool
    /// The start of the first attempt.
    private var startedAt: Duration?
    private var failures = 0

    init(_ policy: FeishuRetryPolicy, isIdempotent: Bool) {
        self.policy = policy
        self.isIdempotent = isIdempotent
    }

    /// Records that an attempt is about to be sent. The deadline starts with the first attempt, so it does not include
    /// the wait for the first admission.
    ///
    /// - Returns: Whether the attempt begins before the deadline.
    mutating func beginAttempt(at time: Duration) -> Bool {
        let start = startedAt ?? time
        startedAt = start
        return time - start <= policy.deadline
    }

    /// Returns the pause before the next attempt, or nil if the call must not be retried.
    ///
    /// - Parameter random: A number from 0 to 1 that scales the pause, so that callers that failed together do not
    ///   retry together.
    mutating func pause(
        after error: FeishuError, at time: Duration, random: Double = .random(in: 0...1)
    ) -> Duration? {
        failures += 1
        let isSafe =
            switch error.kind {
            case .throttled: true
            case .transient: isIdempotent
            case .final: false
            }
        let isRetryable = policy.isRetryable?(error) ?? isSafe
        guard isRetryable, failures < policy.attempts else { return nil }
        let backoff = min(policy.firstPause.clamped * Double(1 << min(failures - 1, 30)), policy.longestPause.clamped)
        let isRequested = error.kind == .throttled || error.status == 503
        let requestedPause = isRequested ? error.retryAfter.flatMap { $0 > .zero ? $0 : nil } : nil
        let pause = requestedPause ?? backoff * random
        return time + pause.clamped - (startedAt ?? time) < policy.deadline ? pause : nil
    }
}
