import EndpointSpec

/// What is generated for one endpoint, with every name decided.
struct EndpointPlan {
    let spec: EndpointSpec
    let names: EndpointNames
    /// The documentation of the function.
    let documentation: String
    /// Why the function is deprecated; nil if it is not.
    let deprecated: String?
    /// The parameters of the function: the required ones, the body, the optional ones.
    let arguments: [ArgumentPlan]
    let parameters: [ParameterPlan]
    let response: ResponsePlan
    /// The nested types, `Body` and `Response` first.
    var types: [TypePlan]
    /// The names of the types that it shares with other endpoints of its version.
    var aliases: [String] = []
    let polling: PollingPlan?
    let paging: PagingPlan?

    /// The function in a link: `patch(ehrImportTaskID:body:)`.
    var functionReference: String {
        names.function.text + "(" + arguments.map { $0.name.text + ":" }.joined() + ")"
    }

    /// The call of the function: `client.hire.v1.ehrImportTask.patch(ehrImportTaskID:body:)`.
    var call: String {
        (["client"] + names.namespaces.map(\.member.text) + [functionReference]).joined(separator: ".")
    }
}

/// A parameter of the path, the query or the headers.
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
    /// Its value in an example of a call; nil where it is left out.
    let example: ParameterExample.Value?
}

/// What the caller of an endpoint passes: a parameter or the body.
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
    /// The timeout of the runtime's `FeishuPolling`.
    static let defaultTimeoutSeconds = 60

    let property: Identifier
    /// The members that mean "not yet".
    let pendingMembers: [Identifier]
    let repeatsWhileEmpty: Bool
    let timeoutSeconds: Int?
}

struct PagingPlan {
    /// The property that selects a page, as an expression: `pageToken` or `body.pageToken`.
    let token: String
    let next: Identifier
    /// Whether the token of the next page is JSON of any type.
    let isNextOpen: Bool
    let more: Identifier?
    let isMoreOpen: Bool
    let items: (property: Identifier, element: SwiftType)?
}
