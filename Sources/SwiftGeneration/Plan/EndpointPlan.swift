import EndpointSpec

/// The code to generate for an endpoint, with all names.
struct EndpointPlan {
    let spec: EndpointSpec
    let names: EndpointNames
    /// The documentation of the function.
    let documentation: String
    /// The deprecation message of the function, or `nil` if it is not deprecated.
    let deprecated: String?
    /// The parameters of the function: first the required ones, then the body, then the optional ones.
    let arguments: [ArgumentPlan]
    let parameters: [ParameterPlan]
    let response: ResponsePlan
    /// The nested types, with `Body` and `Response` first.
    var types: [TypePlan]
    /// The names of the types that the endpoint shares with other endpoints of its version.
    var aliases: [String] = []
    let polling: PollingPlan?
    let paging: PagingPlan?

    /// The name of the function with its argument labels, such as `patch(ehrImportTaskID:body:)`.
    var functionReference: String {
        names.function.text + "(" + arguments.map { $0.name.text + ":" }.joined() + ")"
    }

    /// The qualified name of the function, such as `client.hire.v1.ehrImportTask.patch(ehrImportTaskID:body:)`.
    var call: String {
        (["client"] + names.namespaces.map(\.member.text) + [functionReference]).joined(separator: ".")
    }
}

/// A path, query or header parameter.
struct ParameterPlan {
    enum Place: String {
        case path
        case query
        case header
    }

    let place: Place
    let wireName: String
    let name: Identifier
    let type: SwiftType
    let isOptional: Bool
    let documentation: String
    /// The value for an example call, or `nil` if the example omits the parameter.
    let example: ParameterExample.Value?
}

/// An argument of an endpoint's function: a parameter or the body.
struct ArgumentPlan {
    let name: Identifier
    let type: SwiftType
    let isOptional: Bool
    let documentation: String?
}

enum ResponsePlan {
    /// The runtime's `FeishuNoContent`.
    case none
    /// The nested struct `Response`.
    case structure
    /// A type alias `Response`.
    case alias(SwiftType)
    /// The runtime's `FeishuDownload`.
    case file
}

struct PollingPlan {
    /// The default timeout of the runtime's `FeishuPolling`, in seconds.
    static let defaultTimeoutSeconds = 60

    let property: Identifier
    /// The enum members that mean that the result is not available yet.
    let pendingMembers: [Identifier]
    let repeatsWhileEmpty: Bool
    let timeoutSeconds: Int?
}

struct PagingPlan {
    /// The expression for the property that selects a page: `pageToken` or `body.pageToken`.
    let token: String
    let next: Identifier
    /// Whether the type of `next` is untyped JSON.
    let isNextUntyped: Bool
    let more: Identifier?
    /// Whether the type of `more` is untyped JSON.
    let isMoreUntyped: Bool
    let items: (property: Identifier, element: SwiftType)?
}
