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
        let examples = Dictionary(uniqueKeysWithValues: plan.parameters.map { ($0.name, $0.example) })
        let arguments = plan.arguments.compactMap { argument -> String? in
            guard let example = examples[argument.name] else { return "body: body" }
            return example.map { "\(argument.name.text): \($0)" }
        }
        let body = plan.arguments.first { examples[$0.name] == nil }?.type.spelling() ?? "FeishuNoBody"
        documentation("A call with the parameters that the documentation has as examples.")
        block("public static func example(body: \(body)) -> Self") { printer in
            printer.call("Self", arguments)
        }
    }
}
