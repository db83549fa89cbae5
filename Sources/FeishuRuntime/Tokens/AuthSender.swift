/// The sender of the calls that fetch tokens.
struct AuthSender: Sendable {
    let host: FeishuHost
    let transport: any FeishuTransport
    let timeline: Timeline
    let retries: FeishuRetryPolicy
    let userAgent: String
    let observer: FeishuObserver?

    /// Sends a call, and retries it after a temporary failure.
    ///
    /// - Parameter secrets: The secrets in the call, which are removed from errors.
    func send<Call: AuthCall>(_ call: Call, hiding secrets: [Secret]) async throws -> IssuedToken {
        var request = try call.request(to: host)
        request.headers["User-Agent"] = userAgent
        do {
            return try await sendWithRetries(request, of: Call.self, hiding: secrets)
        } catch let error as FeishuError {
            throw error.hiding(secrets).withoutBody
        }
    }

    private func sendWithRetries<Call: AuthCall>(
        _ request: FeishuHTTPRequest, of _: Call.Type, hiding secrets: [Secret]
    ) async throws -> IssuedToken {
        var retries = Retries(self.retries, isIdempotent: Call.descriptor.isIdempotent)
        _ = retries.beginAttempt(at: timeline.elapsed())
        while true {
            do {
                return try Call.response(from: try await transport.response(to: request, of: Call.descriptor))
            } catch let error as FeishuError {
                guard let pause = retries.pause(after: error, at: timeline.elapsed()) else { throw error }
                observer?(.tokenRefreshRetrying(error.hiding(secrets).withoutBody, pause: pause))
                try await timeline.sleep(pause)
            }
        }
    }

    /// Sends a call and returns the token in its response.
    ///
    /// - Throws: `FeishuError` if the response contains no token or no lifetime.
    func token<Call: AuthCall>(from call: Call, hiding secrets: [Secret]) async throws -> TokenCache.FetchedToken {
        let issued = try await send(call, hiding: secrets)
        return try Self.token(of: Call.self, in: issued, lifetime: issued.expire)
    }

    /// - Parameter lifetime: The lifetime in seconds.
    static func token<Call: AuthCall>(
        of _: Call.Type, in issued: IssuedToken, lifetime: Int?
    ) throws -> TokenCache.FetchedToken {
        guard let token = Call.token(in: issued).map(Secret.init), let lifetime else {
            throw FeishuError(.http(bodyStart: "code 0 without a token"), in: Call.descriptor)
        }
        // Such a token would fail every call until it expires.
        guard token.isUsableInHeader else {
            let failure = FeishuDecodingFailure(path: "", explanation: "the issued access token \(Secret.headerRule)")
            throw FeishuError(.decoding(failure), in: Call.descriptor)
        }
        return TokenCache.FetchedToken(token: token, lifetime: .seconds(lifetime))
    }

    /// Fetches the token of a tenant for a store app. That requires the app access token, which is fetched again if the
    /// platform rejects it.
    func tenantToken(tenantKey: String, appKey: FeishuTokenKey, _ cache: TokenCache) async throws
        -> TokenCache.FetchedToken
    {
        let attempt = { (appToken: String) in
            try await token(
                from: StoreAppTenantToken(body: ["app_access_token": appToken, "tenant_key": tenantKey]),
                hiding: [Secret(appToken)])
        }
        let appToken = try await cache.token(for: appKey)
        do {
            return try await attempt(appToken)
        } catch let error as FeishuError where error.isTokenRejection {
            await cache.reject(appToken)
            let renewed = try await cache.token(for: appKey)
            if renewed == appToken { throw error }
            return try await attempt(renewed)
        }
    }

    /// Fetches the app access token of a store app. That requires a ticket, which is requested again if the platform
    /// rejects it.
    func storeAppToken(of app: FeishuApp, _ tickets: AppTickets) async throws -> TokenCache.FetchedToken {
        let attempt = { (ticket: FeishuStoredToken) in
            try await token(
                from: StoreAppToken(body: app.credentials.merging(["app_ticket": ticket.value]) { old, _ in old }),
                hiding: [app.secret, Secret(ticket.value)])
        }
        let ticket = try await tickets.ticket()
        do {
            return try await attempt(ticket)
        } catch let error as FeishuError where error.code == PlatformCodes.invalidAppTicket {
            return try await attempt(try await tickets.ticket(replacing: ticket))
        }
    }
}

extension FeishuError {
    /// The error without any part of the response body, which can contain a token.
    var withoutBody: FeishuError {
        let hint = "(omitted because it can contain a token)"
        return switch reason {
        case .http: replacing(.http(bodyStart: hint))
        case .decoding(let failure): replacing(.decoding(failure.withoutValue))
        default: self
        }
    }
}
