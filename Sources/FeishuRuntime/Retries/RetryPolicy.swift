/// The policy for retrying failed calls.
///
/// A call that might have run is retried only if the endpoint's descriptor declares it idempotent.
public struct FeishuRetryPolicy: Sendable {
    /// The maximum number of attempts, including the first one.
    public var attempts: Int
    /// The maximum pause before the second attempt, which doubles with every further attempt. The actual pause is
    /// random.
    public var firstPause: Duration
    /// The upper limit of the pauses. The platform can request a longer pause.
    public var longestPause: Duration
    /// The maximum time between the start of the first and the start of the last attempt. It does not include waits for
    /// a rate limit.
    public var deadline: Duration
    /// A closure that decides whether a failed call is retried, or returns nil to leave the decision to the client. A
    /// call that might have run can then run twice.
    public var isRetryable: (@Sendable (FeishuError) -> Bool?)?

    public init(
        attempts: Int = 4, firstPause: Duration = .milliseconds(500), longestPause: Duration = .seconds(10),
        deadline: Duration = .seconds(60), isRetryable: (@Sendable (FeishuError) -> Bool?)? = nil
    ) {
        self.attempts = attempts
        self.firstPause = firstPause
        self.longestPause = longestPause
        self.deadline = deadline
        self.isRetryable = isRetryable
    }

    /// Up to four attempts within a minute.
    public static let standard = FeishuRetryPolicy()
    /// No retries: every failure is thrown immediately.
    public static let none = FeishuRetryPolicy(attempts: 1)
}
