import EndpointSpec

/// Plans the nested types of one endpoint and gives each a name that is free.
///
/// A type is named after the document's own type name or else after its field. Where that name is taken by another
/// type of the same document, the names of the enclosing types are put in front, so that no name depends on which
/// other documents there are. Types of the same name and shape are one type: what was read can be sent back.
struct TypePlanner {
    private let file: SpecFile
    private var slots: [Slot] = []
    private var slotByName: [String: Int] = [:]
    private(set) var problems: [Diagnostic] = []

    /// Where a list of fields stands and what it is for.
    struct Context {
        let path: JSONPath
        /// The enclosing types, outermost first.
        let ancestors: [String]
        let isRequest: Bool
    }

    /// A name that is taken, and by what.
    private struct Slot {
        let name: String
        let field: EndpointSpec.Field
        let path: JSONPath
        let isRequest: Bool
        var plan: TypePlan?
    }

    init(file: SpecFile) {
        self.file = file
    }

    /// The planned types in the order in which the document mentions them.
    var types: [TypePlan] { slots.compactMap(\.plan) }

    /// Plans a type whose name is fixed: `Body` or `Response`.
    mutating func planRoot(named name: String, fields: [EndpointSpec.Field], documentation: String, context: Context) {
        let root = EndpointSpec.Field(name: name, type: EndpointSpec.FieldType(.object), fields: fields)
        let slot = open(Slot(name: name, field: root, path: context.path, isRequest: context.isRequest))
        slots[slot].plan = structure(named: name, of: fields, documentation: documentation, context: context)
    }

    /// The type of a field. Plans it where it is one of its own.
    mutating func type(of field: EndpointSpec.Field, at path: JSONPath, in context: Context) -> SwiftType {
        let element: SwiftType
        switch field.type.base {
        case .string: element = openEnum(.string, for: field, at: path, in: context) ?? .string
        case .int: element = openEnum(.int, for: field, at: path, in: context) ?? .int
        case .number: element = .double
        case .boolean: element = .bool
        case .map: element = .dictionary
        case .object: element = structure(for: field, at: path, in: context) ?? .json
        case .any, .file: element = .json
        }
        return element.array(dimensions: field.type.dimensions)
    }

    // MARK: Structs

    private mutating func structure(
        for field: EndpointSpec.Field, at path: JSONPath, in context: Context
    ) -> SwiftType? {
        guard let fields = field.fields, !fields.isEmpty else { return nil }
        let (slot, isNew) = claim(typeName(of: field), for: field, at: path, in: context)
        let name = slots[slot].name
        if isNew {
            let inner = Context(
                path: path.appending("fields"), ancestors: context.ancestors + [name], isRequest: context.isRequest)
            slots[slot].plan = structure(
                named: name, of: fields, documentation: field.description ?? "`\(field.name)`", context: inner)
        }
        return .structure(name)
    }

    private mutating func structure(
        named name: String, of fields: [EndpointSpec.Field], documentation: String, context: Context
    ) -> TypePlan {
        let fieldDocumentation = FieldDocumentation(siblings: fields)
        var properties: [PropertyPlan] = []
        var indexByName: [String: Int] = [:]
        for (index, field) in fields.enumerated() {
            let path = context.path.appending(.index(index))
            let propertyName = SwiftName.property(field.swiftName ?? field.name)
            let isRequired = context.isRequest && field.required == true
            let storedName =
                isRequired || field.deprecated == nil
                ? propertyName : SwiftName.property("deprecated_" + propertyName)
            for name in propertyName == storedName ? [propertyName] : [propertyName, storedName] {
                guard let first = indexByName.updateValue(index, forKey: name) else { continue }
                reportCollision(
                    "the fields \"\(fields[first].name)\" and \"\(field.name)\" are both `\(name)` in Swift; "
                        + "give one of them another \"swiftName\"",
                    at: path.appending("name"), first: context.path.appending(.index(first), "name"))
            }
            let type = type(of: field, at: path, in: context)
            properties.append(
                PropertyPlan(
                    wireName: field.name, name: propertyName,
                    storedName: storedName, type: type, isRequired: isRequired,
                    documentation: fieldDocumentation.text(
                        for: field, isRequest: context.isRequest, hasEnum: type.isEnumerated),
                    deprecated: isRequired ? nil : field.deprecated))
        }
        return .structure(
            StructPlan(
                name: name, documentation: documentation, properties: properties,
                hasMemberwiseInitializer: context.isRequest,
                canSendNull: context.isRequest && file.spec.method == .patch
                    && properties.contains { !$0.isRequired }))
    }

    private func typeName(of field: EndpointSpec.Field) -> String {
        if field.swiftName == nil, let typeName = field.typeName { return SwiftName.type(typeName) }
        return fieldTypeName(of: field)
    }

