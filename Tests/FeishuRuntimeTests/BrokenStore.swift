import FeishuRuntime

/// A token store that always fails.
struct BrokenStore: FeishuTokenStore {
    struct Broken: Error {}
    func token(for key: FeishuTokenKey) async throws -> FeishuStoredToken? { throw Broken() }
    func save(_ token: FeishuStoredToken, for key: FeishuTokenKey) async throws { throw Broken() }
    func remove(_ token: FeishuStoredToken, for key: FeishuTokenKey) async throws { throw Broken() }
}
