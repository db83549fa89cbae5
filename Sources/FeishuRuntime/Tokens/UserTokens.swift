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

    init(app: FeishuApp, store: ReportingStore, sender: AuthSender) {
        self.app = app
        self.store = store
        self.sender = sender
    }

    /// Saves the token of a new sign-in. If that has none, the token of an older sign-in is removed.
    func replace(with token: FeishuStoredToken?, for key: FeishuTokenKey) async {
        if let token {
            await unsaved.save(token, for: key, in: store)
        } else if let older = await unsaved.latest(for: key, in: store) {
            await unsaved.remove(older, for: key)
            await store.remove(older, for: key)
        }
    }

    /// Exchanges a refresh token for a user access token.
    ///
    /// - Throws: `UserNotSignedIn` if there is no refresh token, or `FeishuError`.
    func accessToken(for key: FeishuTokenKey) async throws -> TokenCache.FetchedToken {
        guard let token = await usableToken(for: key) else { throw UserNotSignedIn(userID: key.userID ?? "") }
        do {
            return try await exchange(token, for: key)
        } catch let error as FeishuError where error.code != nil {
            // Another process can have used the token, and stored the next one.
            guard let next = await usableToken(for: key), next.value != token.value else { throw error }
            return try await exchange(next, for: key)
        }
    }

    private func usableToken(for key: FeishuTokenKey) async -> FeishuStoredToken? {
        guard let token = await unsaved.latest(for: key, in: store) else { return nil }
        return token.expiresAt.map { $0 > sender.timeline.date } ?? true ? token : nil
    }

    private func exchange(_ token: FeishuStoredToken, for key: FeishuTokenKey) async throws -> TokenCache.FetchedToken {
        // A task of its own, because a cancelled exchange would lose the only valid refresh token.
        try await Task {
            let sentAt = sender.timeline.date
            let issued = try await sender.send(
                RefreshUserToken(body: [
                    "grant_type": "refresh_token", "client_id": app.id, "client_secret": app.secret.value,
                    "refresh_token": token.value,
                ]), hiding: [app.secret, Secret(token.value)])
            if let next = issued.refreshToken, !next.isEmpty {
                let expiresAt = issued.refreshTokenExpiresIn.map { sentAt.addingTimeInterval(TimeInterval($0)) }
                await unsaved.save(
                    FeishuStoredToken(value: next, expiresAt: expiresAt), replacing: token, for: key, in: store)
            }
            return try AuthSender.token(of: RefreshUserToken.self, in: issued, lifetime: issued.expiresIn)
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
