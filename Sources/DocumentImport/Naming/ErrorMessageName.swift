import SourceText

/// Derives the name of an error code from its message.
enum ErrorMessageName {
    private static let maximumWords = 7
    /// The maximum number of characters to read from a message. A name never needs more, and the limit saves time on long
    /// messages.
    private static let maximumLength = 300
    /// The words to omit from names: articles and polite words.
    private static let stopWords: Set = ["a", "an", "the", "please", "sorry", "kindly"]
    /// The words with which a name must not end.
    private static let danglingWords: Set = [
        "and", "as", "at", "be", "because", "but", "by", "for", "from", "has", "have", "if", "in", "is", "of", "on",
        "or", "that", "to", "when", "which", "with",
    ]

    /// Returns the words of the name for the given message, or `nil` if the message has no suitable words.
    static func words(for message: String) -> [String]? {
        let text = withoutPlaceholders(String(message.prefix(maximumLength)))
        let english = text.allSatisfy(\.isASCII) ? text : Lexicon.english(for: text) ?? leadingEnglish(in: text)
        guard let english else { return nil }
        var words = Words(String(clause(of: english))).words.filter { !stopWords.contains($0) }
        words = Array(words.drop { $0.allSatisfy(\.isNumber) }.prefix(maximumWords))
        while let last = words.last, danglingWords.contains(last) { words.removeLast() }
        return words.contains { $0.count > 1 && $0.contains(where: \.isLetter) } ? words : nil
    }

    /// Returns the message without apostrophes and without placeholders such as `{field}`, `<id>` and `%s`.
    private static func withoutPlaceholders(_ message: String) -> String {
        message.replacing(#/\{[^{}]*\}|<[^<>]*>|%[a-z]|['’]/#, with: "")
    }

    /// Returns the first clause of the text, extended by further clauses until the result has at least two words.
    ///
    /// The remaining clauses are treated as explanations.
    private static func clause(of text: String) -> Substring {
        var end = text.startIndex
        while end < text.endIndex {
            end = text[end...].dropFirst().firstIndex { ".,;:(!\n".contains($0) } ?? text.endIndex
            if Words(String(text[..<end])).words.count > 1 { break }
        }
        return text[..<end]
    }

    /// Returns the English text before a Chinese translation, as in `param error 参数错误`, or `nil` if the English text has
    /// fewer than two words.
    private static func leadingEnglish(in text: String) -> String? {
        let english = String(text.prefix(while: \.isASCII))
        return Words(english).words.count > 1 ? english : nil
    }
}
