/// What is generated for a set of specs.
struct ModulePlan {
    let services: [ServicePlan]

    /// In the order of their ids.
    var endpoints: [EndpointPlan] { services.flatMap(\.versions).flatMap(\.endpoints) }

    /// The file with the list of all endpoints.
    static let endpointListFile = "Feishu+Endpoints.swift"
}

/// A service with its versions and resources: `hire`.
struct ServicePlan {
    /// The name in ids.
    let id: String
    let name: EndpointNames.Namespace
    let versions: [VersionPlan]
    let errorCodes: [ErrorCodePlan]

    static func namespaceFile(of service: EndpointNames.Namespace) -> String { "Feishu+\(service.type).swift" }
    static func errorCodeFile(of service: EndpointNames.Namespace) -> String { "FeishuErrorCode+\(service.type).swift" }
}

struct VersionPlan {
    let name: EndpointNames.Namespace
    let resources: [EndpointNames.Namespace]
    let endpoints: [EndpointPlan]
    /// The types that several of the endpoints share.
    let types: [TypePlan]

    /// The name of the namespace of the shared types, which no resource has.
    static let typeNamespace = "Types"
}

/// A constant for a documented error code.
struct ErrorCodePlan {
    let name: Identifier
    let code: Int
    let documentation: String
}
