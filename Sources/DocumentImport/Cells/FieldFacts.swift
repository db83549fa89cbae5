import EndpointSpec

/// The facts that a description cell states in the dialect's marks, and the text that is left without them.
struct FieldFacts {
    var description: String?
    var example: JSON?
    var defaultValue: JSON?
    var values: [EndpointSpec.EnumeratedValue] = []
    var constraints = EndpointSpec.Constraints()
    var deprecated: String?
    /// The scopes without which the platform leaves the field out.
    var scopes: [EndpointSpec.Scope] = []

    /// What a line belongs to.
    private enum Part {
        case text, values, rules, scopes
    }

    private let type: DocumentType
    private var part = Part.text
    private var text: [String] = []
    private var valueIndentation = 0

    init(_ cell: String, type: DocumentType) {
        self.type = type
        let cell = cell.holds("<br") ? cell.replacing(/<br ?\/?>/, with: "\n") : cell
        let lines = cell.joiningBrokenLinks.split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            if part == .text, isNumbered(line), lines.dropFirst(index + 1).first.map(isNumbered) == true {
                part = .values
            }
            read(line)
        }
        while text.last?.isEmpty == true { text.removeLast() }
        description = text.isEmpty ? nil : text.joined(separator: "\n")
    }

    private mutating func read(_ line: Substring) {
        let trimmed = line.trimmed
        if trimmed.isEmpty {
            if part == .text, !text.isEmpty { text.append("") }
            return
        }
        if let (mark, rest) = Mark.leading(trimmed) { return read(mark, rest) }
        switch part {
        case .text: readText(trimmed)
        case .values:
            if !readValue(trimmed, indentation: line.prefix { $0 == " " || $0 == "\t" }.count) { readText(trimmed) }
        case .rules: if !readRule(trimmed) { readText(trimmed) }
        case .scopes:
            if let scope = ScopeList.scope(trimmed) { scopes.append(scope) } else { readText(trimmed) }
        }
    }

    private mutating func read(_ mark: Mark, _ rest: Substring) {
        part = .text
        switch mark {
        case .example where example == nil: example = JSON(documented: rest, type: type)
        case .example: readPlainText(rest)
        case .defaultValue: defaultValue = JSON(documented: rest, type: type)
        case .values: part = .values
        case .rules:
            // Some state a rule in their own words, behind the mark.
            if !rest.isEmpty { readPlainText(rest) }
            part = .rules
        case .scopes:
            if !rest.isEmpty { readPlainText(rest) }
            part = .scopes
        }
    }

    /// Whether a line is `- 1：text`. Several such lines are the values of a whole number, also where no mark says it.
    private func isNumbered(_ line: Substring) -> Bool {
        type.base == .int && values.isEmpty && ValueItem.value(line.trimmed, type: type)?.description != nil
    }

    private mutating func readText(_ line: Substring) {
        part = .text
        if line == "\\-" || line == "-" { return }
        if let intro = Mark.introduction(ofValuesIn: line) {
            if !intro.isEmpty { readPlainText(intro) }
            part = .values
        } else if example == nil, line.holds("示例值："), let mark = line.firstRange(of: "示例值："),
            mark.upperBound < line.endIndex,
            let value = JSON(documented: line[mark.upperBound...].trimmed, type: type), value.fits(type)
        {
            example = value
            readPlainText(line[..<mark.lowerBound].trimmed)
        } else {
            readPlainText(line)
        }
    }

    private mutating func readPlainText(_ line: Substring) {
        // A scope that a sentence before it asks for; the sentence says what for, so both stay.
        if let scope = ScopeList.scope(line), scope.description != nil { scopes.append(scope) }
        if deprecated == nil, let reason = Self.deprecation(in: line) {
            deprecated = reason
            let rest = line.replacing(reason, with: "").trimmed
            if !rest.isEmpty { text.append(String(rest.trimming(suffix: "，"))) }
            return
        }
        text.append(String(line))
    }

    /// The sentence that says not to use the field any more.
    private static func deprecation(in line: Substring) -> String? {
        let says = { (text: Substring) in text.holds("废弃") || text.holds("弃用") }
        guard !line.hasPrefix("- "), says(line) else { return nil }
        let clauses = line.split { "。；，,;".contains($0) }
        guard let first = clauses.firstIndex(where: says) else { return nil }
        return clauses[first...].joined(separator: "，")
    }

    /// `- 1：text`, or a further line of the last value's text.
    private mutating func readValue(_ line: Substring, indentation: Int) -> Bool {
        if indentation <= valueIndentation || values.isEmpty, let value = ValueItem.value(line, type: type) {
            if values.isEmpty { valueIndentation = indentation }
            values.append(value)
            return true
        }
        // What stands inside of an item is a part of its text.
        guard !values.isEmpty, line.hasPrefix("- ") || line.hasPrefix("* ") || indentation > 0 || isInsideParentheses
        else { return false }
        values[values.count - 1].description = [values[values.count - 1].description, String(line)]
            .compactMap { $0 }.joined(separator: "\n")
        return true
    }

    /// Whether the last value's text has a parenthesis that is not closed yet.
    private var isInsideParentheses: Bool {
        let text = values.last?.description ?? ""
        return text.count { $0 == "（" } > text.count { $0 == "）" }
    }

    /// `- 长度范围：`1` ～ `50` 字符`
    private mutating func readRule(_ line: Substring) -> Bool {
        guard line.hasPrefix("- ") else { return false }
        let rule = line.dropFirst(2)
        let operands = rule.split(separator: "`", omittingEmptySubsequences: false).enumerated()
            .filter { $0.offset % 2 == 1 }.map { String($0.element) }
        let isArray = type.dimensions > 0
        let length = { (text: String?) in text.flatMap { Int($0) } }
        switch rule.prefix(while: { $0 != "：" && $0 != ":" }) {
        case "长度范围" where operands.count == 2:
            setLength(minimum: length(operands[0]), maximum: length(operands[1]), isArray: isArray)
        case "最大长度" where operands.count == 1: setLength(minimum: nil, maximum: length(operands[0]), isArray: isArray)
        case "最小长度" where operands.count == 1: setLength(minimum: length(operands[0]), maximum: nil, isArray: isArray)
        case "取值范围" where operands.count == 2:
            constraints.minimum = operands[0]
            constraints.maximum = operands[1]
        case "最大值" where operands.count == 1: constraints.maximum = operands[0]
        case "最小值" where operands.count == 1: constraints.minimum = operands[0]
        case "正则校验" where operands.count >= 1:
            constraints.pattern = String(rule.drop { $0 != "`" }.dropFirst().prefix { $0 != "`" })
        default: return false
        }
        return true
    }

    private mutating func setLength(minimum: Int?, maximum: Int?, isArray: Bool) {
        if isArray {
            constraints.minItems = minimum ?? constraints.minItems
            constraints.maxItems = maximum ?? constraints.maxItems
        } else {
            constraints.minLength = minimum ?? constraints.minLength
            constraints.maxLength = maximum ?? constraints.maxLength
        }
    }
}

