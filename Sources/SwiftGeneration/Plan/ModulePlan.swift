import EndpointSpec

/// What is generated for a set of specs.
struct ModulePlan {
    /// In the order of their ids.
    let endpoints: [EndpointPlan]
    let services: [ServicePlan]
}

/// A service with its versions and resources: `hire`.
struct ServicePlan {
    /// As it stands in ids.
    let id: String
    let name: EndpointLocation.Namespace
    let versions: [VersionPlan]
    let errorCodes: [ErrorCodePlan]
}

struct VersionPlan {
    let name: EndpointLocation.Namespace
    let resources: [EndpointLocation.Namespace]
    let endpoints: [EndpointPlan]
}

/// A constant for a documented error code.
struct ErrorCodePlan {
    let name: String
    let code: Int
    let documentation: String
}
