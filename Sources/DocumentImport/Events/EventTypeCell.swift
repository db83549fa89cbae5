import SourceText

/// Reads the types of events in a cell or a sentence.
enum EventTypeCell {
    /// Returns the types in the cell of a row `事件类型`, which can be separated, formatted and followed by remarks.
    static func types(in cell: String) -> [String] {
        let text = cell.withLineBreaks.withoutLinkTargets.unescapedMarkdown
            .replacing(/[（(\[【][^（(\[【）)\]】]*[）)\]】]/, with: " ").filter { $0 != "*" && $0 != "`" }
        let separators = "/、，,;；|和或及"
        let words = text.split { $0.isWhitespace || separators.contains($0) }.map(String.init)
        let named = words.filter { $0.wholeMatch(of: /[a-z][A-Za-z0-9_.]*/) != nil }
        return preferred(named.isEmpty ? text.matches(of: /[A-Za-z][A-Za-z0-9_.]*/).map { String($0.0) } : named)
    }

    /// Returns the type that a sentence states, such as `事件类型为 leave_approval`.
    static func type(in sentence: String) -> String? {
        guard let label = ["事件类型", "event_type"].lazy.compactMap(sentence.firstRange(of:)).first else { return nil }
        let rest = String(sentence[label.upperBound...]).withoutLinkTargets.unescapedMarkdown
        return preferred(
            rest.split { !($0.isASCII && ($0.isLetter || $0.isNumber) || $0 == "_" || $0 == ".") }.map(String.init)
                .filter { word in
                    let isName = word.first?.isLowercase == true && word.last?.isPunctuation == false
                    return isName && word.contains { $0 == "_" || $0 == "." }
                        && !["event_type", EventEnvelope.callbackType].contains(word)
                }
        ).first
    }

    /// Returns the words without duplicates. If some end with a version, the others are remarks.
    private static func preferred(_ words: [String]) -> [String] {
        let versioned = words.filter { $0.contains(".") && EventName.version(of: $0) != nil }
        var seen: Set<String> = []
        return (versioned.isEmpty ? words : versioned).filter { seen.insert($0).inserted }
    }
}