/// `**示例值**：` and its like, with the colon inside or outside of the stars.
private enum Mark {
    case example, defaultValue, values, rules, scopes

    /// The text before `，可选值有：` at the end of a line.
    static func introduction(ofValuesIn line: Substring) -> Substring? {
        guard line.last == "：" || line.last == ":" else { return nil }
        let text = line.dropLast()
        for mark in ["可选值有", "可选值如下", "可选值为", "可选值", "枚举值如下", "枚举值有", "枚举值"] where text.hasSuffix(mark) {
            return text.dropLast(mark.count).trimmingSuffix { "，。,；;（( ".contains($0) }
        }
        return nil
    }

    static func leading(_ line: Substring) -> (mark: Mark, rest: Substring)? {
        let label = line.prefix { $0 != "：" && $0 != ":" }
        // No mark is longer, and most lines are text.
        guard label.endIndex < line.endIndex, label.utf8.count < 90 else { return nil }
        var marked = label.filter { $0 != "*" }
        if marked.contains("<" as Character) {
            marked = marked.replacing("<b>", with: "").replacing("</b>", with: "")
        }
        let name = marked.trimmed
        var rest = line[line.index(after: label.endIndex)...]
        while rest.hasPrefix("*") { rest = rest.dropFirst() }
        rest = rest.trimmed
        switch name {
        case "示例值", "示例": return (.example, rest)
        case "默认值": return (.defaultValue, rest)
        case "可选值有", "可选值", "可选值如下", "可能值有", "可能的值有", "枚举值": return rest.isEmpty ? (.values, rest) : nil
        case "数据校验规则": return (.rules, rest)
        default:
            return name.hasPrefix("字段权限要求") || name.hasSuffix("字段权限要求") ? (.scopes, rest) : nil
        }
    }
}

