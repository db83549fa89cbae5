import SourceText

extension JSON {
    /// Parses a value in a document. The value can be in quotes, in backticks or bare. Returns `nil` if the text is empty.
    init?(documented text: Substring, type: DocumentType) {
        var text = text
        if text.count > 1, text.hasPrefix("`"), text.hasSuffix("`") { text = text.dropFirst().dropLast() }
        if text.isEmpty { return nil }
        let parsed = try? JSON(parsing: SourceFile(path: "", text: String(text)))
        switch (type.base, type.dimensions, parsed) {
        case (.string, 0, .string(let value)): self = .string(value)
        case (.string, 0, _): self = .string(String(text).unescapedMarkdown)
        case (_, _, let value?): self = value
        default: self = .string(String(text).unescapedMarkdown)
        }
    }
}
