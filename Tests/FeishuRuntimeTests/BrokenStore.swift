import FeishuRuntime

/// A token store that always fails.
struct BrokenStore: TokenStore {
    struct Broken: Error {}
    func token(for key: TokenKey) async throws -> StoredToken? { throw Broken() }
    func save(_ token: StoredToken, for key: TokenKey) async throws { throw Broken() }
    func remove(_ token: StoredToken, for key: TokenKey) async throws { throw Broken() }
}
