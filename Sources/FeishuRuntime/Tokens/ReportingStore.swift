/// A wrapper of a token store that reports failures to the observer instead of throwing.
struct ReportingStore: Sendable {
    let store: any FeishuTokenStore
    let observer: FeishuObserver?

    func token(for key: FeishuTokenKey) async -> FeishuStoredToken? {
        await reporting(key) { try await store.token(for: key) }
    }

    /// - Returns: Whether the token was saved.
    @discardableResult
    func save(_ token: FeishuStoredToken, for key: FeishuTokenKey) async -> Bool {
        await reporting(key, hiding: token) {
            try await store.save(token, for: key)
            return true
        } ?? false
    }

    func remove(_ token: FeishuStoredToken, for key: FeishuTokenKey) async {
        await reporting(key, hiding: token) { try await store.remove(token, for: key) }
    }

    @discardableResult
    private func reporting<Value>(
        _ key: FeishuTokenKey, hiding token: FeishuStoredToken? = nil,
        _ action: () async throws -> Value?
    ) async -> Value? {
        do {
            return try await action()
        } catch {
            let secrets = token.map { [Secret($0.value)] } ?? []
            observer?(.tokenStoreFailed(key, HiddenError.of(error, hiding: secrets)))
            return nil
        }
    }
}
