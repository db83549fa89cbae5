import EndpointSpec

extension SwiftPrinter {
    /// Prints the samples target's extension of an endpoint type, with the documented samples and an example call.
    mutating func samples(_ plan: EndpointPlan) {
        if let event = plan.spec.event { return samples(of: event, in: plan.names) }
        `extension`(of: "Feishu.\(plan.names.qualifiedType)", "FeishuExampleEndpoint") { printer in
            printer.sampleBodies(plan)
            printer.example(plan)
        }
    }

    private mutating func samples(of event: EndpointSpec.Event, in names: EndpointNames) {
        `extension`(of: "Feishu.\(names.qualifiedType)", "FeishuExampleEvent") { printer in
            printer.documentation("The documented sample pushes, which a conformance check compares.")
            let samples = event.samples ?? []
            if samples.isEmpty { return printer.line("public static let samples: [String] = []") }
            printer.line("public static let samples: [String] = [")
            printer.indented { printer in
                for sample in samples { printer.rawText(sample.compact, closing: samples.count > 1 ? "," : "") }
            }
            printer.line("]")
        }
    }

    private mutating func sampleBodies(_ plan: EndpointPlan) {
        documentation("The documented samples, and the facts that a conformance check compares.")
        line("public static let samples = FeishuEndpointSamples(")
        indented { printer in
            for (label, samples) in [
                ("requests", plan.spec.request?.samples ?? []), ("responses", plan.spec.response.samples ?? []),
            ] where !samples.isEmpty {
                printer.line("\(label): [")
                printer.indented { printer in
                    for sample in samples { printer.rawText(sample.compact, closing: samples.count > 1 ? "," : "") }
                }
                printer.line("],")
            }
            printer.errorCodes(of: plan.names)
            printer.line("facts:")
            printer.indented { $0.rawText(ConformanceFacts(plan).json.compact, closing: ")") }
        }
        blankLine()
    }

    /// Prints the argument `errorCodes:`, which maps each documented error code to its constant. If a code is documented more
    /// than once, the first constant is used. Prints nothing if there are no error codes.
    private mutating func errorCodes(of names: EndpointNames) {
        let service = names.namespaces[0].member.spelling
        let constants = Dictionary(names.errors.map { ($0.error.code, $0.name) }) { first, _ in first }
        if constants.isEmpty { return }
        array(
            "errorCodes:",
            constants.sorted { $0.key < $1.key }.map { "\($0.key): .\(service).\($0.value.spelling)" }, closing: ",")
    }

    private mutating func example(_ plan: EndpointPlan) {
        let examples = Dictionary(plan.parameters.map { ($0.name, $0.example) }) { first, _ in first }
        let arguments = plan.arguments.compactMap { argument -> (label: String, value: ParameterExample.Value)? in
            guard let example = examples[argument.name] else { return ("body", .init(spelling: "body", sent: [])) }
            return example.map { (argument.name.label, $0) }
        }
        let body = plan.arguments.first { examples[$0.name] == nil }?.type.spelling() ?? "FeishuNoBody"
        documentation("A call with the documented example parameters.")
        block("public static func example(body: \(body)) -> Self") { printer in
            let spellings = arguments.map { "\($0.label): \($0.value.spelling)" }
            if !spellings.contains(where: { !printer.indentedFits($0) }) { return printer.call("Self", spellings) }
            printer.line("Self(")
            printer.indented { printer in
                for (index, argument) in arguments.enumerated() {
                    let closing = index == arguments.count - 1 ? ")" : ","
                    if argument.value.isText {
                        printer.argument(argument.label, argument.value.sent[0], closing: closing)
                    } else {
                        printer.line(spellings[index] + closing)
                    }
                }
            }
        }
    }

    /// Returns whether an argument and a comma fit on a separate, indented line.
    private func indentedFits(_ argument: String) -> Bool { fits("    " + argument + ",") }
}
