import EndpointSpec
import SourceText

/// A value in a document, such as a default, and whether the document says more than the value.
struct DocumentedValue {
    /// The value, or `nil` if the text does not begin with a value of the type.
    let value: JSON?
    /// Whether the value is all that the text says.
    let isComplete: Bool

    init(_ text: Substring, type: DocumentType) {
        if let value = Self.value(text, type: type) {
            (self.value, isComplete) = (value, true)
        } else {
            value = Self.head(of: text, type: type).flatMap { Self.value($0, type: type) }
            isComplete = text.isEmpty
        }
    }

    /// Returns whether the text is a word for the absence of a value.
    static func isAbsence(_ text: Substring) -> Bool {
        ["空", "无", "暂无", "null", "nil", "None", "N/A", "-", "\\-", "/"].contains(text)
    }

    private static func value(_ text: Substring, type: DocumentType) -> JSON? {
        let bare = text.first == "`" && text.last == "`" ? text.dropFirst().dropLast() : text
        if isAbsence(bare) { return nil }
        if type.base == .boolean, type.dimensions == 0, ["true", "false"].contains(bare.lowercased()) {
            return .boolean(bare.lowercased() == "true")
        }
        guard let value = JSON(documented: text, type: type) else { return nil }
        let fieldType = type.fieldType(hasFields: false, isMultipart: false)
        guard fieldType.base == .any && fieldType.dimensions == 0 || fieldType.fits(value) else { return nil }
        // Chinese text that is not quoted explains a value.
        if case .string = value, !["`", "\""].contains(text.first), text.unicodeScalars.contains(where: \.isHan) {
            return nil
        }
        return value
    }

    /// Returns the part of the text before the clause that explains the value, such as `false` in `false，text`, or `nil` if the
    /// text is not of this form.
    private static func head(of text: Substring, type: DocumentType) -> Substring? {
        guard let first = text.first else { return nil }
        let head: Substring
        if first == "`" || first == "\"" {
            guard let end = text.dropFirst().firstIndex(of: first) else { return nil }
            head = text[...end]
        } else if first == "[" || first == "{" {
            guard let end = text.lastIndex(of: first == "[" ? "]" : "}") else { return nil }
            head = text[...end]
        } else {
            head = Substring(text.utf8.prefix { (0x21...0x7E).contains($0) && !"(,;".utf8.contains($0) })
        }
        let rest = text[head.endIndex...]
        let isNumber = [.int, .number].contains(type.base)
        // A separator of thousands is part of the number. A unit such as `天` can differ from the unit of the field.
        if isNumber, rest.first == ",", rest.dropFirst().first?.isNumber == true { return nil }
        guard let next = rest.trimmed.first, "，。；（(,;".contains(next) || isNumber && "个条项次页人位".contains(next)
        else { return nil }
        return head
    }
}

extension Unicode.Scalar {
    fileprivate var isHan: Bool { (0x4E00...0x9FFF).contains(value) || (0x3400...0x4DBF).contains(value) }
}

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
