extension FeishuClient {
    /// The configuration of a client.
    public struct Configuration: Sendable {
        /// The default user agent.
        public static let defaultUserAgent = "feishu-codegen-swift/1"

        /// The default timeout of a call.
        public static let defaultTimeout: Duration = .seconds(600)

        /// The transport that sends the requests.
        public var transport: any FeishuTransport
        /// The store for the app's access tokens, which other clients or processes can share.
        public var tokenStore: any FeishuTokenStore
        /// Whether calls wait to stay within the documented rate limits. Copies of a client share one count, but
        /// separately created clients for the same app each have their own.
        public var rateLimits: FeishuRateLimitPolicy
        /// The maximum duration of a call, 10 minutes by default; nil for none. It includes retries, but neither the
        /// waits in the client's own queues, for a rate limit or a connection, nor the transfer of files. See also
        /// the `timeout` of `FeishuCallOptions`.
        public var timeout: Duration?
        /// The policy for retrying calls after a temporary failure.
        public var retries: FeishuRetryPolicy
        /// Whether the client fills the keys by which the platform recognizes a repeated call; see `FeishuIdempotentEndpoint`.
        public var fillsIdempotencyKeys: Bool
        /// The middlewares that wrap every attempt of a call, outermost first.
        public var middlewares: [FeishuMiddleware]
        /// The `User-Agent` header, which identifies the client to the platform. Set it to the name of your app.
        public var userAgent: String
        /// The clock that decides when tokens expire and how long waits take.
        public var clock: any Clock<Duration>
        /// Whether the descriptions of errors and events show parts of responses, such as the value of a wrong type. They
        /// can contain personal data. Debug descriptions always show them.
        public var showsExcerpts: Bool
        /// A closure that receives all events of the client, for logs, metrics, and traces.
        public var observer: FeishuObserver?

        public init(
            transport: any FeishuTransport = FeishuURLSessionTransport(),
            tokenStore: any FeishuTokenStore = FeishuMemoryTokenStore(),
            rateLimits: FeishuRateLimitPolicy = .documented, timeout: Duration? = defaultTimeout,
            retries: FeishuRetryPolicy = .standard, fillsIdempotencyKeys: Bool = true,
            middlewares: [FeishuMiddleware] = [], userAgent: String = defaultUserAgent,
            clock: any Clock<Duration> = ContinuousClock(), showsExcerpts: Bool = false,
            observer: FeishuObserver? = nil
        ) {
            self.transport = transport
            self.tokenStore = tokenStore
            self.rateLimits = rateLimits
            self.timeout = timeout
            self.retries = retries
            self.fillsIdempotencyKeys = fillsIdempotencyKeys
            self.middlewares = middlewares
            self.userAgent = userAgent
            self.clock = clock
            self.showsExcerpts = showsExcerpts
            self.observer = observer
        }
    }
}
