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
        /// How often the token was replaced by one that was received. A fetch that began before must not replace that.
        var generation = 0
        /// When the token was last asked for, as a number that grows.
        var lastUse = 0
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
    private var useCount = 0

    /// The number of tokens that are kept. Beyond that, those that were not used for the longest time are left to the store.
    static let capacity = 10_000

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

    /// The number of tokens that are remembered.
    var count: Int { slots.count }

    /// Returns a valid token. A token that is due for renewal is returned while it is renewed in the background.
    func token(for key: FeishuTokenKey) async throws -> String {
        useCount += 1
        slots[key]?.lastUse = useCount
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
        slots[key, default: Slot()].generation += 1
        useCount += 1
        slots[key]?.lastUse = useCount
        evictIfNecessary(keeping: key)
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
        slots[key]?.lastUse = useCount
        evictIfNecessary(keeping: key)
        let generation = slots[key]?.generation ?? 0
        Task {
            let result: Result<FeishuStoredToken, any Error>
            do {
                result = .success(
                    try await timeline.value(within: Self.fetchLimit, orThrow: TokenTimeout(key: key)) {
                        try await self.storedOrFetchedToken(key, generation)
                    })
            } catch {
                result = .failure(error)
            }
            finishFetch(key, generation, with: result)
        }
    }

    /// Forgets the tokens that were not used for the longest time, a tenth of all at once.
    private func evictIfNecessary(keeping key: FeishuTokenKey) {
        guard slots.count > Self.capacity else { return }
        let idle = slots.filter { $0.key != key && !$0.value.isFetching && $0.value.waiters.isEmpty }
            .sorted { $0.value.lastUse < $1.value.lastUse }
        for (key, _) in idle.prefix(Self.capacity / 10) { slots[key] = nil }
    }

    private func finishFetch(
        _ key: FeishuTokenKey, _ generation: Int, with fetched: Result<FeishuStoredToken, any Error>
    ) {
        var slot = slots[key, default: Slot()]
        let waiters = slot.waiters.values
        var result = fetched
        if slot.generation != generation, let received = slot.token { result = .success(received) }
        if case .success(let token) = result { slot.token = token }
        slot.waiters = [:]
        slot.isFetching = false
        slot.earliestRenewal = timeline.date.addingTimeInterval(Self.renewalPause)
        // A failure leaves nothing to remember.
        slots[key] = slot.token == nil && slot.rejected == nil ? nil : slot
        for continuation in waiters { continuation.resume(with: result.map(\.value)) }
    }

    /// Returns the token that another process stored, or fetches one from the platform.
    private func storedOrFetchedToken(_ key: FeishuTokenKey, _ generation: Int) async throws -> FeishuStoredToken {
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
            if slots[key]?.generation == generation { await store.save(token, for: key) }
            // A token that was received meanwhile is newer, and the store must end with it.
            if let slot = slots[key], slot.generation != generation, let received = slot.token {
                await store.save(received, for: key)
            }
            return token
        } catch {
            observer?(.tokenRefreshFailed(key, error))
            throw error
        }
    }

    /// Returns the token that another client stored while this one fetches.
    func storedToken(for key: FeishuTokenKey) async -> FetchedToken? {
        guard let stored = await store.token(for: key), isUsable(stored, for: key), let end = stored.expiresAt else {
            return nil
        }
        return FetchedToken(token: Secret(stored.value), lifetime: .seconds(end.timeIntervalSince(timeline.date)))
    }

    /// Returns whether a stored token is better than the cached one. A stored token that is due for renewal is used
    /// only if the cache has no valid token.
    private func isUsable(_ stored: FeishuStoredToken, for key: FeishuTokenKey) -> Bool {
        let now = timeline.date
        let slot = slots[key]
        if !Secret(stored.value).isUsableInHeader || stored.value == slot?.rejected?.value { return false }
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
