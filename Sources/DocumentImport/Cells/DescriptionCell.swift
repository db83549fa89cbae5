import EndpointSpec
import SourceText

/// Reads a description cell: each line makes statements, and the statements make the facts.
enum DescriptionCell {
    static func facts(in cell: String, type: DocumentType) -> FieldFacts {
        let lines = cell.withLineBreaks.joiningBrokenLinks.split(separator: "\n", omittingEmptySubsequences: false)
        var state = State(type: type)
        for (index, line) in lines.enumerated() {
            let next = index + 1 < lines.count ? lines[index + 1] : nil
            for statement in statements(of: line, followedBy: next, in: state) { state.apply(statement) }
        }
        return state.result
    }

    /// What the lines below a marker belong to.
    enum Section {
        case text, values, rules, scopes
    }

    /// What a line says.
    enum Statement {
        /// The following lines belong to another section.
        case section(Section)
        case text(String)
        case blank
        case example(JSON?)
        case defaultValue(JSON?)
        case value(EndpointSpec.EnumeratedValue, indentation: Int)
        /// A further line of the last value's description.
        case continuation(String)
        case constraints(EndpointSpec.Constraints)
        /// A rule that is not understood.
        case unreadRule(String)
        case scope(EndpointSpec.Scope)
        case deprecation(String)
    }

    /// What the lines so far said.
    struct State {
        let type: DocumentType
        private(set) var section = Section.text
        private(set) var facts = FieldFacts()
        /// The indentation of the first listed value.
        private(set) var valueIndentation = 0
        private(set) var text: [String] = []
        /// How many more parentheses the last value's description opens than it closes.
        private(set) var openParentheses = 0

        init(type: DocumentType) {
            self.type = type
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
                // In place: a list can have very many lines.
                if facts.values[last].description?.append("\n" + line) == nil { facts.values[last].description = line }
                openParentheses += line.openParentheses
            case .constraints(let constraints): facts.constraints = facts.constraints.merging(constraints)
            case .unreadRule(let line):
                facts.unreadRules.append(line)
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
        // Several items in a row are the values of an integer, also where no marker says so.
        let beginsList =
            state.section == .text && isNumbered(line, in: state) && next.map { isNumbered($0, in: state) } == true
        let section = beginsList ? .values : state.section
        let indentation = line.prefix { $0 == " " || $0 == "\t" }.count
        let found: Statement? =
            switch section {
            case .text: nil
            case .values: listedValue(trimmed, indentation: indentation, in: state)
            case .rules:
                ConstraintRule.constraints(in: trimmed, isArray: state.type.dimensions > 0).map { .constraints($0) }
                    ?? (ConstraintRule.isRule(trimmed) ? .unreadRule(String(trimmed)) : nil)
            case .scopes: ScopeList.scope(trimmed).map { .scope($0) }
            }
        guard let found else { return text(trimmed, in: state) }
        return beginsList ? [.section(.values), found] : [found]
    }

    private static func statements(of marker: Marker, _ rest: Substring, in state: State) -> [Statement] {
        switch marker {
        case .example where state.facts.example == nil:
            entering(.text, in: state) + [.example(JSON(documented: rest, type: state.type))]
        case .example: entering(.text, in: state) + plainText(rest, in: state)
        case .defaultValue: entering(.text, in: state) + [.defaultValue(JSON(documented: rest, type: state.type))]
        case .values: [.section(.values)]
        // Some documents state a rule or a scope in their own words after the marker.
        case .rules: (rest.isEmpty ? [] : plainText(rest, in: state)) + [.section(.rules)]
        case .scopes: (rest.isEmpty ? [] : plainText(rest, in: state)) + [.section(.scopes)]
        }
    }

    private static func entering(_ section: Section, in state: State) -> [Statement] {
        state.section == section ? [] : [.section(section)]
    }

    /// Whether a line is `- 1：text` of an integer.
    private static func isNumbered(_ line: Substring, in state: State) -> Bool {
        state.type.base == .int && state.facts.values.isEmpty
            && ListedValue.value(in: line.trimmed, type: state.type)?.description != nil
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

    /// `text。示例值：`1``
    private static func inlineExample(in line: Substring, type: DocumentType) -> (before: Substring, JSON)? {
        guard line.containsBytes(of: "示例值："), let marker = line.firstRange(of: "示例值："),
            marker.upperBound < line.endIndex,
            let value = JSON(documented: line[marker.upperBound...].trimmed, type: type), type.fits(value)
        else { return nil }
        return (line[..<marker.lowerBound].trimmed, value)
    }

    private static func plainText(_ line: Substring, in state: State) -> [Statement] {
        var statements: [Statement] = []
        // The sentence before a scope says what the scope is for, so both stay in the text.
        if let scope = ScopeList.scope(line), scope.description != nil { statements.append(.scope(scope)) }
        guard state.facts.deprecated == nil, let reason = deprecation(in: line) else {
            return statements + [.text(String(line))]
        }
        statements.append(.deprecation(reason))
        let rest = line.replacing(reason, with: "").trimmed
        if !rest.isEmpty { statements.append(.text(String(rest.hasSuffix("，") ? rest.dropLast() : rest))) }
        return statements
    }

    /// The sentence that says not to use the field anymore.
    private static func deprecation(in line: Substring) -> String? {
        let isDeprecation = { (text: Substring) in text.containsBytes(of: "废弃") || text.containsBytes(of: "弃用") }
        guard !line.hasPrefix("- "), isDeprecation(line) else { return nil }
        let clauses = line.split { "。；，,;".contains($0) }
        guard let first = clauses.firstIndex(where: isDeprecation) else { return nil }
        return clauses[first...].joined(separator: "，")
    }

    // MARK: Values

    /// `- 1：text`, or a further line of the last value's description.
    private static func listedValue(_ line: Substring, indentation: Int, in state: State) -> Statement? {
        let values = state.facts.values
        if values.isEmpty || indentation <= state.valueIndentation,
            let value = ListedValue.value(in: line, type: state.type)
        {
            return .value(value, indentation: indentation)
        }
        // Whatever is inside an item belongs to its description.
        guard !values.isEmpty,
            line.hasPrefix("- ") || line.hasPrefix("* ") || indentation > 0 || state.openParentheses > 0
        else { return nil }
        return .continuation(String(line))
    }
}

extension String {
    fileprivate var openParentheses: Int { count { $0 == "（" } - count { $0 == "）" } }
}
