import Foundation

/// The tokens that an app obtains when a user signs in.
public struct FeishuUserTokens: Sendable, CustomStringConvertible, CustomReflectable {
    let access: FeishuStoredToken
    let refresh: FeishuStoredToken?

    /// - Parameters:
    ///   - accessToken: The user access token.
    ///   - expiresAt: When the access token ends.
    ///   - refreshToken: The token for renewing the access token, which the platform issues only for the scope
    ///     `offline_access`. Without it, the user has to sign in again when the access token expires.
    ///   - refreshTokenExpiresAt: When the refresh token ends; nil where that is not known.
    public init(
        accessToken: String, expiresAt: Date, refreshToken: String? = nil, refreshTokenExpiresAt: Date? = nil
    ) {
        access = FeishuStoredToken(value: accessToken, expiresAt: expiresAt)
        refresh = refreshToken.map { FeishuStoredToken(value: $0, expiresAt: refreshTokenExpiresAt) }
    }

    /// The user access token, for `FeishuClient.user(accessToken:)`: to ask who the user is.
    public var accessToken: String { access.value }

    public var description: String { "user access token \(access)" }
    public var customMirror: Mirror { Mirror(self, children: ["expiresAt": access.expiresAt as Any]) }
}

/// The refresh tokens of an app's users.
///
/// A refresh token can be used only once: with every user access token the platform issues the next refresh token, which
/// is saved before anything else happens.
struct RefreshTokens: Sendable {
    let app: FeishuApp
    let store: ReportingStore
    let sender: AuthSender
    private let unsaved = UnsavedTokens()
    /// The tokens that the platform refused and no other client replaced in time. Waiting for them again would be in vain.
    private let refused = Locked<[FeishuTokenKey: Secret]>([:])

    init(app: FeishuApp, store: ReportingStore, sender: AuthSender) {
        self.app = app
        self.store = store
        self.sender = sender
    }

    /// Saves the token of a new sign-in. If that has none, the token of an older sign-in is removed.
    func replace(with token: FeishuStoredToken?, for key: FeishuTokenKey) async {
        if let token {
            await unsaved.replace(with: token, for: key, in: store)
        } else {
            await unsaved.removeAny(for: key, in: store)
        }
    }

    /// Exchanges a refresh token for a user access token.
    ///
    /// Of several clients that share the store and renew at once, one gets the next tokens and the platform refuses the others,
    /// which then wait for what the first one saves.
    ///
    /// - Parameter stored: Returns the access token that another client saved.
    /// - Throws: `UserNotSignedIn` if there is no refresh token, or `FeishuError`.
    func accessToken(
        for key: FeishuTokenKey, orStored stored: @Sendable () async -> TokenCache.FetchedToken?
    ) async throws -> TokenCache.FetchedToken {
        guard var token = await usableToken(for: key) else { throw UserNotSignedIn(userID: key.userID ?? "") }
        var pauses = Self.pauses[...]
        while true {
            do {
                return try await exchange(token, for: key)
            } catch let error as FeishuError where error.code != nil {
                var next = await usableToken(for: key)
                let isKnown = refused.withLock { $0[key]?.value == token.value }
                if error.code == PlatformCodes.usedRefreshToken, !isKnown {
                    while let pause = pauses.popFirst() {
                        if let saved = await stored() { return saved }
                        try await sender.timeline.sleep(pause)
                    }
                    if let saved = await stored() { return saved }
                    next = await usableToken(for: key)
                }
                // The other client can have ended before it saved an access token.
                guard let found = next, found.value != token.value else {
                    refused.withLock { refused in
                        if refused.count >= UnsavedTokens.capacity { refused = [:] }
                        refused[key] = Secret(token.value)
                    }
                    throw error
                }
                token = found
            }
        }
    }

    /// The pauses before looking for what another client saved: 12.7 seconds in total, more than a store may take.
    private static let pauses: [Duration] = [100, 200, 400, 800, 1600, 3200, 6400].map { .milliseconds($0) }

    private func usableToken(for key: FeishuTokenKey) async -> FeishuStoredToken? {
        guard let token = await unsaved.latest(for: key, in: store) else { return nil }
        return token.expiresAt.map { $0 > sender.timeline.date } ?? true ? token : nil
    }

    private func exchange(_ token: FeishuStoredToken, for key: FeishuTokenKey) async throws -> TokenCache.FetchedToken {
        // A task of its own, because a cancelled exchange would lose the only valid refresh token.
        try await Task {
            try await unsaved.renew(key, in: store) { save in
                let sentAt = sender.timeline.date
                let issued = try await sender.send(
                    RefreshUserToken(body: [
                        "grant_type": "refresh_token", "client_id": app.id, "client_secret": app.secret.value,
                        "refresh_token": token.value,
                    ]), hiding: [app.secret, Secret(token.value)])
                if let next = issued.refreshToken, !next.isEmpty {
                    let expiresAt = issued.refreshTokenExpiresIn.map { sentAt.addingTimeInterval(TimeInterval($0)) }
                    await save(FeishuStoredToken(value: next, expiresAt: expiresAt), token)
                }
                return try AuthSender.token(of: RefreshUserToken.self, in: issued, lifetime: issued.expiresIn)
            }
        }.value
    }
}

/// The provider of the access tokens of one user.
struct UserTokenProvider: FeishuTokenProvider {
    let kinds: [FeishuAccessTokenKind] = [.user]
    /// Nil for a client that was created without an app.
    let app: AppTokenProvider?
    let userID: String

    func accessToken(accepting kinds: [FeishuAccessTokenKind], tenantKey: String?) async throws -> String {
        guard let app else { throw UnusableApp.missingForUsers }
        return try await app.accessToken(ofUser: userID)
    }

    func reject(_ token: String) async { await app?.reject(token) }
}

/// An error for a user whose tokens cannot be renewed.
struct UserNotSignedIn: LocalizedError {
    let userID: String

    var errorDescription: String? {
        "no valid refresh token of user \(userID); sign the user in again and pass the tokens to "
            + "client.receive(userTokens:for:)"
    }
}
