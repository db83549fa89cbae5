import EndpointSpec
import SourceText

/// Parses a description cell. Each line is converted into statements, which are combined into facts.
enum DescriptionCell {
    static func facts(in cell: String, type: DocumentType) -> FieldFacts { facts(in: [.text(cell)], type: type) }

    static func facts(in parts: [Markdown.CellPart], type: DocumentType) -> FieldFacts {
        var state = State(type: type)
        for part in parts {
            switch part {
            case .text(let text): read(text, into: &state)
            case .value(let key, let description):
                let lines = description.withLineBreaks.split(separator: "\n").map(\.trimmed)
                let text = lines.filter { !$0.isEmpty }.joined(separator: "\n")
                state.apply(statement(ofValue: key, text, type: type))
            }
        }
        return state.result
    }

    private static func read(_ text: String, into state: inout State) {
        let lines = text.withLineBreaks.joiningBrokenLinks.split(separator: "\n", omittingEmptySubsequences: false)
        state.list = ListedValue(in: lines, type: state.type)
        for (index, line) in lines.enumerated() {
            let next = index + 1 < lines.count ? lines[index + 1] : nil
            for statement in statements(of: line, followedBy: next, in: state) { state.apply(statement) }
        }
    }

    /// Returns the value that a tag specifies or, if it does not match the type, the item as text.
    private static func statement(
        ofValue key: String, _ description: String, type: DocumentType
    ) -> Statement {
        guard let value = ListedValue.value(key, description: description, type: type) else {
            return .text(Markdown.CellPart.value(key: key, description: description).markdown)
        }
        return .value(value, indentation: 0)
    }

    /// A section of the cell. Most sections begin with a marker.
    enum Section {
        case text, values, rules, scopes
    }

    /// A statement derived from a line.
    enum Statement {
        /// The beginning of a section, to which the following lines belong.
        case section(Section)
        case text(String)
        case blank
        case example(JSON?)
        case defaultValue(JSON?)
        case value(EndpointSpec.EnumeratedValue, indentation: Int)
        /// A line that continues the description of the last value.
        case continuation(String)
        case constraints(EndpointSpec.Constraints)
        /// A rule that could not be parsed.
        case unrecognizedRule(String)
        case scope(EndpointSpec.Scope)
        case deprecation(String)
    }

    /// The state after the lines parsed so far.
    struct State {
        let type: DocumentType
        /// Parses the listed values in the current text.
        var list: ListedValue
        private(set) var section = Section.text
        private(set) var facts = FieldFacts()
        /// The indentation of the first listed value.
        private(set) var valueIndentation = 0
        private(set) var text: [String] = []
        /// The number of unclosed full-width parentheses in the description of the last value.
        private(set) var openParentheses = 0

        init(type: DocumentType) {
            self.type = type
            list = ListedValue(in: [], type: type)
        }

        mutating func apply(_ statement: Statement) {
            switch statement {
            case .section(let section): self.section = section
            case .text(let line): text.append(line)
            case .blank: if !text.isEmpty { text.append("") }
            case .example(let value): facts.example = value
            case .defaultValue(let value): facts.defaultValue = value
            case .value(let value, let indentation):
                if facts.values.isEmpty { valueIndentation = indentation }
                facts.values.append(value)
                openParentheses = (value.description ?? "").openParentheses
            case .continuation(let line):
                let last = facts.values.count - 1
                // Append in place, because a list can have so many lines that copying would be slow.
                if facts.values[last].description?.append("\n" + line) == nil { facts.values[last].description = line }
                openParentheses += line.openParentheses
            case .constraints(let constraints): facts.constraints = facts.constraints.merging(constraints)
            case .unrecognizedRule(let line):
                facts.unrecognizedRules.append(line)
                text.append(line)
            case .scope(let scope): facts.scopes.append(scope)
            case .deprecation(let reason): facts.deprecated = reason
            }
        }

