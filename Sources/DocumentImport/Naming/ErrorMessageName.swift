import SourceText

/// Names an error code by its message.
enum ErrorMessageName {
    private static let maximumWords = 7
    /// More than the words of a name need, and little enough for any cell.
    private static let maximumLength = 300
    /// Articles and politeness.
    private static let leftOut: Set = ["a", "an", "the", "please", "sorry", "kindly"]
    /// What a name that was cut off cannot end with.
    private static let connectives: Set = [
        "and", "as", "at", "be", "because", "but", "by", "for", "from", "has", "have", "if", "in", "is", "of", "on",
        "or", "that", "to", "when", "which", "with",
    ]

    /// The words of a message; nil where there are none that speak.
    static func words(for message: String) -> [String]? {
        let text = withoutPlaceholders(String(message.prefix(maximumLength)))
        let english = text.allSatisfy(\.isASCII) ? text : Lexicon.english(for: text) ?? leadingEnglish(in: text)
        guard let english else { return nil }
        var words = Words(String(clause(of: english))).words.filter { !leftOut.contains($0) }
        words = Array(words.drop { $0.allSatisfy(\.isNumber) }.prefix(maximumWords))
        while let last = words.last, connectives.contains(last) { words.removeLast() }
        return words.contains { $0.count > 1 && $0.contains(where: \.isLetter) } ? words : nil
    }

    /// The text without what is filled in at run time, such as `{field}` and `%s`, and without apostrophes.
    private static func withoutPlaceholders(_ message: String) -> String {
        message.replacing(#/\{[^{}]*\}|<[^<>]*>|%[a-z]|['’]/#, with: "")
    }

    /// The first part of a message, unless it is a single word: what follows a full stop, a comma or a colon explains.
    private static func clause(of text: String) -> Substring {
        var end = text.startIndex
        while end < text.endIndex {
            end = text[end...].dropFirst().firstIndex { ".,;:(!\n".contains($0) } ?? text.endIndex
            if Words(String(text[..<end])).words.count > 1 { break }
        }
        return text[..<end]
    }

    /// The English before a translation: `param error 参数错误`.
    private static func leadingEnglish(in text: String) -> String? {
        let english = String(text.prefix(while: \.isASCII))
        return Words(english).words.count > 1 ? english : nil
    }
}