    /// `AssessmentDimension` for `assessment_dimension_list`.
    private func fieldTypeName(of field: EndpointSpec.Field) -> String {
        let name = field.swiftName ?? field.name
        return SwiftName.type(field.type.dimensions > 0 ? Words(name).singular : name)
    }

    // MARK: Open enums

    private mutating func openEnum(
        _ rawValue: SwiftType.RawValue, for field: EndpointSpec.Field, at path: JSONPath, in context: Context
    ) -> SwiftType? {
        guard let values = field.values, !values.isEmpty else { return nil }
        let (slot, isNew) = claim(fieldTypeName(of: field), for: field, at: path, in: context)
        let name = slots[slot].name
        if isNew {
            slots[slot].plan = .openEnum(
                OpenEnumPlan(
                    name: name, documentation: field.description ?? "`\(field.name)`", rawValue: rawValue,
                    members: members(for: values, at: path.appending("values"))))
        }
        return .openEnum(name, rawValue: rawValue)
    }

    private mutating func members(
        for values: [EndpointSpec.EnumeratedValue], at path: JSONPath
    ) -> [OpenEnumPlan.Member] {
        var indexByName: [String: Int] = [:]
        var members: [OpenEnumPlan.Member] = []
        for (index, (value, name)) in zip(values, EnumMembers.names(for: values)).enumerated() {
            // Documents list some values twice.
            if values[..<index].contains(where: { $0.value == value.value }) { continue }
            if let first = indexByName.updateValue(index, forKey: name) {
                reportCollision(
                    "the values \(values[first].value.compact) and \(value.value.compact) are both `\(name)` in Swift; "
                        + "give one of them another \"name\"",
                    at: path.appending(.index(index)), first: path.appending(.index(first)))
            }
            let literal: String =
                switch value.value {
                case .string(let text): StringLiteral.of(text)
                default: value.value.compact
                }
            members.append(
                OpenEnumPlan.Member(
                    name: name, literal: literal, documentation: value.description ?? "`\(value.value.compact)`"))
        }
        return members
    }

    // MARK: Names

    /// Finds a free name for the type of a field, or the same type under its name.
    private mutating func claim(
        _ name: String, for field: EndpointSpec.Field, at path: JSONPath, in context: Context
    ) -> (slot: Int, isNew: Bool) {
        var prefixed = fieldTypeName(of: field)
        let enclosed = context.ancestors.reversed().map { ancestor in
            prefixed = ancestor + prefixed
            return prefixed
        }
        for candidate in [name] + enclosed where !SwiftName.reservedTypes.contains(candidate) {
            guard let taken = slotByName[candidate] else {
                return (open(Slot(name: candidate, field: field, path: path, isRequest: context.isRequest)), true)
            }
            let slot = slots[taken]
            if field.hasShape(of: slot.field, optionality: (context.isRequest, slot.isRequest)) {
                return (taken, false)
            }
        }
        let taken = slotByName[prefixed] ?? 0
        reportCollision(
            "the types of two different fields would both be named \(prefixed) in Swift; give one of them a \"swiftName\"",
            at: path.appending("name"), first: slots[taken].path.appending("name"))
        return (taken, false)
    }

    private mutating func open(_ slot: Slot) -> Int {
        slotByName[slot.name] = slots.count
        slots.append(slot)
        return slots.count - 1
    }

    private mutating func reportCollision(_ message: String, at path: JSONPath, first: JSONPath) {
        problems.append(
            Diagnostic(
                "name-collision", message, at: file.place(of: path),
                notes: [Diagnostic.Note("the other one stands here", at: file.place(of: first))]))
    }
}

extension SwiftType {
    /// Whether the type is an open enum, or an array of one, which documents the listed values itself.
    var isEnumerated: Bool {
        switch self {
        case .openEnum: true
        case .array(let element): element.isEnumerated
        default: false
        }
    }
}

extension EndpointSpec.Field {
    /// Whether generated code for both fields' types would be the same. Examples may differ, what callers see may not.
    fileprivate func hasShape(of other: Self, optionality: (isRequest: Bool, otherIsRequest: Bool)) -> Bool {
        guard type.base == other.type.base, values == other.values, fields?.count == other.fields?.count else {
            return false
        }
        return zip(fields ?? [], other.fields ?? []).allSatisfy { mine, others in
            mine.name == others.name && mine.type == others.type && mine.typeName == others.typeName
                && mine.swiftName == others.swiftName && mine.description == others.description
                && mine.deprecated == others.deprecated && mine.constraints == others.constraints
                && mine.availableWhen == others.availableWhen
                && (optionality.isRequest && mine.required == true)
                    == (optionality.otherIsRequest && others.required == true)
                && mine.hasShape(of: others, optionality: optionality)
        }
    }
}
