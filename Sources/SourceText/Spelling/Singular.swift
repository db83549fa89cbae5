extension String {
    /// The singular of a lower-case English noun, or of the last word of a name: `ehr_import_task` for
    /// `ehr_import_tasks`. Words that are not plurals are unchanged.
    package var singular: String {
        for (plural, singular) in Self.irregularPlurals where endsWithWord(plural) {
            return dropLast(plural.count) + singular
        }
        if !hasSuffix("s") || utf8.count < 3 || Self.singularEndings.contains(where: hasSuffix) { return self }
        if hasSuffix("ies"), utf8.count > 4 { return dropLast(3) + "y" }
        if Self.twoLetterPluralEndings.contains(where: hasSuffix) { return String(dropLast(2)) }
        return String(dropLast())
    }

    /// Whether the noun, or the last word of the name, is a plural.
    package var isPlural: Bool { singular != self }

    /// Returns whether the string is a word, or a name with that last word.
    private func endsWithWord(_ word: String) -> Bool {
        hasSuffix(word) && (count == word.count || hasSuffix("_" + word))
    }

    /// Exceptions to the rules: singulars that look like plurals, and irregular plurals.
    private static let irregularPlurals = [
        ("alias", "alias"), ("aliases", "alias"), ("buses", "bus"), ("bonuses", "bonus"), ("caches", "cache"),
        ("campuses", "campus"),
        ("cookies", "cookie"), ("movies", "movie"), ("news", "news"), ("series", "series"), ("sms", "sms"),
        ("statistics", "statistics"), ("statuses", "status"),
    ]
    /// Endings of singulars, as in `address`, `status` and `analysis`.
    private static let singularEndings = ["ss", "us", "is"]
    /// Endings of plurals that add two letters to the singular.
    private static let twoLetterPluralEndings = ["sses", "shes", "ches", "xes"]
}
