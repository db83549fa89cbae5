import Foundation
import FeishuAPI

/// The bridges of the article "Running in production", with stand-ins for the libraries.
enum Observing {
    static let logger = Logger(label: "feishu")

    static let log: FeishuObserver = { event in
        let level: Logger.Level =
            switch event.level {
            case .debug: .debug
            case .info: .info
            case .warning: .warning
            case .error: .error
            }
        logger.log(
            level: level, "\(event)",
            metadata: ["call": "\(event.call?.id ?? "-")", "attempt": "\(event.attempt?.number ?? 0)"])
    }

    static let metrics: FeishuObserver = { event in
        guard case .finished(let call, let summary) = event else { return }
        let labels = [("endpoint", call.endpoint.id), ("outcome", summary.error == nil ? "success" : "failure")]
        Timer(label: "feishu_call", dimensions: labels).record(duration: summary.duration)
        Timer(label: "feishu_wait", dimensions: labels + [("for", "limit")]).record(duration: summary.waits.rateLimit)
        Timer(label: "feishu_wait", dimensions: labels + [("for", "token")]).record(duration: summary.waits.token)
        Counter(label: "feishu_attempts", dimensions: labels).increment(by: summary.attempts)
    }

    static let traced: FeishuMiddleware = { request, attempt, next in
        try await withSpan("\(attempt.call.endpoint.id)") { span in
            span.attributes["feishu.call"] = attempt.call.id
            span.attributes["http.request.resend_count"] = "\(attempt.number - 1)"
            var request = request
            request.headers["traceparent"] = span.traceParent
            let response = try await next(request)
            span.attributes["http.response.status_code"] = "\(response.status)"
            return response
        }
    }

    static func client(secret: String) -> FeishuClient {
        FeishuClient(
            app: .custom(id: "cli_a1b2", secret: secret),
            configuration: .init(
                middlewares: [traced],
                observer: { event in
                    log(event)
                    metrics(event)
                }))
    }

    static func observe(secret: String, file: URL) async throws {
        let observations = FeishuObservations(forwardingTo: log)
        let client = FeishuClient(
            app: .custom(id: "cli_a1b2", secret: secret), configuration: .init(observer: observations.observer))

        // Each hour and at shutdown:
        try Data(observations.jsonLines.utf8).write(to: file, options: .atomic)
        _ = client
    }

    static func user(_ client: FeishuClient, accessToken: String, refreshToken: String) async throws -> FeishuClient {
        let tokens = FeishuUserTokens(
            accessToken: accessToken, expiresAt: Date(timeIntervalSinceNow: 7200), refreshToken: refreshToken)
        try await client.receive(userTokens: tokens, for: "ou_7d8a")  // after the user has signed in

        return client.user(id: "ou_7d8a")
    }
}

/// A stand-in for swift-metrics.
struct Timer {
    init(label: String, dimensions: [(String, String)]) {}
    func record(duration: Duration) {}
}

/// A stand-in for swift-metrics.
struct Counter {
    init(label: String, dimensions: [(String, String)]) {}
    func increment(by amount: Int) {}
}

/// A stand-in for swift-distributed-tracing, which OpenTelemetry implements.
final class Span {
    var attributes: [String: String] = [:]
    var traceParent: String { "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01" }
}

func withSpan<Result>(_ name: String, _ operation: (Span) async throws -> Result) async rethrows -> Result {
    try await operation(Span())
}

/// A stand-in for swift-log.
struct Logger: Sendable {
    enum Level { case debug, info, warning, error }

    init(label: String) {}
    func log(level: Level, _ message: String, metadata: [String: String]) {}
}
