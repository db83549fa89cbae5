extension SwiftPrinter {
    /// Prints the types that several endpoints of a version share.
    mutating func sharedTypes(of version: VersionPlan, in service: String) {
        block("extension Feishu.\(service).\(version.name.type)") { printer in
            printer.documentation("The types that endpoints of this version share.")
            printer.block("public enum \(VersionPlan.typeNamespace)") { $0.types(version.types) }
        }
    }

    /// Prints a type alias for each shared type of an endpoint.
    mutating func aliases(_ plan: EndpointPlan) {
        let namespace = plan.names.namespaces.prefix(2).map(\.type).joined(separator: ".")
        for name in plan.aliases {
            pair("public typealias \(name) =", "Feishu.\(namespace).\(VersionPlan.typeNamespace).\(name)")
        }
        if !plan.aliases.isEmpty { blankLine() }
    }

    /// Prints types, separated by blank lines.
    mutating func types(_ types: [TypePlan]) {
        for type in types {
            switch type {
            case .structure(let plan): structure(plan)
            case .openEnum(let plan): openEnum(plan)
            }
            blankLine()
        }
        removeBlankLine()
    }
}
