/// Sends the calls that fetch tokens.
struct AuthSender: Sendable {
    let host: FeishuHost
    let transport: any FeishuTransport
    let timeline: Timeline
    let retries: FeishuRetryPolicy
    let userAgent: String

    /// Sends a call, again where it fails for a reason that passes.
    ///
    /// - Parameter secrets: What the call is about; no error shows it.
    func send<Call: AuthCall>(_ call: Call, hiding secrets: [Secret]) async throws -> IssuedToken {
        var request = try call.request(to: host)
        request.headers["User-Agent"] = userAgent
        do {
            return try await attemptUntilDone(request, of: Call.self)
        } catch let error as FeishuError {
            throw error.hiding(secrets).withoutBody
        }
    }

    private func attemptUntilDone<Call: AuthCall>(
        _ request: FeishuHTTPRequest, of _: Call.Type
    ) async throws -> IssuedToken {
        var retries = Retries(self.retries, isIdempotent: Call.descriptor.isIdempotent)
        _ = retries.begin(at: timeline.elapsed())
        while true {
            do {
                return try Call.response(from: try await transport.answer(to: request, of: Call.descriptor))
            } catch let error as FeishuError {
                guard let pause = retries.pause(after: error, at: timeline.elapsed()) else { throw error }
                try await timeline.sleep(pause)
            }
        }
    }

    /// Sends a call and takes the one token out of its answer.
    func token<Call: AuthCall>(from call: Call, hiding secrets: [Secret]) async throws -> TokenCache.Fetched {
        let issued = try await send(call, hiding: secrets)
        guard let token = Call.token(in: issued), !token.isEmpty, let lifetime = issued.expire else {
            throw FeishuError(.http(bodyStart: "code 0, but no token"), in: Call.descriptor)
        }
        return TokenCache.Fetched(token: Secret(token), lifetime: .seconds(lifetime))
    }

    /// A tenant's token for a store app, for which its app access token is needed.
    func tenantToken(tenantKey: String, appKey: FeishuTokenKey, _ cache: TokenCache) async throws -> TokenCache.Fetched
    {
        let attempt = { (appToken: String) in
            try await token(
                from: StoreAppTenantToken(body: ["app_access_token": appToken, "tenant_key": tenantKey]),
                hiding: [Secret(appToken)])
        }
        let appToken = try await cache.token(for: appKey)
        do {
            return try await attempt(appToken)
        } catch let error as FeishuError where error.rejectsToken {
            await cache.reject(appToken)
            let renewed = try await cache.token(for: appKey)
            if renewed == appToken { throw error }
            return try await attempt(renewed)
        }
    }

    /// The app access token of a store app, for which a ticket is needed that the platform pushes.
    func storeAppToken(of app: FeishuApp, _ tickets: AppTickets) async throws -> TokenCache.Fetched {
        let attempt = { (ticket: FeishuStoredToken) in
            try await token(
                from: StoreAppToken(body: app.credentials.merging(["app_ticket": ticket.value]) { old, _ in old }),
                hiding: [app.secret, Secret(ticket.value)])
        }
        let ticket = try await tickets.ticket()
        do {
            return try await attempt(ticket)
        } catch let error as FeishuError where error.code == PlatformCodes.invalidAppTicket {
            return try await attempt(try await tickets.ticket(insteadOf: ticket))
        }
    }
}

extension FeishuError {
    /// The error without anything of the answer's body, which may hold a token.
    fileprivate var withoutBody: FeishuError {
        let hint = "(not shown: it may hold a token)"
        return switch reason {
        case .http: replacing(.http(bodyStart: hint))
        case .decoding(let failure): replacing(.decoding(failure.withoutValue))
        default: self
        }
    }
}
