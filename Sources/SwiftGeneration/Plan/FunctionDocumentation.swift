import EndpointSpec

/// The documentation comment of the function that calls an endpoint.
struct FunctionDocumentation {
    let spec: EndpointSpec
    let arguments: [ArgumentPlan]
    let errors: [ErrorPlan]

    var text: String {
        let heading = spec.document.url.map { "[\(spec.title.onOneLine)](\($0))" } ?? spec.title.onOneLine
        let summary = spec.summary.flatMap { $0.isEmpty ? nil : $0 }
        let notes = (spec.notes ?? []).filter(\.isAboutCalling).map(\.text)
        let prose = ([summary] + notes).compactMap { $0?.withListsBelowLabels }
        let facts = parameters + thrown
        return ([heading] + prose + (facts.isEmpty ? [] : [facts.joined(separator: "\n")])).joined(separator: "\n\n")
    }

    private var parameters: [String] {
        if arguments.allSatisfy({ $0.documentation == nil }) { return [] }
        let described = arguments.map { ($0.name.text, $0.documentation ?? "The request body.") }
        if described.count == 1, let (name, text) = described.first {
            return ["- Parameter \(name): \(text.inItem(indentedBy: 2))"]
        }
        return ["- Parameters:"] + described.map { "  - \($0): \($1.inItem(indentedBy: 4))" }
    }

    private var thrown: [String] {
        if errors.isEmpty { return [] }
        let codes = errors.map { "`\($0.reference)`" }.joined(separator: ", ")
        return ["- Throws: `FeishuError`, with the documented codes " + codes]
    }
}

extension String {
    /// The string as the text of a list item. If it contains lists, they and its paragraphs are kept. Otherwise, line breaks become
    /// spaces.
    fileprivate func inItem(indentedBy columns: Int) -> String {
        let lines = split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        guard lines.contains(where: \.isListItem) else { return onOneLine }
        let indentation = String(repeating: " ", count: columns)
        // A list that begins on the line of the name would not be a list.
        let start = lines.first?.isListItem == true ? "\n" + indentation : ""
        return start
            + lines.enumerated().map { $0 == 0 || $1.isEmpty ? String($1) : indentation + $1 }.joined(separator: "\n")
    }

    /// The string with line breaks replaced with spaces. A line break would end a heading or a list item.
    fileprivate var onOneLine: String {
        split(whereSeparator: \.isNewline).joined(separator: " ")
    }
}
