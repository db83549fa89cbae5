import EndpointSpec
import SourceText

/// Parses the items in a list of values, such as `- 1：text`. Backticks can enclose the value.
struct ListedValue {
    private let type: DocumentType
    /// The texts before the colon that several items without descriptions share, such as `docs` in `docs:read` and `docs:write`.
    private let sharedPrefixes: Set<Substring>
    /// Whether the field's example contains a colon, such as `09:00`.
    private let hasColonInExample: Bool

    /// Prepares to parse the list in the given lines.
    init(in lines: [Substring], type: DocumentType) {
        self.type = type
        var prefixes: Set<Substring> = []
        var shared: Set<Substring> = []
        var hasColonInExample = false
        for line in lines where line.utf8.contains(UInt8(ascii: ":")) {
            let line = line.trimmed
            if let item = Self.item(in: line), let word = item.wordWithColon, word.endIndex == item.endIndex {
                let prefix = word.prefix { $0 != ":" }
                if !prefixes.insert(prefix).inserted { shared.insert(prefix) }
            } else if let (marker, rest) = Marker.leading(line), marker == .example {
                let example = rest.unwrapped("`").unwrapped("\"")
                hasColonInExample = example.wordWithColon?.endIndex == example.endIndex
            }
        }
        sharedPrefixes = shared
        self.hasColonInExample = hasColonInExample
    }

    /// Parses a line. Returns `nil` if the line is not an item, or if its value does not match the type of the field.
    func value(in line: Substring) -> EndpointSpec.EnumeratedValue? {
        guard let item = Self.item(in: line) else { return nil }
        let (key, text) = split(item)
        let value = String(key.unwrapped("`").unwrapped("\"")).unescapedMarkdown
        // An item of several words without a description is a sentence.
        if text == nil, value.contains(" ") && type.base.isText { return nil }
        if value.isEmpty, type.base.isText { return nil }
        return Self.value(value, description: text.map(String.init) ?? "", type: type)
    }

    /// Returns a value of the given type, or `nil` if the spelling does not match the type.
    static func value(_ key: String, description text: String, type: DocumentType) -> EndpointSpec.EnumeratedValue? {
        let description = text.nonEmpty
        return switch type.base {
        case .int, .number: JSON(number: key).map { .init(value: $0, description: description) }
        case .boolean: boolean(key, description)
        default: .init(value: .string(key), description: description)
        }
    }

    /// Parses a Boolean key such as `true（默认值）`.
    private static func boolean(_ key: String, _ description: String?) -> EndpointSpec.EnumeratedValue? {
        let word = key.prefix { $0 != "（" && $0 != "(" }
        guard word == "true" || word == "false" else { return nil }
        let text = key.dropFirst(word.count) + (description ?? "")
        return .init(value: .boolean(word == "true"), description: text.isEmpty ? nil : String(text))
    }

    // MARK: The end of a value

    private static func item(in line: Substring) -> Substring? {
        line.hasPrefix("- ") || line.hasPrefix("* ") ? line.dropFirst(2).trimmed : nil
    }

    /// Splits an item into its value and its description. The value ends at the first colon, unless backticks enclose it or the
    /// colon is part of the value.
    private func split(_ item: Substring) -> (key: Substring, text: Substring?) {
        if let end = quotedEnd(of: item) ?? wordEnd(of: item) {
            let rest = item[end...].trimmed
            return (item[..<end], rest.isEmpty ? nil : rest.dropFirst().trimmed)
        }
        guard let colon = item.firstIndex(where: \.isColon) else { return (item, nil) }
        return (item[..<colon].trimmed, item[item.index(after: colon)...].trimmed)
    }

    /// Returns the end of a value in backticks, if the item ends or a colon follows.
    private func quotedEnd(of item: Substring) -> Substring.Index? {
        guard item.first == "`", let mark = item.dropFirst().firstIndex(of: "`") else { return nil }
        let end = item.index(after: mark)
        return item[end...].trimmed.first?.isColon == false ? nil : end
    }

    /// Returns the end of a text value that contains a colon, such as `docs:read` in `docs:read：text`. A second colon ends it.
    /// Without one, it is a value and not a word with its description if the field's other facts show it.
    private func wordEnd(of item: Substring) -> Substring.Index? {
        guard type.base.isText, let word = item.wordWithColon else { return nil }
        let rest = item[word.endIndex...].trimmed
        if !rest.isEmpty { return rest.first?.isColon == true ? word.endIndex : nil }
        let prefix = word.prefix { $0 != ":" }
        let suffix = word[prefix.endIndex...].dropFirst()
        let isWhole =
            hasColonInExample || sharedPrefixes.contains(prefix) || suffix.hasPrefix("//")
            || suffix.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: ":")).contains($0) }
        return isWhole ? word.endIndex : nil
    }
}

extension DocumentType.Base {
    /// Whether listed values of the type are strings.
    fileprivate var isText: Bool { ![.int, .number, .boolean].contains(self) }
}

extension Character {
    fileprivate var isColon: Bool { self == "：" || self == ":" }
}

extension Substring {
    /// The ASCII word at the beginning, without a colon at its end, if there is a colon inside it.
    fileprivate var wordWithColon: Substring? {
        var word = Substring(utf8.prefix { (0x21...0x7E).contains($0) })
        if word.utf8.last == UInt8(ascii: ":") { word = Substring(word.utf8.dropLast()) }
        guard let colon = word.utf8.firstIndex(of: UInt8(ascii: ":")), colon > word.startIndex else { return nil }
        return word
    }

    /// Returns the text between two marks, or the unchanged text if it is not enclosed in marks.
    fileprivate func unwrapped(_ mark: String) -> Substring {
        count > 1 && hasPrefix(mark) && hasSuffix(mark) ? dropFirst().dropLast() : self
    }
}
