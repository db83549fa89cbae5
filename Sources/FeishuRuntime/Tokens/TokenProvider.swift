/// Where a client gets its access tokens from.
public protocol TokenProvider: Sendable {
    /// A token of one of these kinds, valid now.
    ///
    /// - Parameter kinds: What the endpoint accepts; empty where its document does not say.
    func accessToken(accepting kinds: [AccessTokenKind]) async throws -> String

    /// Is told that the platform rejected a token, so that the next call gets another one. By default nothing happens.
    func reject(_ token: String) async
}

extension TokenProvider {
    public func reject(_ token: String) async {}
}
