extension SwiftPrinter {
    /// Adds the samples and examples of a document to the type of its endpoint.
    mutating func samples(_ plan: EndpointPlan) {
        block("extension Feishu.\(plan.names.qualifiedType): FeishuExampleEndpoint") { printer in
            printer.sampleBodies(plan)
            printer.example(plan)
        }
    }

    private mutating func sampleBodies(_ plan: EndpointPlan) {
        let lists = [
            ("requests", plan.spec.request?.samples ?? []), ("responses", plan.spec.response.samples ?? []),
        ].filter { !$0.1.isEmpty }
        if lists.isEmpty { return }
        documentation("The samples in the documentation.")
        line("public static let samples = FeishuEndpointSamples(")
        indented { printer in
            for (index, (label, samples)) in lists.enumerated() {
                printer.line("\(label): [")
                printer.indented { printer in
                    for sample in samples { printer.rawText(sample.compact, closing: samples.count > 1 ? "," : "") }
                }
                printer.line(index == lists.count - 1 ? "])" : "],")
            }
        }
        blankLine()
    }

    private mutating func example(_ plan: EndpointPlan) {
        let examples = Dictionary(plan.parameters.map { ($0.name, $0.example) }) { first, _ in first }
        let arguments = plan.arguments.compactMap { argument -> (label: String, value: ParameterExample.Value)? in
            guard let example = examples[argument.name] else { return ("body", .expression("body")) }
            return example.map { (argument.name.label, $0) }
        }
        let body = plan.arguments.first { examples[$0.name] == nil }?.type.spelling() ?? "FeishuNoBody"
        documentation("A call with the parameters that the documentation has as examples.")
        block("public static func example(body: \(body)) -> Self") { printer in
            let spellings = arguments.map { "\($0.label): \($0.value.spelling)" }
            if !spellings.contains(where: { !printer.indentedFits($0) }) { return printer.call("Self", spellings) }
            printer.line("Self(")
            printer.indented { printer in
                for (index, argument) in arguments.enumerated() {
                    let closing = index == arguments.count - 1 ? ")" : ","
                    if case .text(let text) = argument.value {
                        printer.argument(argument.label, text, closing: closing)
                    } else {
                        printer.line(spellings[index] + closing)
                    }
                }
            }
        }
    }

    /// Whether an argument fits on a line of its own.
    private func indentedFits(_ argument: String) -> Bool { fits("    " + argument + ",") }
}
