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
        let facts = parameters + thrown
        return ([heading, summary] + notes + [facts.isEmpty ? nil : facts.joined(separator: "\n")])
            .compactMap { $0 }.joined(separator: "\n\n")
    }

    private var parameters: [String] {
        let described = arguments.compactMap { argument in argument.documentation.map { (argument.name.text, $0) } }
        if described.count == 1, let (name, text) = described.first {
            return ["- Parameter \(name): \(text.onOneLine)"]
        }
        return described.isEmpty
            ? [] : ["- Parameters:"] + described.map { "  - \($0): \($1.onOneLine)" }
    }

    private var thrown: [String] {
        if errors.isEmpty { return [] }
        let codes = errors.map { "`\($0.reference)`" }.joined(separator: ", ")
        return ["- Throws: `FeishuError`, with the documented codes " + codes]
    }
}

extension String {
    /// The string with line breaks replaced with spaces. A line break would end a heading or a list item.
    fileprivate var onOneLine: String {
        split(whereSeparator: \.isNewline).joined(separator: " ")
    }
}
