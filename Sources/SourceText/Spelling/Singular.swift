extension String {
    /// The string with its last word in the singular, such as `ehr_import_task` for `ehr_import_tasks`. If the last
    /// word is not a plural, the string is unchanged.
    ///
    /// The string must be a lower-case English noun or a snake-case name.
    package var singular: String {
        for (plural, singular) in Self.irregularPlurals where endsWithWord(plural) {
            return dropLast(plural.count) + singular
        }
        if !hasSuffix("s") || utf8.count < 3 || Self.singularEndings.contains(where: hasSuffix) { return self }
        if hasSuffix("ies"), utf8.count > 4 { return dropLast(3) + "y" }
        if Self.twoLetterPluralEndings.contains(where: hasSuffix) { return String(dropLast(2)) }
        return String(dropLast())
    }

    /// Whether the last word of the string is a plural.
    package var isPlural: Bool { singular != self }

    /// Returns whether the string is the given word or a snake-case name that ends with the word.
    private func endsWithWord(_ word: String) -> Bool {
        hasSuffix(word) && (count == word.count || hasSuffix("_" + word))
    }

    /// The plurals that the rules would get wrong, each with its singular. A singular that looks like a plural is
    /// paired with itself.
    private static let irregularPlurals = [
        ("alias", "alias"), ("aliases", "alias"), ("buses", "bus"), ("bonuses", "bonus"), ("caches", "cache"),
        ("campuses", "campus"),
        ("cookies", "cookie"), ("movies", "movie"), ("news", "news"), ("series", "series"), ("sms", "sms"),
        ("statistics", "statistics"), ("statuses", "status"),
    ]
    /// The endings of singulars that look like plurals, such as `address`, `status` and `analysis`.
    private static let singularEndings = ["ss", "us", "is"]
    /// The endings of plurals that are two letters longer than their singulars, such as `boxes`.
    private static let twoLetterPluralEndings = ["sses", "shes", "ches", "xes"]
}
