/// A nested type to generate.
enum TypePlan: Hashable {
    case structure(StructPlan)
    case openEnum(OpenEnumPlan)
}

struct StructPlan: Hashable {
    let name: String
    var documentation: String
    var properties: [PropertyPlan]
    /// Whether the type has a memberwise initializer. Only request types have one, because users do not create responses.
    let hasMemberwiseInitializer: Bool
    /// Whether optional fields can be sent as null. This is possible only in PATCH requests, where a null field has a different
    /// meaning than an omitted field.
    let canSendNull: Bool

    /// The parameters of the memberwise initializer: the required properties, followed by the optional properties, each group in
    /// document order. Properties with a deprecation message are omitted.
    var initializerProperties: [PropertyPlan] {
        let properties = properties.filter { $0.deprecationMessage == nil }
        return properties.filter(\.isRequired) + properties.filter { !$0.isRequired }
    }
}

struct PropertyPlan: Hashable {
    let wireName: String
    let name: Identifier
    /// The name of the property that stores the value. For a deprecated property, this is a separate private property, which
    /// generated code can use without warnings.
    let storedName: Identifier
    let type: SwiftType
    let isRequired: Bool
    var documentation: String
    /// The message with which the property is marked as deprecated, or `nil` if it is not marked. A required property is never
    /// marked. Instead, its documentation contains the message if the field is deprecated.
    var deprecationMessage: String?

    /// The type as spelled in Swift: an optional type if the property is not required.
    var typeSpelling: String { type.spelling() + (isRequired ? "" : "?") }

    /// Whether the value is stored outside the struct. This applies to optional nested structs.
    var isIndirect: Bool {
        if case .structure = type { !isRequired } else { false }
    }
}

struct OpenEnumPlan: Hashable {
    let name: String
    var documentation: String
    let rawValue: SwiftType.RawValue
    var members: [Member]

    struct Member: Hashable {
        let name: Identifier
        /// The raw value as a Swift literal.
        let literal: String
        /// The meaning of the value. Enums with the same values but different meanings are distinct types.
        let meaning: String
        var documentation: String
    }
}

extension TypePlan {
    var name: String {
        switch self {
        case .structure(let plan): plan.name
        case .openEnum(let plan): plan.name
        }
    }

    /// Whether the type is the request body or the response of an endpoint, or an event or its header.
    func isRoot(of endpoint: EndpointPlan) -> Bool {
        endpoint.isEvent
            ? [endpoint.names.type, EndpointNames.eventHeader].contains(name) : ["Body", "Response"].contains(name)
    }

    /// The names of the nested types that the properties refer to.
    var nestedTypes: [String] {
        if case .structure(let plan) = self { plan.properties.compactMap(\.type.nestedName) } else { [] }
    }
}

// MARK: Documentation

extension TypePlan {
    /// The documentation comments of the type and its members, and the deprecation messages of its properties.
    private var comments: [String] {
        get {
            switch self {
            case .structure(let plan):
                [plan.documentation] + plan.properties.flatMap { [$0.documentation, $0.deprecationMessage ?? ""] }
            case .openEnum(let plan): [plan.documentation] + plan.members.map(\.documentation)
            }
        }
        set {
            switch self {
            case .structure(var plan):
                plan.documentation = newValue[0]
                for index in plan.properties.indices {
                    plan.properties[index].documentation = newValue[index * 2 + 1]
                    if plan.properties[index].deprecationMessage != nil {
                        plan.properties[index].deprecationMessage = newValue[index * 2 + 2]
                    }
                }
                self = .structure(plan)
            case .openEnum(var plan):
                plan.documentation = newValue[0]
                for index in plan.members.indices { plan.members[index].documentation = newValue[index + 1] }
                self = .openEnum(plan)
            }
        }
    }

    /// The type without its comments and deprecation messages.
    var withoutComments: TypePlan {
        var plan = self
        plan.comments = comments.map { _ in "" }
        return plan
    }

    /// Merges types that are identical except for their comments. The result has the most frequent comment of each declaration.
    static func withMostFrequentComments(of types: [TypePlan]) -> TypePlan {
        let comments = types.map(\.comments)
        var plan = types[0]
        plan.comments = comments[0].indices.map { index in mostFrequent(comments.map { $0[index] }) }
        return plan
    }
}
