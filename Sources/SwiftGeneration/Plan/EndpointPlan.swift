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
    let types: [TypePlan]
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

enum TypePlan {
    case structure(StructPlan)
    case openEnum(OpenEnumPlan)
}

struct StructPlan {
    let name: String
    let documentation: String
    let properties: [PropertyPlan]
    /// Whether users create values of it: the types of a request have an initializer with all properties.
    let hasMemberwiseInitializer: Bool
    /// Whether a field can be sent as null, which in a PATCH differs from leaving it out.
    let canSendNull: Bool
}

struct PropertyPlan {
    let wireName: String
    let name: Identifier
    /// The property that contains the value. A deprecated property is computed from another one, which generated code
    /// can use without a warning.
    let storedName: Identifier
    let type: SwiftType
    let isRequired: Bool
    let documentation: String
    /// The document's reason not to use it.
    let deprecated: String?
}

struct OpenEnumPlan {
    let name: String
    let documentation: String
    let rawValue: SwiftType.RawValue
    let members: [Member]

    struct Member {
        let name: Identifier
        /// The raw value as a Swift literal.
        let literal: String
        let documentation: String
    }
}

struct PollingPlan {
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
