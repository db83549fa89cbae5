import EndpointSpec
import SourceText

/// Plans the nested types of one endpoint and gives each a free name.
///
/// A type is named after the document's own type name or else after its field. Where another type of the same document
/// has that name, the names of the enclosing types are put in front, so that no name depends on which other documents
/// exist. Types with the same name and shape are one type: what was read can be sent back.
struct TypePlanner {
    private let file: SpecFile
    private var slots: [Slot] = []
    private var slotByName: [String: Int] = [:]
    private(set) var problems: [Diagnostic] = []

    /// What a list of fields belongs to.
    struct Context {
        /// The enclosing types, outermost first.
        let ancestors: [String]
        let isRequest: Bool
        /// Whether the fields are the parts of a form, which can be files.
        var isForm = false
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

    /// Plans a type with a fixed name: `Body` or `Response`.
    mutating func planRoot(
        named name: String, fields: [NamedField], at path: JSONPath, documentation: String, isRequest: Bool,
        isForm: Bool = false
    ) {
        let root = EndpointSpec.Field(name: name, type: .init(.object), fields: fields.map(\.field))
        let slot = open(Slot(name: name, field: root, path: path, isRequest: isRequest))
        let context = Context(ancestors: [name], isRequest: isRequest, isForm: isForm)
        slots[slot].plan = structure(named: name, of: fields, documentation: documentation, in: context)
    }

    /// The type of a field. A type of its own is planned.
    mutating func type(of field: NamedField, in context: Context) -> SwiftType {
        let element: SwiftType
        switch field.field.type.base {
        case .string: element = openEnum(.string, for: field, in: context) ?? .string
        case .int: element = openEnum(.int, for: field, in: context) ?? .int
        case .number: element = .double
        case .boolean: element = .bool
        case .map: element = .dictionary
        case .object: element = structure(for: field, in: context) ?? .json
        case .file where context.isForm: element = .file
        case .any, .file: element = .json
        }
        return element.array(dimensions: field.field.type.dimensions)
    }

    // MARK: Structs

    private mutating func structure(for field: NamedField, in context: Context) -> SwiftType? {
        if field.fields.isEmpty { return nil }
        let (slot, isNew) = reserveName(typeName(of: field.field), for: field, in: context)
        let name = slots[slot].name
        if isNew {
            let inner = Context(ancestors: context.ancestors + [name], isRequest: context.isRequest)
            slots[slot].plan = structure(
                named: name, of: field.fields, documentation: documentation(of: field), in: inner)
        }
        return .structure(name)
    }

    private mutating func structure(
        named name: String, of fields: [NamedField], documentation: String, in context: Context
    ) -> TypePlan {
        var scope = NameScope(fix: "give one of them another \"swiftName\"")
        let properties = fields.map { property(of: $0, among: fields, in: context, &scope) }
        return .structure(
            StructPlan(
                name: name, documentation: documentation, properties: properties,
                hasMemberwiseInitializer: context.isRequest,
                canSendNull: context.isRequest && file.spec.method == .patch
                    && properties.contains { !$0.isRequired }))
    }

    private mutating func property(
        of named: NamedField, among siblings: [NamedField], in context: Context, _ scope: inout NameScope
    ) -> PropertyPlan {
        let field = named.field
        let isRequired = context.isRequest && field.required == true
        let isDeprecated = !isRequired && field.deprecated != nil
        let storedName = isDeprecated ? SwiftName.deprecatedStorage(of: named.name) : named.name
        for name in isDeprecated ? [named.name, storedName] : [named.name] {
            let location = file.location(of: named.path.appending("name"))
            problems += scope.add(name.text, of: "the field \"\(field.name)\"", at: location).map { [$0] } ?? []
        }
        let type = type(of: named, in: context)
        return PropertyPlan(
            wireName: field.name, name: named.name, storedName: storedName, type: type, isRequired: isRequired,
            documentation: FieldDocumentation(siblings: siblings)
                .text(for: named, isRequest: context.isRequest, hasEnum: type.isEnumerated),
            deprecated: isDeprecated ? field.deprecated : nil)
    }

    private func documentation(of field: NamedField) -> String { field.field.description ?? "`\(field.field.name)`" }

