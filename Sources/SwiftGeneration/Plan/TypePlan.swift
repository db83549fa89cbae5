/// A type that is generated.
enum TypePlan: Hashable {
    case structure(StructPlan)
    case openEnum(OpenEnumPlan)
}

struct StructPlan: Hashable {
    let name: String
    var documentation: String
    var properties: [PropertyPlan]
    /// Whether users create values of it: the types of a request have an initializer with all properties.
    let hasMemberwiseInitializer: Bool
    /// Whether a field can be sent as null, which in a PATCH differs from leaving it out.
    let canSendNull: Bool

    /// The properties in the order of the initializer: the required ones, then the others, both in that of the document.
    var initializerProperties: [PropertyPlan] {
        let properties = properties.filter { $0.deprecated == nil }
        return properties.filter(\.isRequired) + properties.filter { !$0.isRequired }
    }
}

struct PropertyPlan: Hashable {
    let wireName: String
    let name: Identifier
    /// The property that contains the value. A deprecated property is computed from another one, which generated code
    /// can use without a warning.
    let storedName: Identifier
    let type: SwiftType
    let isRequired: Bool
    var documentation: String
    /// The document's reason not to use it.
    var deprecated: String?

    /// The type in source code, as an optional where the field is not required.
    var typeSpelling: String { type.spelling() + (isRequired ? "" : "?") }

    /// Whether the value is stored outside of the struct.
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
        /// What the value means, where its name does not say it.
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

    /// Whether the type is the body or the response of an endpoint.
    var isRoot: Bool { name == "Body" || name == "Response" }

    /// The names of the types of the properties.
    var nestedTypes: [String] {
        if case .structure(let plan) = self { plan.properties.compactMap(\.type.nestedName) } else { [] }
    }
}

// The texts, which are no part of a type's structure.
extension TypePlan {
    /// The documentation of the type and of all in it, and the reasons not to use properties.
    private var texts: [String] {
        get {
            switch self {
            case .structure(let plan):
                [plan.documentation] + plan.properties.flatMap { [$0.documentation, $0.deprecated ?? ""] }
            case .openEnum(let plan): [plan.documentation] + plan.members.map(\.documentation)
            }
        }
        set {
            switch self {
            case .structure(var plan):
                plan.documentation = newValue[0]
                for index in plan.properties.indices {
                    plan.properties[index].documentation = newValue[index * 2 + 1]
                    if plan.properties[index].deprecated != nil {
                        plan.properties[index].deprecated = newValue[index * 2 + 2]
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

    /// The structure alone.
    var withoutTexts: TypePlan {
        var plan = self
        plan.texts = texts.map { _ in "" }
        return plan
    }

    /// A type of the same structure as all of these, each of its texts the most frequent one.
    static func withMostFrequentTexts(of types: [TypePlan]) -> TypePlan {
        let texts = types.map(\.texts)
        var plan = types[0]
        plan.texts = texts[0].indices.map { index in mostFrequent(texts.map { $0[index] }) }
        return plan
    }
}
