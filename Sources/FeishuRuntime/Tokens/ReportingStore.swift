/// A wrapper of a token store that reports failures to the observer instead of throwing.
struct ReportingStore: Sendable {
    let store: any FeishuTokenStore
    let observer: FeishuObserver?

    func token(for key: FeishuTokenKey) async -> FeishuStoredToken? {
        await reporting(key) { try await store.token(for: key) }
    }

    func save(_ token: FeishuStoredToken, for key: FeishuTokenKey) async {
        await reporting(key) { try await store.save(token, for: key) }
    }

    func remove(_ token: FeishuStoredToken, for key: FeishuTokenKey) async {
        await reporting(key) { try await store.remove(token, for: key) }
    }

    @discardableResult
    private func reporting<Value>(_ key: FeishuTokenKey, _ action: () async throws -> Value?) async -> Value? {
        do {
            return try await action()
        } catch {
            observer?(.tokenStoreFailed(key, error))
            return nil
        }
    }
}