    private func typeName(of field: EndpointSpec.Field) -> String {
        if field.swiftName == nil, let typeName = field.typeName { return SwiftName.type(typeName) }
        return fieldTypeName(of: field)
    }

    /// `AssessmentDimension` for `assessment_dimension_list`.
    private func fieldTypeName(of field: EndpointSpec.Field) -> String {
        let name = field.swiftName ?? field.name
        return SwiftName.type(field.type.dimensions > 0 ? Words(name).elementName : name)
    }

    // MARK: Open enums

    private mutating func openEnum(
        _ rawValue: SwiftType.RawValue, for field: NamedField, in context: Context
    ) -> SwiftType? {
        guard let values = field.field.values, !values.isEmpty else { return nil }
        let (slot, isNew) = reserveName(fieldTypeName(of: field.field), for: field, in: context)
        let name = slots[slot].name
        if isNew {
            slots[slot].plan = .openEnum(
                OpenEnumPlan(
                    name: name, documentation: documentation(of: field), rawValue: rawValue,
                    members: members(of: field, values)))
        }
        return .openEnum(name, rawValue: rawValue)
    }

    private mutating func members(
        of field: NamedField, _ values: [EndpointSpec.EnumeratedValue]
    ) -> [OpenEnumPlan.Member] {
        var scope = NameScope(fix: "give one of them another \"name\"")
        var members: [OpenEnumPlan.Member] = []
        for (index, (value, name)) in zip(values, field.memberNames).enumerated() {
            // Documents list some values twice.
            if values[..<index].contains(where: { $0.value == value.value }) { continue }
            let path = field.path.appending("values", .index(index))
            let spelling = value.value.compact
            problems +=
                scope.add(name.text, of: "the value \(spelling)", at: file.location(of: path)).map { [$0] } ?? []
            let literal = if case .string(let text) = value.value { StringLiteral.of(text) } else { spelling }
            members.append(
                OpenEnumPlan.Member(name: name, literal: literal, documentation: value.description ?? "`\(spelling)`"))
        }
        return members
    }

    // MARK: Names

    /// Finds a free name for the type of a field, or the same type under its name.
    private mutating func reserveName(
        _ name: String, for field: NamedField, in context: Context
    ) -> (slot: Int, isNew: Bool) {
        var prefixed = fieldTypeName(of: field.field)
        let enclosed = context.ancestors.reversed().map { ancestor in
            prefixed = ancestor + prefixed
            return prefixed
        }
        for candidate in [name] + enclosed where !SwiftName.reservedTypes.contains(candidate) {
            guard let taken = slotByName[candidate] else {
                let slot = Slot(name: candidate, field: field.field, path: field.path, isRequest: context.isRequest)
                return (open(slot), true)
            }
            if field.field.hasShape(of: slots[taken].field, roles: (context.isRequest, slots[taken].isRequest)) {
                return (taken, false)
            }
        }
        let taken = slotByName[prefixed] ?? 0
        problems.append(
            Diagnostic(
                .error, "name-collision",
                "the types of two different fields are both named \(prefixed) in Swift; give one of them a \"swiftName\"",
                at: file.location(of: field.path.appending("name")),
                notes: [.init("the other field is here", at: file.location(of: slots[taken].path.appending("name")))]))
        return (taken, false)
    }

    private mutating func open(_ slot: Slot) -> Int {
        slotByName[slot.name] = slots.count
        slots.append(slot)
        return slots.count - 1
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
    /// Whether the same code would be generated for the types of both fields. Examples can differ; what callers see
    /// cannot.
    ///
    /// - Parameter roles: Whether each of the fields is sent.
    fileprivate func hasShape(of other: Self, roles: (isSent: Bool, otherIsSent: Bool)) -> Bool {
        guard type.base == other.type.base, values == other.values, fields?.count == other.fields?.count else {
            return false
        }
        return zip(fields ?? [], other.fields ?? []).allSatisfy { mine, others in
            mine.name == others.name && mine.type == others.type && mine.typeName == others.typeName
                && mine.swiftName == others.swiftName && mine.description == others.description
                && mine.deprecated == others.deprecated && mine.constraints == others.constraints
                && mine.availableWhen == others.availableWhen
                && (roles.isSent && mine.required == true) == (roles.otherIsSent && others.required == true)
                && mine.hasShape(of: others, roles: roles)
        }
    }
}
