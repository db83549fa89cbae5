import Foundation

/// A cache of access tokens in memory and in a store, which fetches tokens on demand and renews them before they
/// expire.
///
/// All callers that wait for the same token share one fetch. A cancelled caller stops waiting immediately, without any
/// effect on the fetch or other callers. A failed fetch is reported to the callers that wait for it, and is not cached;
/// a fetch that does not end in time is a failed one.
actor TokenCache {
    /// The result of a fetch.
    struct FetchedToken: Sendable {
        let token: Secret
        let lifetime: Duration
    }

    /// The state of one token.
    private struct Slot {
        var token: FeishuStoredToken?
        /// The last token that the platform rejected, which a store can still contain.
        var rejected: Secret?
        var isFetching = false
        /// The earliest date of the next background renewal.
        var earliestRenewal = Date.distantPast
        var waiters: [Int: CheckedContinuation<String, any Error>] = [:]
    }

    /// The remaining lifetime in seconds below which the platform issues a new token. Above it, the platform returns
    /// the same token again.
    private static let renewalMargin: TimeInterval = 30 * 60
    /// The minimum remaining lifetime of a token in seconds, so that it does not expire in transit.
    private static let safetyMargin: TimeInterval = 60
    /// The time limit of a fetch, including its retries and the calls of the store.
    static let fetchLimit: Duration = .seconds(120)
    /// The minimum pause between background renewals in seconds, which also applies after a failure.
    private static let renewalPause: TimeInterval = 10

    private let timeline: Timeline
    private let store: ReportingStore
    private let observer: FeishuObserver?
    private let fetch: @Sendable (FeishuTokenKey, TokenCache) async throws -> FetchedToken
    private var slots: [FeishuTokenKey: Slot] = [:]
    private var nextWaiter = 0

    /// Creates a cache.
    ///
    /// - Parameter fetch: A closure that requests a token from the platform. It receives this cache as a parameter, to
    ///   get tokens that the request requires.
    init(
        timeline: Timeline, store: any FeishuTokenStore = FeishuMemoryTokenStore(), observer: FeishuObserver? = nil,
        fetch: @escaping @Sendable (FeishuTokenKey, TokenCache) async throws -> FetchedToken
    ) {
        self.timeline = timeline
        self.store = ReportingStore(store: store, timeline: timeline, observer: observer)
        self.observer = observer
        self.fetch = fetch
    }

    /// The number of callers that wait for a fetch.
    var waiterCount: Int { slots.values.reduce(0) { $0 + $1.waiters.count } }

    /// Returns a valid token. A token that is due for renewal is returned while it is renewed in the background.
    func token(for key: FeishuTokenKey) async throws -> String {
        if let slot = slots[key], let token = slot.token {
            let now = timeline.date
            if token.isValid(for: Self.safetyMargin, from: now) {
                if !token.isValid(for: Self.renewalMargin, from: now), now >= slot.earliestRenewal { startFetch(key) }
                return token.value
            }
        }
        return try await fetchedToken(for: key)
    }

    /// Uses a token that was received instead of fetched.
    func replace(_ token: FeishuStoredToken, for key: FeishuTokenKey) async {
        slots[key, default: Slot()].token = token
        await store.save(token, for: key)
    }

    /// Removes a token that the platform rejected, unless it has already been replaced.
    func reject(_ token: String) async {
        for (key, slot) in slots where slot.token?.value == token {
            slots[key]?.token = nil
            slots[key]?.rejected = Secret(token)
            guard let rejected = slot.token else { continue }
            await store.remove(rejected, for: key)
        }
    }

    private func fetchedToken(for key: FeishuTokenKey) async throws -> String {
        let waiter = nextWaiter
        nextWaiter += 1
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                if Task.isCancelled { return continuation.resume(throwing: CancellationError()) }
                slots[key, default: Slot()].waiters[waiter] = continuation
                startFetch(key)
            }
        } onCancel: {
            Task { await cancel(waiter, for: key) }
        }
    }

    private func cancel(_ waiter: Int, for key: FeishuTokenKey) {
        slots[key]?.waiters.removeValue(forKey: waiter)?.resume(throwing: CancellationError())
    }

    private func startFetch(_ key: FeishuTokenKey) {
        if slots[key, default: Slot()].isFetching { return }
        slots[key, default: Slot()].isFetching = true
        Task {
            let result: Result<FeishuStoredToken, any Error>
            do {
                result = .success(
                    try await timeline.value(within: Self.fetchLimit, orThrow: TokenTimeout(key: key)) {
                        try await self.storedOrFetchedToken(key)
                    })
            } catch {
                result = .failure(error)
            }
            finishFetch(key, with: result)
        }
    }

    private func finishFetch(_ key: FeishuTokenKey, with result: Result<FeishuStoredToken, any Error>) {
        var slot = slots[key, default: Slot()]
        let waiters = slot.waiters.values
        if case .success(let token) = result { slot.token = token }
        slot.waiters = [:]
        slot.isFetching = false
        slot.earliestRenewal = timeline.date.addingTimeInterval(Self.renewalPause)
        // A failure leaves nothing to remember.
        slots[key] = slot.token == nil && slot.rejected == nil ? nil : slot
        for continuation in waiters { continuation.resume(with: result.map(\.value)) }
    }

    /// Returns the token that another process stored, or fetches one from the platform.
    private func storedOrFetchedToken(_ key: FeishuTokenKey) async throws -> FeishuStoredToken {
        if let stored = await store.token(for: key), isUsable(stored, for: key) {
            return stored
        }
        let sentAt = timeline.date
        let startedAt = timeline.elapsed()
        do {
            let fetched = try await fetch(key, self)
            // Rounds to whole seconds, which every store can represent exactly.
            let end = sentAt.addingTimeInterval(fetched.lifetime / .seconds(1)).timeIntervalSince1970.rounded(.down)
            let token = FeishuStoredToken(value: fetched.token.value, expiresAt: Date(timeIntervalSince1970: end))
            observer?(.tokenRefreshed(key, duration: timeline.elapsed() - startedAt))
            await store.save(token, for: key)
            return token
        } catch {
            observer?(.tokenRefreshFailed(key, error))
            throw error
        }
    }

    /// Returns whether a stored token is better than the cached one. A stored token that is due for renewal is used
    /// only if the cache has no valid token.
    private func isUsable(_ stored: FeishuStoredToken, for key: FeishuTokenKey) -> Bool {
        let now = timeline.date
        let slot = slots[key]
        if stored.value.isEmpty || stored.value == slot?.rejected?.value { return false }
        let hasToken = slot?.token?.isValid(for: Self.safetyMargin, from: now) ?? false
        return stored.isValid(for: hasToken ? Self.renewalMargin : Self.safetyMargin, from: now)
    }
}

/// An error for a token that could not be fetched in time.
struct TokenTimeout: LocalizedError {
    let key: FeishuTokenKey
    var errorDescription: String? { "no \(key) within \(TokenCache.fetchLimit)" }
}

extension FeishuStoredToken {
    fileprivate func isValid(for interval: TimeInterval, from date: Date) -> Bool {
        expiresAt.map { $0.timeIntervalSince(date) >= interval } ?? true
    }
}
