import Foundation

/// A client for the Feishu or Lark Open Platform.
///
/// A client is a value that is cheap to copy. Copies share access tokens, rate limits, and connections.
public struct FeishuClient: Sendable {
    /// A reference, because every namespace of the generated code contains a client: with all its parts instead, they would take
    /// the compiler as long as a quarter of the models.
    private var identity: Identity

    public var host: FeishuHost { settings.host }
    var transport: any FeishuTransport { settings.transport }
    var timeline: Timeline { settings.timeline }
    var rateLimiter: RateLimiter { settings.rateLimiter }
    var middlewares: [FeishuMiddleware] { settings.middlewares }
    var showsExcerpts: Bool { settings.showsExcerpts }
    var observer: FeishuObserver? { settings.observer }
    var tokens: any FeishuTokenProvider { options.tokens ?? settings.tokens }
    var retries: FeishuRetryPolicy { options.retries ?? settings.retries }
    /// The timeout of the options for each call.
    var callTimeout: Duration? { options.timeout }
    /// The part of the rate limits to use, or nil if rate limiting is off.
    var share: Double? { (options.rateLimits ?? settings.rateLimits).share }
    private var settings: ClientSettings { identity.settings }
    private var options: FeishuCallOptions { identity.options }
    private var tenantKey: String? { identity.tenantKey }

    /// The options and the tenant of a client's calls.
    private final class Identity: Sendable {
        let settings: ClientSettings
        let options: FeishuCallOptions
        let tenantKey: String?

        init(_ settings: ClientSettings, options: FeishuCallOptions, tenantKey: String?) {
            self.settings = settings
            self.options = options
            self.tenantKey = tenantKey
        }
    }

    /// Creates a client that fetches access tokens with the credentials of an app.
    ///
    /// - Parameters:
    ///   - app: The app that makes the calls.
    ///   - host: The platform host, Feishu by default.
    ///   - configuration: How calls are sent, limited, retried and observed.
    public init(app: FeishuApp, host: FeishuHost = .feishu, configuration: Configuration = Configuration()) {
        let timeline = Timeline(configuration.clock)
        let sender = AuthSender(
            host: host, transport: configuration.transport, timeline: timeline, retries: configuration.retries,
            userAgent: configuration.userAgent, observer: configuration.observer)
        let tokens = AppTokenProvider(
            app: app, store: configuration.tokenStore, sender: sender, observer: configuration.observer)
        self.init(tokens, host, configuration, timeline)
    }

    /// Creates a client that gets its access tokens from a provider. The configuration's token store is not used.
    public init(
        tokens: any FeishuTokenProvider, host: FeishuHost = .feishu, configuration: Configuration = Configuration()
    ) {
        self.init(tokens, host, configuration, Timeline(configuration.clock))
    }

    private init(
        _ tokens: any FeishuTokenProvider, _ host: FeishuHost, _ configuration: Configuration, _ timeline: Timeline
    ) {
        let settings = ClientSettings(
            tokens: tokens, host: host, configuration: configuration, timeline: timeline)
        identity = Identity(settings, options: FeishuCallOptions(), tenantKey: nil)
    }

    /// Returns a client with other options or for another tenant.
    private func with(options: FeishuCallOptions? = nil, tenantKey: String? = nil) -> FeishuClient {
        var client = self
        client.identity = Identity(
            settings, options: options ?? self.options, tenantKey: tenantKey ?? self.tenantKey)
        return client
    }

    /// Returns a client whose calls use these options: `client.with(.init(timeout: .seconds(5))).hire...`
    ///
    /// Options that are not set here keep their current values.
    public func with(_ options: FeishuCallOptions) -> FeishuClient {
        with(options: self.options.merging(options))
    }

    /// Returns a client whose calls have a maximum total duration, including all waits and retries:
    /// `client.with(timeout: .seconds(5)).hire...`
    public func with(timeout: Duration) -> FeishuClient { with(FeishuCallOptions(timeout: timeout)) }

    /// Returns a client whose calls use this policy for retries: `client.with(retries: .none).hire...`
    public func with(retries: FeishuRetryPolicy) -> FeishuClient { with(FeishuCallOptions(retries: retries)) }

