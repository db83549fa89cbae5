import Foundation

/// Access tokens that are fetched when needed and kept until they are nearly over, in memory and in a store.
///
/// However many callers wait for a token, one fetch is under way. A caller that is cancelled stops waiting at once and
/// cancels nobody else; a fetch that fails is told to those who wait for it and not remembered.
actor TokenCache {
    /// What a fetch gives.
    struct Fetched: Sendable {
        let token: Secret
        let lifetime: Duration
    }

    /// All about one token.
    private struct Slot {
        var token: FeishuStoredToken?
        /// The last token that the platform rejected: a store may still have it.
        var rejected: Secret?
        var isFetching = false
        /// No renewal in the background begins before.
        var quietUntil = Date.distantPast
        var waiters: [Int: CheckedContinuation<String, any Error>] = [:]
    }

    /// With less than this left the platform hands out a new token; with more, the same one again.
    private static let renewalMargin: TimeInterval = 30 * 60
    /// A token must not run out on its way.
    private static let safetyMargin: TimeInterval = 60
    /// The pause between two renewals in the background, of which the first may have failed.
    private static let renewalPause: TimeInterval = 10

    private let timeline: Timeline
    private let store: ReportingStore
    private let observer: FeishuObserver?
    private let fetch: @Sendable (FeishuTokenKey, TokenCache) async throws -> Fetched
    private var slots: [FeishuTokenKey: Slot] = [:]
    private var nextWaiter = 0

    /// - Parameter fetch: Asks the platform for a token. It is handed this cache for the tokens that it needs for that.
    init(
        timeline: Timeline, store: any FeishuTokenStore = FeishuMemoryTokenStore(), observer: FeishuObserver? = nil,
        fetch: @escaping @Sendable (FeishuTokenKey, TokenCache) async throws -> Fetched
    ) {
        self.timeline = timeline
        self.store = ReportingStore(store: store, observer: observer)
        self.observer = observer
        self.fetch = fetch
    }

    /// A token that is valid now. One that is due is renewed in the background, and serves until then.
    func token(for key: FeishuTokenKey) async throws -> String {
        if let slot = slots[key], let token = slot.token {
            let now = timeline.date
            if token.lasts(Self.safetyMargin, from: now) {
                if !token.lasts(Self.renewalMargin, from: now), now >= slot.quietUntil { startFetch(key) }
                return token.value
            }
        }
        return try await fetchedToken(for: key)
    }

    /// Forgets a token that the platform rejected, unless another has taken its place.
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
                result = .success(try await obtain(key))
            } catch {
                result = .failure(error)
            }
            finishFetch(key, with: result)
        }
    }

    private func finishFetch(_ key: FeishuTokenKey, with result: Result<FeishuStoredToken, any Error>) {
        var slot = slots[key, default: Slot()]
        let waiting = slot.waiters.values
        if case .success(let token) = result { slot.token = token }
        slot.waiters = [:]
        slot.isFetching = false
        slot.quietUntil = timeline.date.addingTimeInterval(Self.renewalPause)
        slots[key] = slot
        for continuation in waiting { continuation.resume(with: result.map(\.value)) }
    }

    /// The token that another process stored, or else a new one of the platform.
    private func obtain(_ key: FeishuTokenKey) async throws -> FeishuStoredToken {
        if let stored = await store.token(for: key), isOfUse(stored, for: key) {
            return stored
        }
        let sentAt = timeline.date
        let startedAt = timeline.elapsed()
        do {
            let fetched = try await fetch(key, self)
            // Whole seconds, which every store keeps as they are.
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

    /// Whether a stored token is better than what there is: one that is due serves only those who have none.
    private func isOfUse(_ stored: FeishuStoredToken, for key: FeishuTokenKey) -> Bool {
        let now = timeline.date
        let slot = slots[key]
        if stored.value.isEmpty || stored.value == slot?.rejected?.value { return false }
        let hasToken = slot?.token?.lasts(Self.safetyMargin, from: now) ?? false
        return stored.lasts(hasToken ? Self.renewalMargin : Self.safetyMargin, from: now)
    }
}

extension FeishuStoredToken {
    fileprivate func lasts(_ interval: TimeInterval, from date: Date) -> Bool {
        expiresAt.map { $0.timeIntervalSince(date) >= interval } ?? true
    }
}
