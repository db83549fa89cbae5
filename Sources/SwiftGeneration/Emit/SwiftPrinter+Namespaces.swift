extension SwiftPrinter {
    /// Prints the namespaces of a service, its versions, and its resources.
    mutating func namespaces(_ service: ServicePlan) {
        let name = service.name
        block("extension FeishuClient") { printer in
            printer.documentation("The endpoints of `\(service.id)`.")
            printer.getter(name.member.spelling, "Feishu.\(name.type)", "Feishu.\(name.type)(client: self)")
        }
        blankLine()
        block("extension Feishu") { printer in
            printer.documentation("The endpoints of `\(service.id)`.")
            printer.namespace(name) { printer in
                for version in service.versions { printer.member(version.name) }
                printer.blankLine()
                printer.documentation("All endpoints of `\(service.id)`.")
                printer.array(
                    "public static let endpoints: [any FeishuEndpoint.Type] =",
                    service.versions.flatMap(\.endpoints).map { $0.names.typeInService + ".self" })
            }
        }
        for version in service.versions {
            blankLine()
            block("extension Feishu.\(name.type)") { printer in
                printer.namespace(version.name) { printer in
                    for resource in version.resources { printer.member(resource) }
                }
            }
            blankLine()
            block("extension Feishu.\(name.type).\(version.name.type)") { printer in
                for resource in version.resources {
                    printer.namespace(resource) { _ in }
                    printer.blankLine()
                }
                printer.removeBlankLine()
            }
        }
    }

    private mutating func namespace(_ name: EndpointNames.Namespace, _ members: (inout SwiftPrinter) -> Void) {
        block("public struct \(name.type): FeishuNamespace") { printer in
            printer.line("public let client: FeishuClient")
            printer.line("public init(client: FeishuClient) { self.client = client }")
            members(&printer)
        }
    }

    private mutating func member(_ name: EndpointNames.Namespace) {
        getter(name.member.spelling, name.type, "\(name.type)(client: client)")
    }

    /// Prints the list of all endpoints in the module.
    mutating func endpointList(_ services: [ServicePlan]) {
        block("extension Feishu") { printer in
            printer.documentation("All endpoints of this module.")
            printer.array(
                "public static let endpoints: [any FeishuEndpoint.Type] =",
                services.map { "\($0.name.type).endpoints" },
                closing: services.isEmpty ? "" : ".flatMap { $0 }")
        }
    }
}
