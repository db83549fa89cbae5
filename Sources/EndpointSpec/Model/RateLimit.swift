extension EndpointSpec {
    /// A limit of `requests` calls in any window of `seconds` seconds.
    package struct RateLimit: Sendable, Equatable, CustomStringConvertible {
        package var requests: Int
        package var seconds: Int

        package init(requests: Int, seconds: Int) {
            self.requests = requests
            self.seconds = seconds
        }

        /// The limit in words, such as `50 per second`, `1000 per minute` or `10 per 30 seconds`.
        package var description: String {
            switch seconds {
            case 1: "\(requests) per second"
            case 60: "\(requests) per minute"
            case 3600: "\(requests) per hour"
            case 86400: "\(requests) per day"
            default: "\(requests) per \(seconds) seconds"
            }
        }
    }

    /// All rate limits and the rate limit note, joined by `and`, or `nil` if the spec has neither.
    package var rateLimitText: String? {
        let limits = (rateLimits ?? []).map(\.description) + [rateLimitNote].compactMap { $0 }
        return limits.isEmpty ? nil : limits.joined(separator: " and ")
    }
}