        var result: FieldFacts {
            var facts = facts
            let end = text.lastIndex { !$0.isEmpty }.map { $0 + 1 } ?? 0
            facts.description = end == 0 ? nil : text[..<end].joined(separator: "\n")
            return facts
        }
    }

    // MARK: Lines

    private static func statements(
        of line: Substring, followedBy next: Substring?, in state: State
    ) -> [Statement] {
        let trimmed = line.trimmed
        if trimmed.isEmpty { return state.section == .text ? [.blank] : [] }
        if let (marker, rest) = Marker.leading(trimmed) { return statements(of: marker, rest, in: state) }
        // For an integer field, two consecutive numbered items begin a list of values, even without a marker.
        let beginsList =
            state.section == .text && isNumbered(line, in: state) && next.map { isNumbered($0, in: state) } == true
        let section = beginsList ? .values : state.section
        let indentation = line.prefix { $0 == " " || $0 == "\t" }.count
        let statement: Statement? =
            switch section {
            case .text: ConstraintRule.constraints(inText: trimmed, type: state.type).map { .constraints($0) }
            case .values: listedValue(trimmed, indentation: indentation, in: state)
            case .rules:
                ConstraintRule.constraints(in: trimmed, isArray: state.type.dimensions > 0).map { .constraints($0) }
                    ?? (ConstraintRule.isRule(trimmed) ? .unrecognizedRule(String(trimmed)) : nil)
            case .scopes: ScopeList.scope(trimmed).map { .scope($0) }
            }
        guard let statement else { return text(trimmed, in: state) }
        return beginsList ? [.section(.values), statement] : [statement]
    }

    private static func statements(of marker: Marker, _ rest: Substring, in state: State) -> [Statement] {
        switch marker {
        case .example where state.facts.example == nil: entering(.text, in: state) + example(rest, in: state)
        case .example: entering(.text, in: state) + plainText(rest, in: state)
        case .defaultValue: entering(.text, in: state) + defaultValue(rest, in: state)
        case .values: [.section(.values)]
        // Some documents describe a rule or scope in prose after the marker.
        case .rules: (rest.isEmpty ? [] : plainText(rest, in: state)) + [.section(.rules)]
        case .scopes: (rest.isEmpty ? [] : plainText(rest, in: state)) + [.section(.scopes)]
        }
    }

    /// Returns the default. What the text says beyond the value is kept in the description.
    private static func defaultValue(_ text: Substring, in state: State) -> [Statement] {
        let documented = DocumentedValue(text, type: state.type)
        return (documented.value.map { [.defaultValue($0)] } ?? [])
            + (documented.isComplete ? [] : [.text("**默认值**：\(text)")])
    }

    /// Returns the example. An example of an array can be one of its elements, and text can be anything.
    private static func example(_ text: Substring, in state: State) -> [Statement] {
        let isNumberOrBoolean = state.type.dimensions == 0 && [.int, .number, .boolean].contains(state.type.base)
        guard isNumberOrBoolean || state.type.base != .string && DocumentedValue.isAbsence(text) else {
            return [.example(JSON(documented: text, type: state.type))]
        }
        let documented = DocumentedValue(text, type: state.type)
        return (documented.value.map { [.example($0)] } ?? [])
            + (documented.isComplete ? [] : [.text("**示例值**：\(text)")])
    }

    private static func entering(_ section: Section, in state: State) -> [Statement] {
        state.section == section ? [] : [.section(section)]
    }

    /// Returns whether the field is an integer without values so far, and the line is an item such as `- 1：text`.
    private static func isNumbered(_ line: Substring, in state: State) -> Bool {
        state.type.base == .int && state.facts.values.isEmpty
            && state.list.value(in: line.trimmed)?.description != nil
    }

