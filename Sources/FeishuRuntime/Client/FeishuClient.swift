import Foundation

/// Calls the Feishu or Lark Open Platform.
///
/// A client is a value that is cheap to copy; copies share its access tokens, rate limits and connections.
public struct FeishuClient: Sendable {
    /// What a client calls itself to the platform.
    public static let defaultUserAgent = "feishu-codegen-swift/1"

    public let host: FeishuHost
    let transport: any Transport
    let timeline: Timeline
    /// Nil where calls are sent at once.
    let rateLimiter: RateLimiter?
    let retries: RetryPolicy
    let middlewares: [Middleware]
    let observer: FeishuObserver?
    private let userAgent: String
    private let clientTokens: any TokenProvider
    private var userTokens: FixedTokenProvider?
    private var options = CallOptions()
    private var tenantKey: String?

    var tokens: any TokenProvider { options.tokens ?? userTokens ?? clientTokens }

    /// A client for an app, which fetches its access tokens itself.
    ///
    /// - Parameters:
    ///   - app: The app that calls.
    ///   - host: Feishu by default.
    ///   - tokenStore: Where the access tokens are kept, to share them with other clients or processes.
    ///   - transport: What sends the requests.
    ///   - rateLimits: Whether calls wait so that they keep to the limits that the documents state. Copies of a client
    ///     count together; of several clients for one app each counts for itself.
    ///   - retries: How often a call is sent again that failed for a reason that passes.
    ///   - middlewares: What goes around every attempt of a call, the outermost first.
    ///   - userAgent: What the client calls itself; name your app here.
    ///   - clock: What tells when a token is due and when to ask again.
    ///   - observer: Is told what happens, for logs, metrics and traces.
    public init(
        app: FeishuApp, host: FeishuHost = .feishu, tokenStore: any TokenStore = MemoryTokenStore(),
        transport: any Transport = URLSessionTransport(), rateLimits: RateLimitPolicy = .documented,
        retries: RetryPolicy = .standard, middlewares: [Middleware] = [], userAgent: String = defaultUserAgent,
        clock: some Clock<Duration> = ContinuousClock(), observer: FeishuObserver? = nil
    ) {
        let timeline = Timeline(clock)
        let sender = AuthSender(
            host: host, transport: transport, timeline: timeline, retries: retries, userAgent: userAgent)
        self.init(
            tokens: AppTokenProvider(app: app, store: tokenStore, sender: sender, observer: observer),
            host: host, transport: transport, timeline: timeline, rateLimits: rateLimits, retries: retries,
            middlewares: middlewares, userAgent: userAgent, observer: observer)
    }

    /// A client whose access tokens come from elsewhere.
    public init(
        tokens: any TokenProvider, host: FeishuHost = .feishu, transport: any Transport = URLSessionTransport(),
        rateLimits: RateLimitPolicy = .documented, retries: RetryPolicy = .standard, middlewares: [Middleware] = [],
        userAgent: String = defaultUserAgent, clock: some Clock<Duration> = ContinuousClock(),
        observer: FeishuObserver? = nil
    ) {
        self.init(
            tokens: tokens, host: host, transport: transport, timeline: Timeline(clock), rateLimits: rateLimits,
            retries: retries, middlewares: middlewares, userAgent: userAgent, observer: observer)
    }

    private init(
        tokens: any TokenProvider, host: FeishuHost, transport: any Transport, timeline: Timeline,
        rateLimits: RateLimitPolicy, retries: RetryPolicy, middlewares: [Middleware], userAgent: String,
        observer: FeishuObserver?
    ) {
        self.retries = retries
        self.middlewares = middlewares
        self.userAgent = userAgent
        self.observer = observer
        clientTokens = tokens
        self.host = host
        self.transport = transport
        self.timeline = timeline
        rateLimiter = RateLimiter(rateLimits, timeline: timeline)
    }

    /// The same client, but that its calls have further options: `client.with(.init(timeout: .seconds(5))).hire...`
    ///
    /// What these leave open stays as it was.
    public func with(_ options: CallOptions) -> FeishuClient {
        var client = self
        client.options = self.options.merging(options)
        return client
    }

