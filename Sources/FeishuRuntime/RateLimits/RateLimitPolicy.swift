/// The policy for the documented rate limits.
public struct FeishuRateLimitPolicy: Sendable {
    /// The fraction of each limit that the client uses, or nil if rate limiting is off.
    let share: Double?

    /// Calls wait so that they stay within all documented limits of their endpoint.
    public static let documented = FeishuRateLimitPolicy(share: 1)
    /// Calls are sent immediately, regardless of the documented limits.
    public static let off = FeishuRateLimitPolicy(share: nil)

    /// Returns a policy that uses a fraction of the documented limits, for several processes that share one app.
    ///
    /// - Parameter share: A fraction greater than 0 and at most 1. Values outside that range are clamped. At least one
    ///   call per window is admitted.
    public static func share(_ share: Double) -> FeishuRateLimitPolicy {
        FeishuRateLimitPolicy(share: share.isNaN ? 0 : min(max(share, 0), 1))
    }
}
