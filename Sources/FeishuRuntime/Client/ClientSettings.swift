/// What all copies of a client share, whatever the options of their calls.
final class ClientSettings: Sendable {
    let tokens: any FeishuTokenProvider
    let host: FeishuHost
    let transport: any FeishuTransport
    let timeline: Timeline
    let rateLimiter: RateLimiter
    let timeout: Duration?
    let rateLimits: FeishuRateLimitPolicy
    let retries: FeishuRetryPolicy
    let middlewares: [FeishuMiddleware]
    let userAgent: String
    let showsExcerpts: Bool
    let observer: FeishuObserver?
    let fillsIdempotencyKeys: Bool

    init(
        tokens: any FeishuTokenProvider, host: FeishuHost, configuration: FeishuClient.Configuration, timeline: Timeline
    ) {
        self.tokens = tokens
        self.host = host
        self.timeline = timeline
        transport = configuration.transport
        rateLimiter = RateLimiter(timeline: timeline)
        timeout = configuration.timeout
        rateLimits = configuration.rateLimits
        retries = configuration.retries
        middlewares = configuration.middlewares
        userAgent = configuration.userAgent
        showsExcerpts = configuration.showsExcerpts
        observer = configuration.observer
        fillsIdempotencyKeys = configuration.fillsIdempotencyKeys
    }
}
