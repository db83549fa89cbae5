/// The tokens that this process received and could not save. They are used instead of the older ones in the store.
actor UnsavedTokens {
    private struct Entry {
        let token: FeishuStoredToken
        /// The token that the store kept.
        let older: FeishuStoredToken?
    }

    private var entries: [FeishuTokenKey: Entry] = [:]

    /// Saves a token, and remembers it if that fails.
    func save(_ token: FeishuStoredToken, for key: FeishuTokenKey, in store: ReportingStore) async {
        if await store.save(token, for: key) {
            entries[key] = nil
        } else {
            entries[key] = Entry(token: token, older: await store.token(for: key))
        }
    }

    func remove(_ token: FeishuStoredToken, for key: FeishuTokenKey) {
        if entries[key]?.token.value == token.value { entries[key] = nil }
    }

    /// Returns the stored token, unless it is older than one that could not be saved.
    func latest(for key: FeishuTokenKey, in store: ReportingStore) async -> FeishuStoredToken? {
        let stored = await store.token(for: key)
        guard let entry = entries[key] else { return stored }
        guard let stored, stored.value != entry.older?.value else { return entry.token }
        return stored
    }
}
