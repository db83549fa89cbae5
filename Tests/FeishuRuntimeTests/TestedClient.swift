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
            switch event {
            case .finished(_, let summary): summary.error.map { expectNoSecret(in: $0) }
            case .tokenRefreshFailed(_, let error), .tokenStoreFailed(_, let error): expectNoSecret(in: error)
            default: break
            }
            observer?(event)
        }
    }
}

/// A secret of the length of the platform's tokens, of which no part may be shown either.
let longSecret = "secret-0g1045eM2VxA3kQpWnR7uLbZtYs8dFhJ"

/// Records an issue if any printed representation of a value contains a secret of the tests, or 8 characters of the long
/// one.
func expectNoSecret(in value: Any, sourceLocation: SourceLocation = #_sourceLocation) {
    var text = "\(value) \(String(reflecting: value))"
    dump(value, to: &text)
    if let value = value as? any CustomStringConvertible { text += value.description }
    if let value = value as? any CustomDebugStringConvertible { text += value.debugDescription }
    if let error = value as? any Error { text += error.localizedDescription }
    var parts = ["secret-"]
    for start in longSecret.indices.dropLast(7) {
        parts.append(String(longSecret[start...].prefix(8)))
    }
    for part in parts {
        #expect(
            !text.contains(part), "the value shows \(part.count) characters of a secret", sourceLocation: sourceLocation
        )
    }
}
