import EndpointSpec

/// What is generated for one endpoint, with every name decided.
struct EndpointPlan {
    let spec: EndpointSpec
    let location: EndpointLocation
    let parameters: [ParameterPlan]
    let body: SwiftType?
    let response: ResponsePlan
    /// The nested types, `Body` and `Response` first.
    let types: [TypePlan]
    let polling: PollingPlan?
}

/// The names on the way to an endpoint: `Feishu.Hire.V1.EHRImportTask.Patch` and `client.hire.v1.ehrImportTask.patch`.
struct EndpointLocation {
    /// Service, version and resource.
    let namespaces: [Namespace]
    let operation: Namespace

    struct Namespace: Hashable {
        let type: String
        let member: String
    }

    init(id: String) {
        let names = id.split(separator: ".").map {
            Namespace(type: SwiftName.namespaceType(String($0)), member: SwiftName.namespaceMember(String($0)))
        }
        namespaces = Array(names.dropLast())
        operation = names[names.count - 1]
    }

    /// `Hire.V1.EHRImportTask.Patch`
    var qualifiedType: String {
        (namespaces + [operation]).map(\.type).joined(separator: ".")
    }
}

struct ParameterPlan {
    enum Place: String {
        case path
        case query
        case header
    }

    let place: Place
    let wireName: String
    let name: String
    let type: SwiftType
    let isOptional: Bool
    let documentation: String
}

enum ResponsePlan {
    /// The runtime's `NoContent`.
    case none
    /// The nested struct `Response`.
    case structure
    /// A type alias `Response`.
    case alias(SwiftType)
}

enum TypePlan {
    case structure(StructPlan)
    case openEnum(OpenEnumPlan)
}

struct StructPlan {
    let name: String
    let documentation: String
    let properties: [PropertyPlan]
    /// Whether people make values of it: the types of a request have an initializer with all properties.
    let hasMemberwiseInitializer: Bool
    /// Whether a field can be sent as null, which in a PATCH is something else than leaving it out.
    let canSendNull: Bool
}

struct PropertyPlan {
    let wireName: String
    let name: String
    /// The property that holds the value: behind a deprecated one stands another, which can be used without warning.
    let storedName: String
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
        let name: String
        /// The raw value as a Swift literal.
        let literal: String
        let documentation: String
    }
}

struct PollingPlan {
    let property: String
    /// The members that mean "not yet".
    let pendingMembers: [String]
    let repeatsWhileEmpty: Bool
    let timeoutSeconds: Int?
}
