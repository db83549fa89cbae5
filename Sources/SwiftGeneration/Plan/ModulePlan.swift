/// The code to generate for a set of specs.
struct ModulePlan {
    let services: [ServicePlan]

    /// The endpoints and events, sorted by ID.
    var endpoints: [EndpointPlan] { services.flatMap(\.versions).flatMap(\.endpoints) }

    /// The name of the file that lists all endpoints.
    static let endpointListFile = "Feishu+Endpoints.swift"

    /// The name of the file that makes the samples target export `FeishuTesting`. The file exists even if there are no endpoints.
    static let exportsFile = "FeishuTesting.swift"
}

/// A service, such as `hire`, with its versions.
struct ServicePlan {
    /// The name of the service in endpoint IDs.
    let id: String
    let name: EndpointNames.Namespace
    let versions: [VersionPlan]
    let errorCodes: [ErrorCodePlan]

    var endpoints: [EndpointPlan] { versions.flatMap(\.endpoints).filter { !$0.isEvent } }
    var events: [EndpointPlan] { versions.flatMap(\.endpoints).filter(\.isEvent) }

    static func namespaceFile(of service: EndpointNames.Namespace) -> String { "Feishu+\(service.type).swift" }
    static func errorCodeFile(of service: EndpointNames.Namespace) -> String { "FeishuErrorCode+\(service.type).swift" }
}

struct VersionPlan {
    let name: EndpointNames.Namespace
    let resources: [EndpointNames.Namespace]
    /// The endpoints and events.
    let endpoints: [EndpointPlan]

    /// Returns whether the resource has endpoints, and not only events.
    func hasEndpoints(in resource: EndpointNames.Namespace) -> Bool {
        endpoints.contains { !$0.isEvent && $0.names.namespaces[2] == resource }
    }

    var hasEndpoints: Bool { endpoints.contains { !$0.isEvent } }

    /// The types that several of the endpoints and events share.
    let types: [TypePlan]

    /// The name of the namespace that contains the shared types. No other namespace or endpoint can have this name.
    static let typeNamespace = "Types"
}

/// The constant for a documented error code.
struct ErrorCodePlan {
    let name: Identifier
    let code: Int
    let documentation: String
}
