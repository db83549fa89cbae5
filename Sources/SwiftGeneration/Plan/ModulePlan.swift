/// The code to generate for a set of specs.
struct ModulePlan {
    let services: [ServicePlan]

    /// The endpoints, sorted by ID.
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

    static func namespaceFile(of service: EndpointNames.Namespace) -> String { "Feishu+\(service.type).swift" }
    static func errorCodeFile(of service: EndpointNames.Namespace) -> String { "FeishuErrorCode+\(service.type).swift" }
}

struct VersionPlan {
    let name: EndpointNames.Namespace
    let resources: [EndpointNames.Namespace]
    let endpoints: [EndpointPlan]
    /// The types that several of the endpoints share.
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
