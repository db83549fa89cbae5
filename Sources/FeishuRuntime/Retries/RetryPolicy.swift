/// When and how often a failed call is sent again.
///
/// A call that may have run is sent again only where that does no harm: the endpoint's descriptor says so.
public struct FeishuRetryPolicy: Sendable {
    /// How often a call is sent at most.
    public var attempts: Int
    /// The longest pause before the second attempt; it doubles with every further one.
    public var firstPause: Duration
    /// The longest pause that is chosen. The platform may ask for a longer one.
    public var longestPause: Duration
    /// When a call is given up: no attempt begins later than this after the first one.
    public var deadline: Duration

    public init(
        attempts: Int = 4, firstPause: Duration = .milliseconds(500), longestPause: Duration = .seconds(10),
        deadline: Duration = .seconds(60)
    ) {
        self.attempts = attempts
        self.firstPause = firstPause
        self.longestPause = longestPause
        self.deadline = deadline
    }

    /// Up to four attempts within a minute.
    public static let standard = FeishuRetryPolicy()
    /// Every failure is thrown at once.
    public static let none = FeishuRetryPolicy(attempts: 1)
}
