import Foundation

/// Calls the Feishu or Lark Open Platform.
///
/// A client is a value that is cheap to copy; copies share its access tokens and connections.
public struct FeishuClient: Sendable {
    public let host: FeishuHost
    let tokens: any TokenProvider
    let transport: any Transport
    let timeline: Timeline

    /// A client for an app, which fetches its access tokens itself.
    ///
    /// - Parameters:
    ///   - app: The app that calls.
    ///   - host: Feishu by default.
    ///   - transport: What sends the requests.
    ///   - clock: What tells when a token is due and when to ask again.
    public init(
        app: FeishuApp, host: FeishuHost = .feishu, transport: any Transport = URLSessionTransport(),
        clock: some Clock<Duration> = ContinuousClock()
    ) {
        let timeline = Timeline(clock)
        self.init(
            tokens: CustomAppTokenProvider(app: app, host: host, transport: transport, timeline: timeline),
            host: host, transport: transport, timeline: timeline)
    }

    /// A client whose access tokens come from elsewhere.
    public init(
        tokens: any TokenProvider, host: FeishuHost = .feishu, transport: any Transport = URLSessionTransport(),
        clock: some Clock<Duration> = ContinuousClock()
    ) {
        self.init(tokens: tokens, host: host, transport: transport, timeline: Timeline(clock))
    }

    private init(tokens: any TokenProvider, host: FeishuHost, transport: any Transport, timeline: Timeline) {
        self.tokens = tokens
        self.host = host
        self.transport = transport
        self.timeline = timeline
    }

    /// Sends a call and returns what the platform answers.
    ///
    /// - Throws: `FeishuError`, or `CancellationError` when the task is cancelled.
    @discardableResult
    public func send<Call: Endpoint>(_ call: Call) async throws -> Call.Response {
        var request = try call.request(to: host)
        let token = try await tokens.accessToken(accepting: Call.descriptor.accessTokens)
        request.headers["Authorization"] = "Bearer \(token)"
        return try Call.response(from: await transport.answer(to: request, of: Call.descriptor))
    }
}
