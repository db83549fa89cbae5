/// How a client keeps to the documented rate limits.
public struct FeishuRateLimitPolicy: Sendable {
    /// What part of each limit the client may use; nil switches the limits off.
    let share: Double?

    /// Every endpoint's calls keep to all of its documented windows, and wait where they would not.
    public static let documented = FeishuRateLimitPolicy(share: 1)
    /// Calls are sent at once, whatever the documents say.
    public static let off = FeishuRateLimitPolicy(share: nil)

    /// Calls keep to a part of the documented limits, for several processes that share one app.
    ///
    /// - Parameter share: Above 0 and at most 1; what is outside counts as the nearest one. At least one call per
    ///   window is let through.
    public static func share(_ share: Double) -> FeishuRateLimitPolicy {
        FeishuRateLimitPolicy(share: share.isNaN ? 0 : min(max(share, 0), 1))
    }
}
