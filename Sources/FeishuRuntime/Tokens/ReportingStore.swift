import Foundation

/// A wrapper of a token store that reports failures to the observer instead of throwing. A call that takes too long is
/// a failure.
struct ReportingStore: Sendable {
    let store: any FeishuTokenStore
    let timeline: Timeline
    let observer: FeishuObserver?

    /// The time limit of each call of the store.
    static let limit: Duration = .seconds(10)

    func token(for key: FeishuTokenKey) async -> FeishuStoredToken? {
        await reporting(key) { try await store.token(for: key) }
    }

    /// - Returns: Whether the token was saved.
    @discardableResult
    func save(_ token: FeishuStoredToken, for key: FeishuTokenKey) async -> Bool {
        await completing {
            await reporting(key, hiding: token) {
                try await store.save(token, for: key)
                return true
            } ?? false
        }
    }

    func remove(_ token: FeishuStoredToken, for key: FeishuTokenKey) async {
        await completing {
            await reporting(key, hiding: token) { try await store.remove(token, for: key) }
        }
    }

    /// Runs a change of the store to its end, even if the call that causes it is cancelled.
    private func completing<Value: Sendable>(_ change: @escaping @Sendable () async -> Value) async -> Value {
        await Task { await change() }.value
    }

    @discardableResult
    private func reporting<Value: Sendable>(
        _ key: FeishuTokenKey, hiding token: FeishuStoredToken? = nil,
        _ action: @escaping @Sendable () async throws -> Value?
    ) async -> Value? {
        do {
            return try await timeline.value(within: Self.limit, orThrow: StoreTimeout(), of: action)
        } catch {
            let secrets = token.map { [Secret($0.value)] } ?? []
            observer?(.tokenStoreFailed(key, HiddenError.of(error, hiding: secrets)))
            return nil
        }
    }
}

/// An error for a token store that does not respond.
struct StoreTimeout: LocalizedError {
    var errorDescription: String? { "no response from the token store within \(ReportingStore.limit)" }
}
