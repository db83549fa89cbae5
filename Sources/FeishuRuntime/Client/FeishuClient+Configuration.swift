extension FeishuClient {
    /// How a client sends its calls.
    public struct Configuration: Sendable {
        /// The user agent of a client that does not set its own.
        public static let defaultUserAgent = "feishu-codegen-swift/1"

        /// What sends the requests.
        public var transport: any FeishuTransport
        /// Where an app's access tokens are kept, to share them with other clients or processes.
        public var tokenStore: any FeishuTokenStore
        /// Whether calls wait so that they keep to the documented rate limits. Copies of a client count together; of
        /// several clients for one app, each counts for itself.
        public var rateLimits: FeishuRateLimitPolicy
        /// How often a call is repeated after a failure that can pass.
        public var retries: FeishuRetryPolicy
        /// What is called around every attempt of a call, the outermost first.
        public var middlewares: [FeishuMiddleware]
        /// How the client identifies itself to the platform; name your app here.
        public var userAgent: String
        /// The clock that decides when tokens expire and how long waits take.
        public var clock: any Clock<Duration>
        /// Is called with everything that happens, for logs, metrics and traces.
        public var observer: FeishuObserver?

        public init(
            transport: any FeishuTransport = FeishuURLSessionTransport(),
            tokenStore: any FeishuTokenStore = FeishuMemoryTokenStore(),
            rateLimits: FeishuRateLimitPolicy = .documented, retries: FeishuRetryPolicy = .standard,
            middlewares: [FeishuMiddleware] = [], userAgent: String = defaultUserAgent,
            clock: any Clock<Duration> = ContinuousClock(), observer: FeishuObserver? = nil
        ) {
            self.transport = transport
            self.tokenStore = tokenStore
            self.rateLimits = rateLimits
            self.retries = retries
            self.middlewares = middlewares
            self.userAgent = userAgent
            self.clock = clock
            self.observer = observer
        }
    }
}
