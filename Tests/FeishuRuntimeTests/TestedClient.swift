import FeishuRuntime
import Foundation
import Testing

extension FeishuClient {
    /// Returns a client that records an issue if an event or an error thrown by a call contains a secret. All secrets
    /// and tokens in the tests begin with `secret-`.
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
                middlewares: middlewares, clock: clock, observer: checkingForSecrets(observer)))
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
                observer: checkingForSecrets(observer)))
    }

    private static func checkingForSecrets(_ observer: FeishuObserver?) -> FeishuObserver {
        { event in
            expectNoSecret(in: event)
            if case .finished(_, let summary) = event, let error = summary.error { expectNoSecret(in: error) }
            observer?(event)
        }
    }
}

/// Records an issue if any printed representation of a value contains a secret of the tests.
func expectNoSecret(in value: Any, sourceLocation: SourceLocation = #_sourceLocation) {
    var text = "\(value) \(String(reflecting: value))"
    dump(value, to: &text)
    if let error = value as? any Error { text += error.localizedDescription }
    #expect(!text.contains("secret-"), "the value shows a secret", sourceLocation: sourceLocation)
}
