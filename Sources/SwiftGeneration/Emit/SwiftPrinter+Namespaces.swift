extension SwiftPrinter {
    /// Prints the namespaces of a service, its versions, and its resources.
    mutating func namespaces(_ service: ServicePlan) {
        let name = service.name
        let hasEndpoints = !service.endpoints.isEmpty
        if hasEndpoints {
            block("extension FeishuClient") { printer in
                printer.documentation("The endpoints of `\(service.id)`.")
                printer.getter(name.member.spelling, "Feishu.\(name.type)", "Feishu.\(name.type)(client: self)")
            }
            blankLine()
        }
        block("extension Feishu") { printer in
            printer.documentation("The \(hasEndpoints ? "endpoints" : "events") of `\(service.id)`.")
            printer.namespace(name, hasEndpoints: hasEndpoints) { printer in
                for version in service.versions where version.hasEndpoints { printer.member(version.name) }
                if hasEndpoints { printer.blankLine() }
                printer.list("endpoints", of: service.id, "FeishuEndpoint", service.endpoints)
                printer.list("events", of: service.id, "FeishuEvent", service.events)
                printer.removeBlankLine()
            }
        }
        for version in service.versions {
            blankLine()
            block("extension Feishu.\(name.type)") { printer in
                printer.namespace(version.name, hasEndpoints: version.hasEndpoints) { printer in
                    for resource in version.resources where version.hasEndpoints(in: resource) {
                        printer.member(resource)
                    }
                }
            }
            blankLine()
            block("extension Feishu.\(name.type).\(version.name.type)") { printer in
                for resource in version.resources {
                    printer.namespace(resource, hasEndpoints: version.hasEndpoints(in: resource)) { _ in }
                    printer.blankLine()
                }
                printer.removeBlankLine()
            }
        }
    }

    /// Prints the list of all endpoints or events of a service, unless it is empty.
    private mutating func list(_ noun: String, of service: String, _ type: String, _ plans: [EndpointPlan]) {
        if plans.isEmpty { return }
        documentation("All \(noun) of `\(service)`.")
        array(
            "public static let \(noun): [any \(type).Type] =", plans.map { $0.names.typeInService + ".self" })
        blankLine()
    }

    /// Prints a namespace. One that has only events needs no client.
    private mutating func namespace(
        _ name: EndpointNames.Namespace, hasEndpoints: Bool, _ members: (inout SwiftPrinter) -> Void
    ) {
        if !hasEndpoints { return block("public enum \(name.type)", members) }
        type(name.type, "FeishuNamespace") { printer in
            printer.line("public let client: FeishuClient")
            printer.line("public init(client: FeishuClient) { self.client = client }")
            members(&printer)
        }
    }

    private mutating func member(_ name: EndpointNames.Namespace) {
        getter(name.member.spelling, name.type, "\(name.type)(client: client)")
    }

    /// Prints the lists of all endpoints and events in the module.
    mutating func endpointList(_ services: [ServicePlan]) {
        block("extension Feishu") { printer in
            printer.list("endpoints", "FeishuEndpoint", of: services.filter { !$0.endpoints.isEmpty })
            printer.blankLine()
            printer.list("events", "FeishuEvent", of: services.filter { !$0.events.isEmpty })
        }
    }

    private mutating func list(_ noun: String, _ type: String, of services: [ServicePlan]) {
        documentation("All \(noun) of this module.")
        array(
            "public static let \(noun): [any \(type).Type] =", services.map { "\($0.name.type).\(noun)" },
            closing: services.isEmpty ? "" : ".flatMap { $0 }")
    }
}
