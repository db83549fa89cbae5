/// The tokens that this process received and could not save. They are used instead of the older ones in the store, and
/// saved when the store works again.
actor UnsavedTokens {
    private struct Entry {
        let token: FeishuStoredToken
        /// The token that the store still contains, or nil if that is not known.
        let older: FeishuStoredToken?
    }

    private var entries: [FeishuTokenKey: Entry] = [:]
    /// The number of the latest save of each key. A save that fails late must not hide a newer one.
    private var saves: [FeishuTokenKey: Int] = [:]

    /// Saves a token, and remembers it if that fails.
    ///
    /// - Parameter older: The token that it replaces. If nil, the store is asked.
    func save(
        _ token: FeishuStoredToken, replacing older: FeishuStoredToken? = nil, for key: FeishuTokenKey,
        in store: ReportingStore
    ) async {
        let number = (saves[key] ?? 0) + 1
        saves[key] = number
        let isSaved = await store.save(token, for: key)
        var replaced = older
        if !isSaved, older == nil { replaced = await store.token(for: key) }
        if saves[key] == number { entries[key] = isSaved ? nil : Entry(token: token, older: replaced) }
    }

    func remove(_ token: FeishuStoredToken, for key: FeishuTokenKey) {
        if entries[key]?.token.value == token.value { entries[key] = nil }
    }

    /// Returns the stored token, unless it is older than one that could not be saved.
    func latest(for key: FeishuTokenKey, in store: ReportingStore) async -> FeishuStoredToken? {
        let stored = await store.token(for: key)
        guard let entry = entries[key] else { return stored }
        if let stored, let older = entry.older, stored.value != older.value {
            entries[key] = nil
            return stored
        }
        if stored != nil { await save(entry.token, replacing: entry.older ?? stored, for: key, in: store) }
        return entry.token
    }
}
