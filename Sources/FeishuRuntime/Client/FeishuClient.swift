import Foundation

/// Calls the Feishu or Lark Open Platform.
///
/// A client is a value that is cheap to copy; copies share its access tokens and connections.
public struct FeishuClient: Sendable {
    public let host: FeishuHost
    private(set) var tokens: any TokenProvider
    let transport: any Transport
    let timeline: Timeline
    /// Nil where calls are sent at once.
    let rateLimiter: RateLimiter?
    let retries: RetryPolicy
    let observer: @Sendable (FeishuEvent) -> Void

    /// A client for an app, which fetches its access tokens itself.
    ///
    /// - Parameters:
    ///   - app: The app that calls.
    ///   - host: Feishu by default.
    ///   - transport: What sends the requests.
    ///   - rateLimits: Whether calls wait so that they keep to the limits that the documents state. Copies of a client
    ///     count together; of several clients for one app each counts for itself.
    ///   - retries: How often a call is sent again that failed for a reason that passes.
    ///   - clock: What tells when a token is due and when to ask again.
    ///   - observer: Is told what happens; it is called on the task of the call, so it should be quick.
    public init(
        app: FeishuApp, host: FeishuHost = .feishu, transport: any Transport = URLSessionTransport(),
        rateLimits: RateLimitPolicy = .documented, retries: RetryPolicy = .standard,
        clock: some Clock<Duration> = ContinuousClock(),
        observer: @escaping @Sendable (FeishuEvent) -> Void = { _ in }
    ) {
        let timeline = Timeline(clock)
        self.init(
            tokens: CustomAppTokenProvider(app: app, host: host, transport: transport, timeline: timeline),
            host: host, transport: transport, timeline: timeline, rateLimits: rateLimits, retries: retries,
            observer: observer)
    }

    /// A client whose access tokens come from elsewhere.
    public init(
        tokens: any TokenProvider, host: FeishuHost = .feishu, transport: any Transport = URLSessionTransport(),
        rateLimits: RateLimitPolicy = .documented, retries: RetryPolicy = .standard,
        clock: some Clock<Duration> = ContinuousClock(),
        observer: @escaping @Sendable (FeishuEvent) -> Void = { _ in }
    ) {
        self.init(
            tokens: tokens, host: host, transport: transport, timeline: Timeline(clock), rateLimits: rateLimits,
            retries: retries, observer: observer)
    }

    private init(
        tokens: any TokenProvider, host: FeishuHost, transport: any Transport, timeline: Timeline,
        rateLimits: RateLimitPolicy, retries: RetryPolicy, observer: @escaping @Sendable (FeishuEvent) -> Void
    ) {
        self.retries = retries
        self.observer = observer
        self.tokens = tokens
        self.host = host
        self.transport = transport
        self.timeline = timeline
        rateLimiter = RateLimiter(rateLimits, timeline: timeline)
    }

    /// The same client, but that its calls are made in the name of a user.
    ///
    /// - Parameter accessToken: The user access token that the user got by signing in.
    public func user(accessToken: String) -> FeishuClient {
        var client = self
        client.tokens = FixedTokenProvider(accessToken, kind: .user)
        return client
    }

    /// Sends a call, as soon as the endpoint's rate limits allow, and returns what the platform answers.
    ///
    /// A call that failed for a reason that passes is sent again, as the client's `RetryPolicy` says.
    /// - Throws: `FeishuError`, or `CancellationError` when the task is cancelled.
    @discardableResult
    public func send<Call: Endpoint>(_ call: Call) async throws -> Call.Response {
        let descriptor = Call.descriptor
        let request = try call.request(to: host)
        let accepted = descriptor.accessTokens
        if !accepted.isEmpty, Set(accepted).isDisjoint(with: tokens.kinds) {
            let kinds = { (kinds: [AccessTokenKind]) in kinds.map(\.rawValue).joined(separator: " or ") }
            throw FeishuError(
                .invalidRequest(
                    "the endpoint takes a \(kinds(accepted)) access token, and the client has a \(kinds(tokens.kinds)) one"
                ),
                in: descriptor)
        }
        return try await retries.run(of: descriptor, on: timeline) {
            try await attempt(request, of: Call.self)
        } onPause: { error, pause in
            observer(.retrying(error, pause: pause))
            if let asked = error.retryAfter { await rateLimiter?.pause(descriptor, for: asked) }
        }
    }

    /// Sends a call once, or twice where the platform rejects the access token, which it does before it runs anything.
    private func attempt<Call: Endpoint>(_ request: HTTPRequest, of _: Call.Type) async throws -> Call.Response {
        let descriptor = Call.descriptor
        try await rateLimiter?.admit(descriptor)
        let token = try await accessToken(for: descriptor)
        do {
            return try await send(request, of: Call.self, token: token)
        } catch let error as FeishuError where error.rejectsToken {
            await tokens.reject(token)
            try await rateLimiter?.admit(descriptor)
            let renewed = try await accessToken(for: descriptor)
            if renewed == token { throw error }
            return try await send(request, of: Call.self, token: renewed)
        }
    }

    private func accessToken(for descriptor: EndpointDescriptor) async throws -> String {
        let token: String
        do {
            token = try await tokens.accessToken(accepting: descriptor.accessTokens)
        } catch let error where error is FeishuError || error is CancellationError {
            throw error
        } catch {
            throw FeishuError(.token(error), in: descriptor)
        }
        // The system would leave such a header out, and the call would go without a token.
        if token.isEmpty || token.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7F }) {
            throw FeishuError(
                .invalidRequest("the access token is empty or has a space or line break in it"), in: descriptor)
        }
        return token
    }

    private func send<Call: Endpoint>(
        _ request: HTTPRequest, of _: Call.Type, token: String
    ) async throws -> Call.Response {
        var request = request
        request.headers["Authorization"] = "Bearer \(token)"
        let answer = try await transport.answer(to: request, of: Call.descriptor)
        return try Call.response(from: answer) { [observer] failure in
            observer(.fieldDropped(endpoint: Call.descriptor, failure))
        }
    }
}

extension FeishuError {
    /// Whether the platform found the access token expired, revoked or malformed.
    fileprivate var rejectsToken: Bool {
        code.map { [99991663, 99991664, 99991671].contains($0) } ?? false
    }
}
