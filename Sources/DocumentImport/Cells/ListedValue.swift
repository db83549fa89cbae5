import EndpointSpec
import SourceText

/// Parses the items in a list of values, such as `- 1：text`. Backticks can enclose the value.
enum ListedValue {
    /// Parses a line. Returns `nil` if the line is not an item, or if its value does not match the type of the field.
    static func value(in line: Substring, type: DocumentType) -> EndpointSpec.EnumeratedValue? {
        guard line.hasPrefix("- ") || line.hasPrefix("* ") else { return nil }
        let item = line.dropFirst(2).trimmed
        guard let colon = item.firstIndex(where: { $0 == "：" || $0 == ":" }) else {
            return value(item, nil, type)
        }
        return value(item[..<colon].trimmed, item[item.index(after: colon)...].trimmed, type)
    }

    private static func value(
        _ key: Substring, _ text: Substring?, _ type: DocumentType
    ) -> EndpointSpec.EnumeratedValue? {
        let key = String(key.unwrapped("`").unwrapped("\"")).unescapedMarkdown
        let description = text.flatMap { $0.isEmpty ? nil : String($0) }
        switch type.base {
        case .int, .number:
            return JSON(number: key).map { .init(value: $0, description: description) }
        case .boolean: return boolean(key, description)
        default:
            guard !key.isEmpty, !key.contains(" ") || text != nil else { return nil }
            return .init(value: .string(key), description: description)
        }
    }

    /// Parses a Boolean key such as `true（默认值）`.
    private static func boolean(_ key: String, _ description: String?) -> EndpointSpec.EnumeratedValue? {
        let word = key.prefix { $0 != "（" && $0 != "(" }
        guard word == "true" || word == "false" else { return nil }
        let text = key.dropFirst(word.count) + (description ?? "")
        return .init(value: .boolean(word == "true"), description: text.isEmpty ? nil : String(text))
    }
}

extension Substring {
    /// Returns the text between two marks, or the unchanged text if it is not enclosed in marks.
    fileprivate func unwrapped(_ mark: String) -> Substring {
        count > 1 && hasPrefix(mark) && hasSuffix(mark) ? dropFirst().dropLast() : self
    }
}
