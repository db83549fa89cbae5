import SourceText

/// Derives the name of an error code from its message.
enum ErrorMessageName {
    private static let maximumWords = 7
    /// The number of characters that are considered, which is more than a name needs but limits the time for long messages.
    private static let maximumLength = 300
    /// Words that are omitted from names: articles and polite phrases.
    private static let stopWords: Set = ["a", "an", "the", "please", "sorry", "kindly"]
    /// Words that a truncated name must not end with.
    private static let danglingWords: Set = [
        "and", "as", "at", "be", "because", "but", "by", "for", "from", "has", "have", "if", "in", "is", "of", "on",
        "or", "that", "to", "when", "which", "with",
    ]

    /// Returns the words of a name for a message, or `nil` if the message has no suitable words.
    static func words(for message: String) -> [String]? {
        let text = withoutPlaceholders(String(message.prefix(maximumLength)))
        let english = text.allSatisfy(\.isASCII) ? text : Lexicon.english(for: text) ?? leadingEnglish(in: text)
        guard let english else { return nil }
        var words = Words(String(clause(of: english))).words.filter { !stopWords.contains($0) }
        words = Array(words.drop { $0.allSatisfy(\.isNumber) }.prefix(maximumWords))
        while let last = words.last, danglingWords.contains(last) { words.removeLast() }
        return words.contains { $0.count > 1 && $0.contains(where: \.isLetter) } ? words : nil
    }

    /// Removes placeholders such as `{field}` and `%s`, and apostrophes.
    private static func withoutPlaceholders(_ message: String) -> String {
        message.replacing(#/\{[^{}]*\}|<[^<>]*>|%[a-z]|['’]/#, with: "")
    }

    /// Returns the first clause of a message, extended while it is only a single word. Later clauses are explanations.
    private static func clause(of text: String) -> Substring {
        var end = text.startIndex
        while end < text.endIndex {
            end = text[end...].dropFirst().firstIndex { ".,;:(!\n".contains($0) } ?? text.endIndex
            if Words(String(text[..<end])).words.count > 1 { break }
        }
        return text[..<end]
    }

    /// Returns the English text before a translation: `param error 参数错误`.
    private static func leadingEnglish(in text: String) -> String? {
        let english = String(text.prefix(while: \.isASCII))
        return Words(english).words.count > 1 ? english : nil
    }
}
