extension SwiftPrinter {
    /// Adds the samples of a document to the type of its endpoint.
    mutating func samples(_ plan: EndpointPlan) {
        let lists = [
            ("requests", plan.spec.request?.samples ?? []), ("responses", plan.spec.response.samples ?? []),
        ].filter { !$0.1.isEmpty }
        block("extension Feishu.\(plan.names.qualifiedType)") { printer in
            printer.documentation("The samples in the documentation.")
            printer.line("public static let samples = FeishuEndpointSamples(")
            printer.indented { printer in
                for (index, (label, samples)) in lists.enumerated() {
                    printer.line("\(label): [")
                    printer.indented { printer in
                        for sample in samples { printer.rawText(sample.compact, closing: samples.count > 1 ? "," : "") }
                    }
                    printer.line(index == lists.count - 1 ? "])" : "],")
                }
            }
        }
    }
}
