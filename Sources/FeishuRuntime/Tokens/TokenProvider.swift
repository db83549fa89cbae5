/// Where a client gets its access tokens from.
public protocol FeishuTokenProvider: Sendable {
    /// The kinds of token that it has. A call to an endpoint that accepts none of them fails before it is sent.
    var kinds: [FeishuAccessTokenKind] { get }

    /// A token of one of these kinds, valid now.
    ///
    /// - Parameters:
    ///   - kinds: What the endpoint accepts; empty where its document does not say.
    ///   - tenantKey: The tenant for which a store app calls, as `FeishuClient.tenant(key:)` says.
    func accessToken(accepting kinds: [FeishuAccessTokenKind], tenantKey: String?) async throws -> String

    /// Is told that the platform rejected a token, so that the next call gets another one. By default nothing happens.
    func reject(_ token: String) async
}

extension FeishuTokenProvider {
    /// All kinds.
    public var kinds: [FeishuAccessTokenKind] { [.tenant, .user, .app] }

    public func reject(_ token: String) async {}
}

/// A token that was fetched elsewhere, such as the one that a user got by signing in.
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
