import Generated

/// The README's examples of tokens and configuration.
enum Configuring {
    static func tokens(
        _ client: FeishuClient, token: String, secret: String, tokens: any FeishuTokenStore, ticket: String,
        tenantKey: String
    ) async throws -> [Any] {
        let user = client.user(accessToken: token)  // or user(id:), which renews the token

        let store = FeishuClient(
            app: .store(id: "cli_c3d4", secret: secret), configuration: .init(tokenStore: tokens))
        try await store.receive(appTicket: ticket)  // whenever the event app_ticket arrives
        let delivered = try await store.tenant(key: tenantKey).hire.v1.websiteDeliveryTask.get(
            websiteID: "1", deliveryTaskID: "2")
        return [user, delivered]
    }

    static func options(secret: String, metrics: Metrics, logger: Logger) async throws {
        let addTrace: FeishuMiddleware = { request, attempt, next in
            var request = request
            request.headers["traceparent"] = trace(attempt.call.id)
            return try await next(request)
        }

        let client = FeishuClient(
            app: .custom(id: "cli_a1b2", secret: secret),
            configuration: .init(
                rateLimits: .share(0.5),  // two processes share the app
                retries: .init(attempts: 2),
                middlewares: [addTrace],  // around every attempt of a call
                userAgent: "recruiting/2.1",
                observer: { event in  // started, throttled, retrying, finished with durations, ...
                    switch event {
                    case .finished(let call, let summary):
                        metrics.record(call.endpoint.id, summary.duration, summary.error)
                    default: logger.info("\(event)")
                    }
                }))

        // Options of single calls. The timeout covers the whole call, including waits and further attempts.
        try await client.with(.init(timeout: .seconds(5), requestID: "r-1")).hire.v1.ehrImportTask.patch(
            ehrImportTaskID: "6914551145542568199", body: .init(state: .succeeded))
    }

    private static func trace(_ id: String) -> String { "00-\(id)-01" }
}

/// A stand-in for a metrics library.
struct Metrics: Sendable {
    func record(_ endpoint: String, _ duration: Duration, _ error: (any Error)?) {}
}

/// A stand-in for swift-log.
struct Logger: Sendable {
    enum Level { case debug, info, warning, error }

    init(label: String) {}
    func info(_ message: String) {}
    func log(level: Level, _ message: String, metadata: [String: String]) {}
}
