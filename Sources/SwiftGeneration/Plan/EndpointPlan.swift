import EndpointSpec

/// The code to generate for an endpoint or an event, including all names.
struct EndpointPlan {
    let spec: EndpointSpec
    let names: EndpointNames
    /// The documentation comment of the function that calls the endpoint.
    let documentation: String
    /// The deprecation message of the endpoint, or `nil` if it is not deprecated.
    let deprecationMessage: String?
    /// The arguments of the function: first the required parameters, then the body, then the optional parameters.
    let arguments: [ArgumentPlan]
    let parameters: [ParameterPlan]
    let response: ResponsePlan
    /// The fields of the request body.
    let requestFields: [NamedField]
    /// The fields of the response.
    let responseFields: [NamedField]
    /// The nested types to generate: the types of the body, the response, and the parameters, in this order.
    var types: [TypePlan]
    /// The names of the types that the endpoint shares with other endpoints of its version. These types are not in `types`.
    var aliases: [String] = []
    let polling: PollingPlan?
    let paging: PagingPlan?
    let idempotencyKey: IdempotencyKeyPlan?

    /// Whether the plan is that of an event: a type without arguments, body and response, and without a function that calls it.
    var isEvent: Bool { spec.event != nil }

    /// The name of the function with its argument labels, such as `patch(ehrImportTaskID:body:)`.
    var functionReference: String {
        names.function.text + "(" + arguments.map { $0.name.text + ":" }.joined() + ")"
    }

    /// The qualified name of the function, such as `client.hire.v1.ehrImportTask.patch(ehrImportTaskID:body:)`, or of the type of an
    /// event.
    var call: String {
        if isEvent { return "Feishu." + names.qualifiedType }
        return (["client"] + names.namespaces.map(\.member.text) + [functionReference]).joined(separator: ".")
    }
}

/// A path, query, or header parameter.
struct ParameterPlan {
    enum Location: String {
        case path
        case query
        case header
    }

    let location: Location
    let wireName: String
    let name: Identifier
    let type: SwiftType
    let isOptional: Bool
    let documentation: String
    /// The value in the example call, or `nil` if the call omits the parameter.
    let example: ParameterExample.Value?
}

/// An argument of the function that calls an endpoint: a parameter of the endpoint or its body.
struct ArgumentPlan {
    /// The wire name of the parameter, or `nil` for the body.
    let wireName: String?
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
    /// The type alias `Response` for the given type.
    case alias(SwiftType)
    /// The runtime's `FeishuDownload`.
    case file
}

struct PollingPlan {
    /// The default timeout of the runtime's `FeishuPolling`, in seconds.
    static let defaultTimeoutSeconds = 60

    let property: Identifier
    /// The members of the property's enum that indicate that the result is not yet available.
    let pendingMembers: [Identifier]
    let repeatsWhileEmpty: Bool
    let timeoutSeconds: Int?
}

/// The field of the request by which the platform recognizes a repeated call.
struct IdempotencyKeyPlan {
    static let property = "idempotencyKey"

    /// The expression for the property, such as `clientToken` or `body.uuid`.
    let expression: String
    let isRequired: Bool
}

struct PagingPlan {
    /// The expression for the property that selects a page, such as `pageToken` or `body.pageToken`.
    let token: String
    let next: Identifier
    /// Whether `next` is untyped JSON.
    let isNextUntyped: Bool
    let more: Identifier?
    /// Whether `more` is untyped JSON.
    let isMoreUntyped: Bool
    let items: (property: Identifier, element: SwiftType)?
}
