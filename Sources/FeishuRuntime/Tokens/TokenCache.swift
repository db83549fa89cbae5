/// One access token that is fetched when needed and kept until it is nearly over.
///
/// However many callers wait, one fetch is under way. A caller that is cancelled stops waiting at once and cancels
/// nobody else; a fetch that fails is told to those who wait for it and not remembered.
actor TokenCache {
    /// What a fetch gives.
    struct Fetched: Sendable {
        let token: Secret
        let lifetime: Duration
    }

    private struct Entry {
        let token: Secret
        /// From here on a fetch gives a new token; the old one still holds.
        let renewAt: Duration
        let expiresAt: Duration
    }

    /// With less than this left the platform hands out a new token; with more, the same one again.
    private static let renewalMargin: Duration = .seconds(30 * 60)
    /// A token must not run out on its way.
    private static let safetyMargin: Duration = .seconds(60)

    private let timeline: Timeline
    private let fetch: @Sendable () async throws -> Fetched
    private var entry: Entry?
    private var isFetching = false
    private var waiters: [Int: CheckedContinuation<Secret, any Error>] = [:]
    private var nextWaiter = 0

    init(timeline: Timeline, fetch: @escaping @Sendable () async throws -> Fetched) {
        self.timeline = timeline
        self.fetch = fetch
    }

    /// A token that is valid now. One that is due is renewed in the background, and serves until then.
    func token() async throws -> String {
        let now = timeline.elapsed()
        if let entry, now < entry.expiresAt {
            if now >= entry.renewAt { startFetch() }
            return entry.token.value
        }
        return try await fetchedToken().value
    }

    /// Forgets a token that the platform rejected, unless another has taken its place.
    func reject(_ token: String) {
        if entry?.token.value == token { entry = nil }
    }

    private func fetchedToken() async throws -> Secret {
        let waiter = nextWaiter
        nextWaiter += 1
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                if Task.isCancelled { return continuation.resume(throwing: CancellationError()) }
                waiters[waiter] = continuation
                startFetch()
            }
        } onCancel: {
            Task { await cancel(waiter) }
        }
    }

    private func cancel(_ waiter: Int) {
        waiters.removeValue(forKey: waiter)?.resume(throwing: CancellationError())
    }

    private func startFetch() {
        if isFetching { return }
        isFetching = true
        Task {
            let sentAt = timeline.elapsed()
            let result: Result<Secret, any Error>
            do {
                let fetched = try await fetch()
                let renewAt = sentAt + max(fetched.lifetime - Self.renewalMargin, .zero)
                let expiresAt = sentAt + max(fetched.lifetime - Self.safetyMargin, .zero)
                entry = Entry(token: fetched.token, renewAt: renewAt, expiresAt: expiresAt)
                result = .success(fetched.token)
            } catch {
                result = .failure(error)
            }
            isFetching = false
            let waiting = waiters.values
            waiters = [:]
            for continuation in waiting { continuation.resume(with: result) }
        }
    }
}
