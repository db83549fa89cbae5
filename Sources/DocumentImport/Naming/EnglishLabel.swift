import SourceText

/// Derives a name from an English description, such as `importSuccessful` from `Import successful`.
enum EnglishLabel {
    private static let maximumWords = 5
    /// The maximum number of words of a label. Longer descriptions are sentences.
    private static let maximumLabelWords = 8
    private static let articles: Set = ["a", "an", "the"]

    /// Returns the words of the name, or `nil` if the description is not English or is a sentence.
    static func text(for description: String) -> String? {
        guard description.utf8.count < 300, description.allSatisfy({ $0.isASCII || "“”‘’–—…：，。（）".contains($0) }) else {
            return nil
        }
        // What follows is an explanation.
        let label = description.prefix { !".,;:(\n：，。（".contains($0) }.replacing("'", with: "").replacing("’", with: "")
        // Symbols can be a part of the meaning, such as in `C#`.
        guard label.allSatisfy({ $0.isLetter || $0.isNumber || " -_/".contains($0) }) else { return nil }
        let words = Words(String(label)).words
        guard words.count <= maximumLabelWords else { return nil }
        let named = words.filter { !articles.contains($0.lowercased()) }.prefix(maximumWords)
        guard named.contains(where: { $0.count > 1 && $0.contains(where: \.isLetter) }) else { return nil }
        return named.joined(separator: " ")
    }
}
