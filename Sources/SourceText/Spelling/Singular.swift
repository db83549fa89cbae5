extension String {
    /// The singular of a lower-case English noun, also as the last word of a name: `ehr_import_tasks` is
    /// `ehr_import_task`. A word that is not a plural stays as it is.
    package var singular: String {
        for (plural, singular) in Self.irregularPlurals where isWord(plural) {
            return dropLast(plural.count) + singular
        }
        if !hasSuffix("s") || utf8.count < 3 || Self.singularEndings.contains(where: hasSuffix) { return self }
        if hasSuffix("ies"), utf8.count > 4 { return dropLast(3) + "y" }
        if Self.longEndings.contains(where: hasSuffix) { return String(dropLast(2)) }
        return String(dropLast())
    }

    /// Whether the noun, or the last word of the name, is a plural.
    package var isPlural: Bool { singular != self }

    /// Whether the string is a word, or a name that ends with it.
    private func isWord(_ word: String) -> Bool { hasSuffix(word) && (count == word.count || hasSuffix("_" + word)) }

    /// Words that end like a plural, or like another kind of plural.
    private static let irregularPlurals = [
        ("alias", "alias"), ("aliases", "alias"), ("buses", "bus"), ("bonuses", "bonus"), ("caches", "cache"),
        ("campuses", "campus"),
        ("cookies", "cookie"), ("movies", "movie"), ("news", "news"), ("series", "series"), ("sms", "sms"),
        ("statistics", "statistics"), ("statuses", "status"),
    ]
    /// `address`, `status`, `analysis`
    private static let singularEndings = ["ss", "us", "is"]
    /// Endings of which a plural takes two letters.
    private static let longEndings = ["sses", "shes", "ches", "xes"]
}
