import Foundation

/// A provider of access tokens that it fetches with the credentials of an app.
struct AppTokenProvider: FeishuTokenProvider {
    let kinds: [FeishuAccessTokenKind] = [.tenant, .app]
    let app: FeishuApp
    private let sender: AuthSender
    private let host: FeishuHost
    private let secretDigest: String
    private let tickets: AppTickets
    private let refreshTokens: RefreshTokens
    private let cache: TokenCache

    init(app: FeishuApp, store: any FeishuTokenStore, sender: AuthSender, observer: FeishuObserver?) {
        self.app = app
        self.sender = sender
        host = sender.host
        let secretDigest = SHA256.hexDigest(of: app.secret.value)
        self.secretDigest = secretDigest
        let reportingStore = ReportingStore(store: store, timeline: sender.timeline, observer: observer)
        let tickets = AppTickets(
            key: FeishuTokenKey(.appTicket, host: host, app: app, secretDigest: secretDigest), app: app,
            store: reportingStore, sender: sender)
        self.tickets = tickets
        let refreshTokens = RefreshTokens(app: app, store: reportingStore, sender: sender)
        self.refreshTokens = refreshTokens
        cache = TokenCache(timeline: sender.timeline, store: store, observer: observer) { key, cache in
            switch (app.type, key.kind) {
            case (_, .user):
                try await refreshTokens.accessToken(
                    for: FeishuTokenKey(
                        .refresh, host: sender.host, app: app, secretDigest: secretDigest, userID: key.userID)
                ) { await cache.storedToken(for: key) }
            case (.custom, .tenant):
                try await sender.token(from: CustomAppTenantToken(body: app.credentials), hiding: [app.secret])
            case (.custom, _):
                try await sender.token(from: CustomAppToken(body: app.credentials), hiding: [app.secret])
            case (.store, .tenant):
                try await sender.tenantToken(
                    tenantKey: key.tenantKey ?? "",
                    appKey: FeishuTokenKey(.app, host: sender.host, app: app, secretDigest: secretDigest), cache)
            case (.store, _):
                try await sender.storeAppToken(of: app, tickets)
            }
        }
    }

    func accessToken(accepting kinds: [FeishuAccessTokenKind], tenantKey: String?) async throws -> String {
        let wantsTenant = kinds.isEmpty || kinds.contains(.tenant)
        switch app.type {
        case .custom where tenantKey != nil:
            throw UnusableApp(reason: "a custom app can only call for its own tenant; remove the tenant key")
        case .store where wantsTenant && tenantKey == nil && !kinds.contains(.app):
            throw UnusableApp(reason: "a store app must specify the tenant; use client.tenant(key:)")
        default:
            let usesTenant = wantsTenant && (app.type == .custom || tenantKey != nil)
            return try await cache.token(for: key(usesTenant ? .tenant : .app, tenantKey: usesTenant ? tenantKey : nil))
        }
    }

    func reject(_ token: String) async {
        await cache.reject(token)
    }

    func receive(appTicket: String) async throws {
        guard app.type == .store else { throw UnusableApp(reason: "a custom app does not use app tickets") }
        await tickets.receive(appTicket)
    }

    /// Returns the access token of a user, which is renewed if necessary.
    func accessToken(ofUser userID: String) async throws -> String {
        try await cache.token(for: key(.user, userID: userID))
    }

    /// Exchanges the code of a sign-in for the tokens of the user.
    func userTokens(for code: String, of signIn: FeishuSignIn) async throws -> FeishuUserTokens {
        let sentAt = sender.timeline.date
        let issued = try await sender.send(
            UserTokenOfCode(body: [
                "grant_type": "authorization_code", "client_id": app.id, "client_secret": app.secret.value,
                "code": code, "redirect_uri": signIn.redirectURL.absoluteString, "code_verifier": signIn.verifier,
            ]), hiding: [app.secret, Secret(code), Secret(signIn.verifier)])
        let token = try AuthSender.token(of: UserTokenOfCode.self, in: issued, lifetime: issued.expiresIn)
        return FeishuUserTokens(
            accessToken: token.token.value, expiresAt: sentAt.addingTimeInterval(token.lifetime / .seconds(1)),
            refreshToken: issued.refreshToken.flatMap { $0.isEmpty ? nil : $0 },
            refreshTokenExpiresAt: issued.refreshTokenExpiresIn.map { sentAt.addingTimeInterval(TimeInterval($0)) })
    }

    /// Saves the tokens of a user who signed in.
    ///
    /// - Throws: `UnusableToken` for an access token that cannot be sent.
    func receive(_ tokens: FeishuUserTokens, ofUser userID: String) async throws {
        if !Secret(tokens.access.value).isUsableInHeader { throw UnusableToken() }
        await refreshTokens.replace(with: tokens.refresh, for: key(.refresh, userID: userID))
        await cache.replace(tokens.access, for: key(.user, userID: userID))
    }

    private func key(
        _ kind: FeishuTokenKey.Kind, tenantKey: String? = nil, userID: String? = nil
    ) -> FeishuTokenKey {
        FeishuTokenKey(
            kind, host: host, app: app, secretDigest: secretDigest, tenantKey: tenantKey, userID: userID)
    }
}

/// An error for an app whose type does not support the operation.
struct UnusableApp: LocalizedError {
    static let missingForUsers = UnusableApp(
        reason: "the client was created without an app, so it cannot renew the tokens of users")

    let reason: String
    var errorDescription: String? { reason }
}

/// An error for an access token that no request can contain.
struct UnusableToken: LocalizedError {
    var errorDescription: String? { "the access token \(Secret.headerRule)" }
}

extension FeishuApp {
    var credentials: [String: String] { ["app_id": id, "app_secret": secret.value] }
}