    /// The same client, but that its calls are made in the name of a user.
    ///
    /// - Parameter accessToken: The user access token that the user got by signing in.
    public func user(accessToken: String) -> FeishuClient {
        var client = self
        client.userTokens = FixedTokenProvider(accessToken, kind: .user)
        return client
    }

    /// The same client of a store app, but that its calls are made for a tenant.
    ///
    /// - Parameter key: The `tenant_key`, which events and sign-ins tell.
    public func tenant(key: String) -> FeishuClient {
        var client = self
        client.tenantKey = key
        return client
    }

    /// Takes the ticket of a store app, which the platform pushes about once an hour as the event `app_ticket`. It goes
    /// into the token store, so any process that shares the store can take it.
    ///
    /// - Throws: An error where the client is none of a store app.
    public func receive(appTicket: String) async throws {
        guard let app = clientTokens as? AppTokenProvider else {
            throw UnusableApp(reason: "the client has no app, so no app ticket is of use to it")
        }
        try await app.receive(appTicket: appTicket)
    }

    /// Sends a call, as soon as the endpoint's rate limits allow, and returns what the platform answers.
    ///
    /// A call that failed for a reason that passes is sent again, as the client's `RetryPolicy` says.
    /// - Throws: `FeishuError`, or `CancellationError` when the task is cancelled.
    @discardableResult
    public func send<Call: Endpoint>(_ call: Call) async throws -> Call.Response {
        try await response(to: call).value
    }

    /// Sends a call like `send(_:)`, and returns the HTTP answer beside the value that was read from it.
    ///
    /// - Throws: `FeishuError`, or `CancellationError` when the task is cancelled.
    public func response<Call: Endpoint>(to call: Call) async throws -> FeishuResponse<Call.Response> {
        let startedAt = timeline.elapsed()
        let info = CallInfo(
            id: options.requestID ?? UUID().uuidString, endpoint: Call.descriptor, tenantKey: tenantKey)
        observer?(.started(info))
        let outcome = await outcome(of: call, info)
        if let observer {
            var failure: (any Error)?
            if case .failure(let error) = outcome.result { failure = error }
            observer(
                .finished(
                    info,
                    CallSummary(
                        duration: timeline.elapsed() - startedAt, throttled: outcome.throttled,
                        attempts: outcome.attempts, status: outcome.lastAnswer?.status,
                        logID: outcome.lastAnswer?.logID, error: failure)))
        }
        return try outcome.result.get()
    }

    private func outcome<Call: Endpoint>(of call: Call, _ info: CallInfo) async -> CallExecution<Call>.Outcome {
        let execution: CallExecution<Call>
        do {
            execution = CallExecution(of: try request(for: call), info: info, by: self)
        } catch {
            return .init(result: .failure(error))
        }
        guard let timeout = options.timeout else { return await execution.run() }
        let (value, isLate) = await timeline.run(within: timeout) { await execution.run() }
        var outcome = value ?? .init(result: .failure(CancellationError()))
        // What came late is still what happened.
        if isLate, case .failure = outcome.result {
            outcome.result = .failure(FeishuError(.timedOut(after: timeout), in: Call.descriptor))
        }
        return outcome
    }

    /// The request as it goes out, but for its access token.
    private func request<Call: Endpoint>(for call: Call) throws -> HTTPRequest {
        let descriptor = Call.descriptor
        var request = try call.request(to: host)
        do {
            let fields = [("User-Agent", userAgent)] + (try options.headerFields())
            try HTTPHeaders.check(fields)
            for (name, value) in fields { request.headers[name] = value }
        } catch {
            throw FeishuError(.invalidRequest(error.reason), in: descriptor)
        }
        let accepted = descriptor.accessTokens
        if !accepted.isEmpty, Set(accepted).isDisjoint(with: tokens.kinds) {
            let kinds = { (kinds: [AccessTokenKind]) in kinds.map(\.rawValue).joined(separator: " or ") }
            throw FeishuError(
                .invalidRequest(
                    "the endpoint takes a \(kinds(accepted)) access token, and the client has a \(kinds(tokens.kinds)) one"
                ),
                in: descriptor)
        }
        return request
    }
}
