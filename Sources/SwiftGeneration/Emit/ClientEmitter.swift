import EndpointSpec

extension SwiftPrinter {
    /// Adds the function that sends the call of an endpoint, and the one that waits for its result.
    mutating func client(_ plan: EndpointPlan) {
        documentation(plan.documentation)
        stub(plan, named: plan.location.operation.member, sending: "send")
        guard plan.polling != nil else { return }
        blankLine()
        documentation("Sends ``\(plan.functionReference)`` again and again until the result is there.")
        let name = plan.location.operation.member == "get" ? "wait" : plan.location.operation.member
        stub(plan, named: name + "UntilFinished", sending: "waitUntilFinished")
    }

    private mutating func stub(_ plan: EndpointPlan, named name: String, sending send: String) {
        let type = plan.location.operation.type
        let parameters = plan.arguments.map { $0.parameter(outside: type) }
        let result = if case .none = plan.response { "" } else { " -> \(type).Response" }
        function("public func \(SwiftName.escaped(name))", parameters, returning: " async throws\(result)") { printer in
            let arguments = plan.arguments.map { "\($0.name): \(SwiftName.escaped($0.name))" }
            printer.nestedCall("try await client.\(send)", type, arguments)
        }
    }

    /// Adds `outer(inner(argument, ...))`.
    private mutating func nestedCall(_ outer: String, _ inner: String, _ arguments: [String]) {
        let call = "\(inner)(\(arguments.joined(separator: ", ")))"
        if fits("\(outer)(\(call))") { return line("\(outer)(\(call))") }
        line(outer + "(")
        indented { printer in
            printer.call(inner, arguments, closing: "))")
        }
    }
}

extension EndpointPlan {
    /// The documentation of the function: what the document says, and what may go wrong.
    fileprivate var documentation: String {
        var paragraphs = [spec.document.url.map { "[\(spec.title.onOneLine)](\($0))" } ?? spec.title.onOneLine]
        if let summary = spec.summary, !summary.isEmpty { paragraphs.append(summary) }
        var facts: [String] = []
        let described = arguments.compactMap { argument in argument.documentation.map { (argument.name, $0) } }
        if described.count == 1, let (name, text) = described.first {
            facts.append("- Parameter \(name): \(text.onOneLine)")
        } else if !described.isEmpty {
            facts.append("- Parameters:")
            facts += described.map { name, text in
                "  - \(name): \(text.onOneLine)"
            }
        }
        let codes = (spec.errors ?? []).map { ".\(location.namespaces[0].member).\(ErrorCodeName.of($0))" }
        if !codes.isEmpty {
            facts.append(
                "- Throws: `FeishuError`; the document lists " + codes.map { "`\($0)`" }.joined(separator: ", "))
        }
        if !facts.isEmpty { paragraphs.append(facts.joined(separator: "\n")) }
        return paragraphs.joined(separator: "\n\n")
    }
}

extension String {
    /// The text without line breaks, which would end a heading or a list item.
    fileprivate var onOneLine: String {
        split(whereSeparator: \.isNewline).joined(separator: " ")
    }
}