/// An item of a list of values: `- 1：text`, `- \`only_owner\`：text`.
enum ValueItem {
    static func value(_ line: Substring, type: DocumentType) -> EndpointSpec.EnumeratedValue? {
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
        var key = key
        if key.count > 1, key.hasPrefix("`"), key.hasSuffix("`") { key = key.dropFirst().dropLast() }
        if key.count > 1, key.hasPrefix("\""), key.hasSuffix("\"") { key = key.dropFirst().dropLast() }
        let unescaped = String(key).unescapedMarkdown
        let json: JSON
        switch type.base {
        case .int, .number:
            guard Double(unescaped) != nil else { return nil }
            json = .number(unescaped)
        case .boolean:
            // `true（默认值）`
            let word = unescaped.prefix { $0 != "（" && $0 != "(" }
            guard word == "true" || word == "false" else { return nil }
            let description = String(unescaped.dropFirst(word.count)) + (text.map(String.init) ?? "")
            return EndpointSpec.EnumeratedValue(
                value: .boolean(word == "true"), description: description.isEmpty ? nil : description)
        default:
            guard !unescaped.isEmpty, !unescaped.contains(" ") || text != nil else { return nil }
            json = .string(unescaped)
        }
        return EndpointSpec.EnumeratedValue(value: json, description: text.flatMap { $0.isEmpty ? nil : String($0) })
    }
}

extension JSON {
    /// A value as a document writes it: in quotes, in backticks or bare.
    init?(documented text: Substring, type: DocumentType) {
        var text = text
        if text.count > 1, text.hasPrefix("`"), text.hasSuffix("`") { text = text.dropFirst().dropLast() }
        if text.isEmpty { return nil }
        let parsed = try? JSON(parsing: SourceText(path: "", text: String(text)))
        switch (type.base, type.dimensions, parsed) {
        case (.string, 0, .string(let value)): self = .string(value)
        case (.string, 0, _): self = .string(String(text).unescapedMarkdown)
        case (.int, 0, .number?), (.number, 0, .number?), (.boolean, 0, .boolean?), (_, 1..., .array?):
            self = parsed ?? .null
        case (_, _, let value?): self = value
        default: self = .string(String(text).unescapedMarkdown)
        }
    }
}

extension String {
    /// A link whose address stands on the next line, on one line.
    var joiningBrokenLinks: String {
        guard utf8.contains(UInt8(ascii: "\n")), utf8.contains(UInt8(ascii: "(")) else { return self }
        var joined = ""
        var isBroken = false
        for line in split(separator: "\n", omittingEmptySubsequences: false) {
            let rest = isBroken ? line.drop(while: \.isWhitespace) : line
            if !isBroken, !joined.isEmpty { joined += "\n" }
            isBroken = rest.utf8.reversed().drop { $0 == 0x20 || $0 == 0x09 }.starts(with: "(]".utf8)
            joined += isBroken ? rest.trimmed : rest
        }
        return joined
    }
}

extension JSON {
    /// Whether a value has the type of a field.
    fileprivate func fits(_ type: DocumentType) -> Bool {
        switch (type.base, self) {
        case (_, .array): type.dimensions > 0
        case (.int, .number), (.number, .number), (.boolean, .boolean), (.string, .string): type.dimensions == 0
        default: false
        }
    }
}

extension Substring {
    fileprivate func trimmingSuffix(while isTrimmed: (Character) -> Bool) -> Substring {
        var text = self
        while let last = text.last, isTrimmed(last) { text = text.dropLast() }
        return text
    }

    fileprivate func trimming(suffix: String) -> Substring { hasSuffix(suffix) ? dropLast(suffix.count) : self }
}
