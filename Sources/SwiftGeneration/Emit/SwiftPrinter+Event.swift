import EndpointSpec

extension SwiftPrinter {
    /// Prints the type of an event, with its descriptor and its nested types.
    mutating func event(_ plan: EndpointPlan) {
        let root = plan.types.first { $0.name == plan.names.type }
        guard case .structure(let structure)? = root, let event = plan.spec.event else { return }
        let nested = plan.types.filter { $0.name != plan.names.type }
        self.structure(structure, conformingTo: "FeishuEvent") { printer in
            printer.descriptor(plan.spec, of: event)
            printer.blankLine()
        } last: { printer in
            if plan.aliases.isEmpty, nested.isEmpty { return }
            printer.blankLine()
            printer.aliases(plan)
            printer.types(nested)
        }
    }

    private mutating func descriptor(_ spec: EndpointSpec, of event: EndpointSpec.Event) {
        line("public static let descriptor = FeishuEventDescriptor(")
        indented { printer in
            printer.filledLines(
                ["id: \(StringLiteral.of(spec.id.description))", "type: \(StringLiteral.of(event.type))"], closing: ",")
            printer.argument("title", spec.title)
            var short = ["envelope: .\(event.envelope == .version1 ? "v1" : "v2")"]
            if let types = spec.appTypes, !types.isEmpty {
                short.append("appTypes: [\(types.map { ".\($0.rawValue)" }.joined(separator: ", "))]")
            }
            printer.filledLines(short, closing: ",")
            printer.scopes("scopes", spec.scopes ?? [])
            printer.scopes("fieldScopes", spec.fieldScopes ?? [])
            if let url = spec.document.url {
                printer.argument("documentURL", url, closing: ")")
            } else {
                printer.line("documentURL: nil)")
            }
        }
    }
}
