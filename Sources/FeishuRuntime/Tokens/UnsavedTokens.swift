/// The tokens that this process received and could not save. They are used instead of the older ones in the store, and
/// saved when the store works again.
///
/// Changes of one key take place one after the other, in the order in which they were asked for.
actor UnsavedTokens {
    private struct Entry {
        let token: FeishuStoredToken
        /// The token that the store still contains, or nil if that is not known.
        let older: FeishuStoredToken?
        let number: Int
    }

    /// The renewals of one key that are in progress.
    private struct Renewals {
        var count = 0
        /// How often the token was replaced meanwhile.
        var generation = 0
    }

    private var entries: [FeishuTokenKey: Entry] = [:]
    private var entryCount = 0
    /// The last change of each key that is in progress.
    private var changes: [FeishuTokenKey: Task<Void, Never>] = [:]
    private var renewals: [FeishuTokenKey: Renewals] = [:]

    /// More than an app has users whose tokens it cannot save before somebody repairs the store. Beyond that, the oldest are
    /// forgotten.
    static let capacity = 10_000

    /// The number of keys that something is remembered for.
    var count: Int { Set(entries.keys).union(changes.keys).union(renewals.keys).count }

    /// Replaces the token of a key with one that did not result from it, and remembers it if saving fails. A renewal that is in
    /// progress no longer changes the key.
    func replace(with token: FeishuStoredToken, for key: FeishuTokenKey, in store: ReportingStore) async {
        renewals[key]?.generation += 1
        await change(key) { await self.save(token, replacing: nil, for: key, in: store) }
    }

    /// Removes the token of a key, whatever it is, and ends renewals like `replace`.
    func removeAny(for key: FeishuTokenKey, in store: ReportingStore) async {
        renewals[key]?.generation += 1
        await change(key) {
            guard let older = await self.current(for: key, in: store) else { return }
            await self.forget(older, for: key)
            await store.remove(older, for: key)
        }
    }

    /// Renews the token of a key.
    ///
    /// - Parameter renew: A closure that gets a function to save the next token. It saves nothing once the key was replaced.
    func renew<Value: Sendable>(
        _ key: FeishuTokenKey, in store: ReportingStore,
        _ renew:
            @Sendable (_ save: @Sendable (_ next: FeishuStoredToken, _ older: FeishuStoredToken) async -> Void)
            async throws -> Value
    ) async rethrows -> Value {
        let generation = renewals[key]?.generation ?? 0
        renewals[key, default: Renewals()].count += 1
        defer {
            renewals[key]?.count -= 1
            if renewals[key]?.count == 0 { renewals[key] = nil }
        }
        return try await renew { next, older in
            await self.change(key) {
                guard await self.generation(of: key) == generation else { return }
                await self.save(next, replacing: older, for: key, in: store)
            }
        }
    }

    func remove(_ token: FeishuStoredToken, for key: FeishuTokenKey, in store: ReportingStore) async {
        await change(key) {
            await self.forget(token, for: key)
            await store.remove(token, for: key)
        }
    }

    /// Returns the stored token, unless it is older than one that could not be saved, which is then saved.
    func latest(for key: FeishuTokenKey, in store: ReportingStore) async -> FeishuStoredToken? {
        let token = await current(for: key, in: store)
        guard let entry = entries[key], entry.token == token else { return token }
        await change(key) {
            guard await self.entries[key]?.number == entry.number else { return }
            await self.save(entry.token, replacing: entry.older, for: key, in: store)
        }
        return token
    }

    private func generation(of key: FeishuTokenKey) -> Int { renewals[key]?.generation ?? 0 }

    private func current(for key: FeishuTokenKey, in store: ReportingStore) async -> FeishuStoredToken? {
        let stored = await store.token(for: key)
        guard let entry = entries[key] else { return stored }
        // Another process saved a newer one.
        if let stored, let older = entry.older, stored.value != older.value, stored.value != entry.token.value {
            entries[key] = nil
            return stored
        }
        return entry.token
    }

    private func save(
        _ token: FeishuStoredToken, replacing older: FeishuStoredToken?, for key: FeishuTokenKey,
        in store: ReportingStore
    ) async {
        if await store.save(token, for: key) {
            entries[key] = nil
            return
        }
        var replaced = older
        if older == nil { replaced = await store.token(for: key) }
        entryCount += 1
        entries[key] = Entry(token: token, older: replaced, number: entryCount)
        if entries.count > Self.capacity, let oldest = entries.min(by: { $0.value.number < $1.value.number }) {
            entries[oldest.key] = nil
        }
    }

    private func forget(_ token: FeishuStoredToken, for key: FeishuTokenKey) {
        if entries[key]?.token.value == token.value { entries[key] = nil }
    }

    /// Runs a change after those of the same key that were begun before. It runs to its end, even if the caller is cancelled.
    private func change(_ key: FeishuTokenKey, _ change: @escaping @Sendable () async -> Void) async {
        let previous = changes[key]
        let task = Task {
            await previous?.value
            await change()
        }
        changes[key] = task
        await task.value
        if changes[key] == task { changes[key] = nil }
    }
}
