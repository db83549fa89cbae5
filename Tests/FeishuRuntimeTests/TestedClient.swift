import FeishuRuntime
import Foundation
import Testing

extension FeishuClient {
    /// A client like any other, but that whatever it tells its observer is searched for secrets: all secrets and tokens
    /// of the tests begin with `secret-`. Every error that a call throws is among that.
    static func tested(
        app: FeishuApp, host: FeishuHost = .feishu, tokenStore: any FeishuTokenStore = FeishuMemoryTokenStore(),
        transport: any FeishuTransport = FeishuURLSessionTransport(), rateLimits: FeishuRateLimitPolicy = .documented,
        retries: FeishuRetryPolicy = .standard, middlewares: [FeishuMiddleware] = [],
        clock: some Clock<Duration> = ManualClock(),
        observer: FeishuObserver? = nil
    ) -> FeishuClient {
        FeishuClient(
            app: app, host: host,
            configuration: .init(
                transport: transport, tokenStore: tokenStore, rateLimits: rateLimits, retries: retries,
                middlewares: middlewares, clock: clock, observer: searching(observer)))
    }

    static func tested(
        tokens: any FeishuTokenProvider, host: FeishuHost = .feishu,
        transport: any FeishuTransport = FeishuURLSessionTransport(),
        rateLimits: FeishuRateLimitPolicy = .documented, retries: FeishuRetryPolicy = .standard,
        middlewares: [FeishuMiddleware] = [],
        clock: some Clock<Duration> = ManualClock(), observer: FeishuObserver? = nil
    ) -> FeishuClient {
        FeishuClient(
            tokens: tokens, host: host,
            configuration: .init(
                transport: transport, rateLimits: rateLimits, retries: retries, middlewares: middlewares, clock: clock,
                observer: searching(observer)))
    }

    private static func searching(_ observer: FeishuObserver?) -> FeishuObserver {
        { event in
            expectNoSecret(in: event)
            if case .finished(_, let summary) = event, let error = summary.error { expectNoSecret(in: error) }
            observer?(event)
        }
    }
}

/// Records an issue where anything that can be printed of a value shows a secret of the tests.
func expectNoSecret(in value: Any, sourceLocation: SourceLocation = #_sourceLocation) {
    var text = "\(value) \(String(reflecting: value))"
    dump(value, to: &text)
    if let error = value as? any Error { text += error.localizedDescription }
    #expect(!text.contains("secret-"), "a secret shows", sourceLocation: sourceLocation)
}