    private static func text(_ line: Substring, in state: State) -> [Statement] {
        if line == "\\-" || line == "-" { return entering(.text, in: state) }
        if let introduction = Marker.introduction(ofValuesIn: line) {
            return (introduction.isEmpty ? [] : plainText(introduction, in: state)) + [.section(.values)]
        }
        if state.facts.example == nil, let (before, example) = inlineExample(in: line, type: state.type) {
            return entering(.text, in: state) + [.example(example)] + plainText(before, in: state)
        }
        return entering(.text, in: state) + plainText(line, in: state)
    }

    /// Splits a line such as `text。示例值：1` into the text and the example. Returns `nil` if there is no example that matches
    /// the type.
    private static func inlineExample(in line: Substring, type: DocumentType) -> (before: Substring, JSON)? {
        let labels = ["示例值：", "Example value:", "Example value："]
        guard let label = labels.first(where: line.containsBytes(of:)), let marker = line.firstRange(of: label),
            marker.upperBound < line.endIndex,
            let value = JSON(documented: line[marker.upperBound...].trimmed, type: type), type.fits(value)
        else { return nil }
        return (line[..<marker.lowerBound].trimmed, value)
    }

    private static func plainText(_ line: Substring, in state: State) -> [Statement] {
        var statements: [Statement] = []
        // Also keep the line in the description, because the text before the scope explains the scope.
        if let scope = ScopeList.scope(line), scope.description != nil { statements.append(.scope(scope)) }
        guard state.facts.deprecated == nil, let reason = deprecation(in: line) else {
            return statements + [.text(String(line))]
        }
        statements.append(.deprecation(reason))
        let rest = line.replacing(reason, with: "").trimmed
        if !rest.isEmpty { statements.append(.text(String("，,".contains(rest.last ?? " ") ? rest.dropLast() : rest))) }
        return statements
    }

    /// Returns the first clause that mentions a deprecation and all clauses after it, joined by commas. Returns `nil` if there is
    /// no such clause, or if the line is a list item.
    private static func deprecation(in line: Substring) -> String? {
        let isDeprecation = { (text: Substring) in
            ["废弃", "弃用", "字段已下线", "字段已停用", "字段不再维护"].contains { text.containsBytes(of: $0) }
        }
        guard !line.hasPrefix("- ") else { return nil }
        if ["eprecated", "o longer", "ffline"].contains(where: line.containsBytes(of:)),
            let notice = line.firstMatch(of: englishDeprecation)?.notice
        {
            return String(line[notice.startIndex...].trimmed)
        }
        guard isDeprecation(line) else { return nil }
        let clauses = line.split { "。；，,;".contains($0) }
        guard let first = clauses.firstIndex(where: isDeprecation) else { return nil }
        return clauses[first...].joined(separator: "，")
    }

    /// A sentence such as “Deprecated, use `b`” or “This field is no longer maintained”. “Whether the option is deprecated” is none.
    private static var englishDeprecation: Regex<(Substring, notice: Substring)> {
        /(?:^|[.;,]\s{0,2})(?<notice>(?:[^.;,(]{1,80}\()?(?:\*\*)?(?:this\s(?:field|parameter|property)\s(?:is|was|has\sbeen)\s(?:now\s)?)?(?:deprecated|no\slonger\s(?:maintained|used)|offline)\b)/
            .ignoresCase()
    }

    // MARK: Values

    /// Parses an item such as `- 1：text`, or a line that continues the description of the last value. Returns `nil` for any
    /// other line.
    private static func listedValue(_ line: Substring, indentation: Int, in state: State) -> Statement? {
        let values = state.facts.values
        if values.isEmpty || indentation <= state.valueIndentation,
            let value = state.list.value(in: line)
        {
            return .value(value, indentation: indentation)
        }
        // Items that are not values, indented lines, and text in an unclosed parenthesis continue the description of the last
        // value.
        guard !values.isEmpty,
            line.hasPrefix("- ") || line.hasPrefix("* ") || indentation > 0 || state.openParentheses > 0
        else { return nil }
        return .continuation(String(line))
    }
}

extension String {
    fileprivate var openParentheses: Int { count { $0 == "（" } - count { $0 == "）" } }
}