    /// Returns a client that makes its calls on behalf of a user. This replaces an earlier identity, and the option
    /// `tokens` if it was set before.
    ///
    /// - Parameter accessToken: The user access token obtained when the user signed in.
    public func user(accessToken: String) -> FeishuClient {
        user(FeishuFixedTokenProvider(accessToken, kind: .user))
    }

    /// Returns a client that makes its calls on behalf of a user whose tokens it renews; see
    /// `receive(userTokens:for:)`. This replaces an earlier identity, and the option
    /// `tokens` if it was set before.
    ///
    /// - Parameter id: An id of your choice for the user, such as the `open_id`.
    public func user(id: String) -> FeishuClient {
        user(UserTokenProvider(app: settings.tokens as? AppTokenProvider, userID: id))
    }

    private func user(_ tokens: any FeishuTokenProvider) -> FeishuClient {
        var options = options
        options.tokens = tokens
        return with(options: options)
    }

    /// Saves the tokens of a user who signed in. From then on, the client that `user(id:)` returns renews them.
    ///
    /// All clients and processes that share the token store share the tokens.
    /// - Throws: An error if the client was created without an app, or if a request cannot contain the access token.
    public func receive(userTokens: FeishuUserTokens, for userID: String) async throws {
        try await appTokens().receive(userTokens, ofUser: userID)
    }

    /// The type of the client's app, or nil if it was created without one.
    var appType: FeishuAppType? { (settings.tokens as? AppTokenProvider)?.app.type }

    /// - Throws: An error if the client was created without an app.
    func appTokens() throws -> AppTokenProvider {
        guard let app = settings.tokens as? AppTokenProvider else { throw UnusableApp.missingForUsers }
        return app
    }

    /// Returns a client of the same store app that makes its calls for a tenant.
    ///
    /// - Parameter key: The `tenant_key`, which is part of events and sign-in responses.
    public func tenant(key: String) -> FeishuClient {
        with(tenantKey: key)
    }

    /// Saves the ticket of a store app, which the platform pushes about once an hour as the event `app_ticket`.
    ///
    /// The ticket is saved in the token store, so any process that shares the store can call this method.
    /// - Throws: An error if the client is not for a store app.
    public func receive(appTicket: String) async throws {
        guard let app = settings.tokens as? AppTokenProvider else {
            throw UnusableApp(reason: "the client was created without an app, so it cannot use an app ticket")
        }
        try await app.receive(appTicket: appTicket)
    }

    /// Sends a call as soon as the endpoint's rate limits allow, and returns the response.
    ///
    /// After a temporary failure, the call is retried according to the client's `FeishuRetryPolicy`.
    /// - Throws: `FeishuError`, or `CancellationError` when the task is cancelled.
    @discardableResult
    public func send<Call: FeishuEndpoint>(_ call: Call) async throws -> Call.Response {
        try await response(to: call).value
    }

    /// Sends a call like `send(_:)`, and returns the decoded value together with the HTTP response.
    ///
    /// - Throws: `FeishuError`, or `CancellationError` when the task is cancelled.
    public func response<Call: FeishuEndpoint>(to call: Call) async throws -> FeishuResponse<Call.Response> {
        try await response(to: call, into: nil)
    }

    /// Downloads a file of any size to disk. Replaces an existing file, but only with a complete one.
    ///
    /// - Throws: `FeishuError`, or `CancellationError` when the task is cancelled.
    @discardableResult
    public func download<Call: FeishuDownloadEndpoint>(_ call: Call, to file: URL) async throws -> FeishuDownload {
        do {
            try FeishuFileError.checkDestination(file)
        } catch {
            throw FeishuError(.transport(error), in: Call.descriptor)
        }
        // An error can arrive instead of the file, with a status of success.
        let received = file.deletingLastPathComponent().appendingPathComponent(".\(UUID().uuidString).download")
        defer { try? FileManager.default.removeItem(at: received) }
        let download = try await response(to: call, into: received).value
        if rename(received.path, file.path) != 0 {
            throw FeishuError(.transport(FeishuFileError.systemError(file)), in: Call.descriptor)
        }
        return FeishuDownload(.file(file), name: download.name, contentType: download.contentType, size: download.size)
    }

