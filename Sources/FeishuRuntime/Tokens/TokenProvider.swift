/// A source of access tokens for a client.
public protocol FeishuTokenProvider: Sendable {
    /// The kinds of token that the provider has. A call to an endpoint that accepts none of them fails before it is
    /// sent.
    var kinds: [FeishuAccessTokenKind] { get }

    /// Returns a valid token of one of the given kinds.
    ///
    /// - Parameters:
    ///   - kinds: The kinds that the endpoint accepts. Empty if its document does not specify them.
    ///   - tenantKey: The tenant for which a store app calls, as set by `FeishuClient.tenant(key:)`.
    func accessToken(accepting kinds: [FeishuAccessTokenKind], tenantKey: String?) async throws -> String

    /// Reports that the platform rejected a token, so that the provider can return another one for the next call. The
    /// default implementation does nothing.
    func reject(_ token: String) async
}

extension FeishuTokenProvider {
    /// All kinds of token.
    public var kinds: [FeishuAccessTokenKind] { [.tenant, .user, .app] }

    public func reject(_ token: String) async {}
}

/// A provider of one given token, such as the token obtained when a user signed in.
public struct FeishuFixedTokenProvider: FeishuTokenProvider {
    public let kinds: [FeishuAccessTokenKind]
    private let token: Secret

    public init(_ token: String, kind: FeishuAccessTokenKind) {
        self.token = Secret(token)
        kinds = [kind]
    }

    public func accessToken(accepting kinds: [FeishuAccessTokenKind], tenantKey: String?) async throws -> String {
        token.value
    }
}