    private func response<Call: FeishuEndpoint>(
        to call: Call, into destination: URL?
    ) async throws -> FeishuResponse<Call.Response> {
        let call = settings.fillsIdempotencyKeys ? call.withIdempotencyKey() : call
        let startedAt = timeline.elapsed()
        let info = FeishuCallInfo(
            id: String(UInt64.random(in: 0...(.max)), radix: 36), requestID: options.requestID,
            endpoint: call.facts, tenantKey: tenantKey)
        observer?(.started(info))
        let outcome = await outcome(of: call, into: destination, info)
        if let observer {
            var failure: (any Error)?
            if case .failure(let error) = outcome.result { failure = error }
            observer(
                .finished(
                    info,
                    FeishuCallSummary(
                        duration: timeline.elapsed() - startedAt, waits: outcome.waits,
                        attempts: outcome.attempts, status: outcome.lastResponse?.status,
                        logID: outcome.lastResponse?.logID, error: failure)))
        }
        return try outcome.result.get()
    }

    private func outcome<Call: FeishuEndpoint>(
        of call: Call, into destination: URL?, _ info: FeishuCallInfo
    ) async -> CallExecution<Call>.Outcome {
        do {
            var (request, form) = try request(for: call)
            request.destination = destination
            let execute = { (request: FeishuHTTPRequest) in
                await outcome(
                    of: CallExecution<Call>(of: request, isRepeatable: call.isRepeatable, info: info, by: self), info)
            }
            guard let form else { return await execute(request) }
            let upload = try await TemporaryUpload(form)
            defer { upload.remove() }
            request.body = upload.body
            return await execute(request)
        } catch let error where error is FeishuError || error is CancellationError {
            return .init(result: .failure(error))
        } catch {
            let reason = "cannot prepare the upload: \(error.localizedDescription)"
            return .init(result: .failure(FeishuError(.invalidRequest(reason), in: call.facts)))
        }
    }

    private func outcome<Call: FeishuEndpoint>(
        of execution: CallExecution<Call>, _ info: FeishuCallInfo
    ) async -> CallExecution<Call>.Outcome {
        guard let timeout = options.timeout ?? settings.timeout,
            options.timeout != nil || timeout != Configuration.defaultTimeout || !execution.hasBuiltInTimeout
        else {
            return await execution.run()
        }
        let excludesQueues = options.timeout == nil
        let (result, isLate) = await timeline.run(within: timeout) { deadline in
            await execution.run(suspending: excludesQueues ? deadline : nil)
        }
        var outcome = result
        // A call that succeeded after the timeout took effect, so its result is returned.
        if isLate, case .failure = outcome.result {
            outcome.result = .failure(FeishuError(.timedOut(after: timeout), in: info.endpoint))
        }
        return outcome
    }

    /// Returns the complete request except for its access token and a form.
    private func request<Call: FeishuEndpoint>(
        for call: Call
    ) throws -> (request: FeishuHTTPRequest, form: MultipartForm?) {
        let descriptor = call.facts
        var (request, form) = try call.requestWithForm(to: host)
        do {
            let fields = [("User-Agent", settings.userAgent)] + (try options.headerFields())
            try FeishuHTTPHeaders.check(fields)
            for (name, value) in fields { request.headers[name] = value }
        } catch {
            throw FeishuError(.invalidRequest(error.reason), in: descriptor)
        }
        let accepted = descriptor.accessTokens
        if !accepted.isEmpty, Set(accepted).isDisjoint(with: tokens.kinds) {
            let kinds = { (kinds: [FeishuAccessTokenKind]) in kinds.map(\.rawValue).joined(separator: " or ") }
            throw FeishuError(
                .invalidRequest(
                    "expected an access token of kind \(kinds(accepted)), but the client has \(kinds(tokens.kinds))"
                ),
                in: descriptor)
        }
        return (request, form)
    }
}

extension FeishuClient: CustomStringConvertible, CustomReflectable {
    public var description: String { "FeishuClient for \(host.origin)" + (tenantKey.map { ", tenant \($0)" } ?? "") }
    /// Without tokens, credentials, and what they were derived from.
    public var customMirror: Mirror { Mirror(self, children: ["host": host]) }
}
