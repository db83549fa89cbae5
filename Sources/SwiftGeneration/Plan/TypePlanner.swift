import EndpointSpec
import SourceText

/// Plans the nested types of one endpoint and gives each a free name.
///
/// A type is named after the document's own type name or else after its field. Types with the same name and the same
/// shape are one type, with the texts that most of its uses have: what was read can be sent back. Where a type of
/// another shape has the name, the names of the enclosing types are put in front, so that no name depends on which other
/// documents exist.
struct TypePlanner {
    private let file: SpecFile
    private var slots: [Slot] = []
    private var slotByName: [String: Int] = [:]
    /// The types that would have a name if it were free.
    private var slotsByWantedName: [String: [Int]] = [:]
    private(set) var problems: [Diagnostic] = []

    /// What a list of fields belongs to.
    struct Context {
        /// The names of the enclosing types, outermost first, before it was known whether they are free.
        let ancestors: [String]
        /// The name of the enclosing type, which no other type has.
        let enclosing: String
        let isRequest: Bool
        /// Whether the fields are the parts of a form, which can be files.
        var isForm = false
    }

    /// A planned type.
    private struct Slot {
        let name: String
        let shape: TypeShape?
        let path: JSONPath
        let isRequest: Bool
        /// The fields that have this type.
        var uses: [NamedField]
        var content: Content?

        enum Content {
            case structure([Property])
            case openEnum(SwiftType.RawValue)
        }
    }

    /// A property without its texts.
    private struct Property {
        let name: Identifier
        let storedName: Identifier
        let type: SwiftType
        let isRequired: Bool
        let isDeprecated: Bool
    }

    init(file: SpecFile) {
        self.file = file
    }

    /// Plans a type with a fixed name: `Body` or `Response`.
    mutating func planRoot(
        named name: String, fields: [NamedField], at path: JSONPath, documentation: String, isRequest: Bool,
        isForm: Bool = false
    ) {
        var field = EndpointSpec.Field(name: name, type: .init(.object))
        field.description = documentation
        let root = NamedField(
            field: field, path: path, name: Identifier(name), memberNames: [], fields: fields, isSent: isRequest)
        let slot = open(Slot(name: name, shape: nil, path: path, isRequest: isRequest, uses: [root]))
        slots[slot].content = structure(
            of: fields, in: Context(ancestors: [name], enclosing: name, isRequest: isRequest, isForm: isForm))
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
        let wanted = typeName(of: field.field)
        let (slot, isNew) = reserveName(wanted, for: field, in: context)
        let name = slots[slot].name
        // Without what was put in front of it, so that names do not grow with every level.
        let inner = Context(
            ancestors: context.ancestors + [wanted], enclosing: name, isRequest: context.isRequest)
        if isNew {
            slots[slot].content = structure(of: field.fields, in: inner)
        } else {
            // Their types are known; this adds their texts.
            for child in field.fields { _ = type(of: child, in: inner) }
        }
        return .structure(name)
    }

    private mutating func structure(of fields: [NamedField], in context: Context) -> Slot.Content {
        var scope = NameScope(fix: "give one of them another \"swiftName\"")
        return .structure(fields.map { property(of: $0, in: context, &scope) })
    }

    private mutating func property(
        of named: NamedField, in context: Context, _ scope: inout NameScope
    ) -> Property {
        let field = named.field
        let isRequired = context.isRequest && field.required == true
        let isDeprecated = !isRequired && field.deprecated != nil
        let storedName = isDeprecated ? SwiftName.deprecatedStorage(of: named.name) : named.name
        for name in isDeprecated ? [named.name, storedName] : [named.name] {
            let location = file.location(of: named.path.appending("name"))
            problems += scope.add(name.text, of: "the field \"\(field.name)\"", at: location).map { [$0] } ?? []
        }
        return Property(
            name: named.name, storedName: storedName, type: type(of: named, in: context), isRequired: isRequired,
            isDeprecated: isDeprecated)
    }

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
        if isNew { slots[slot].content = .openEnum(rawValue) }
        checkMembers(of: field, values)
        return .openEnum(slots[slot].name, rawValue: rawValue)
    }

    private mutating func checkMembers(of field: NamedField, _ values: [EndpointSpec.EnumeratedValue]) {
        var scope = NameScope(fix: "give one of them another \"name\"")
        for index in field.distinctValues {
            let path = field.path.appending("values", .index(index))
            problems +=
                scope.add(
                    field.memberNames[index].text, of: "the value \(values[index].value.compact)",
                    at: file.location(of: path)
                ).map { [$0] } ?? []
        }
    }

    /// The name of a listed value of a field, in the type of the field.
    func memberName(of value: JSON, of field: NamedField) -> Identifier? {
        let uses = slots.first { slot in slot.uses.contains { $0.path == field.path } }?.uses ?? [field]
        return Self.namedLikeMost(uses).memberName(of: value)
    }

    // MARK: Names

    /// Finds a free name for the type of a field, or the same type under its name.
    private mutating func reserveName(
        _ name: String, for field: NamedField, in context: Context
    ) -> (slot: Int, isNew: Bool) {
        let shape = field.shape
        if let same = slotsByWantedName[name]?.first(where: { slots[$0].shape == shape }) {
            slots[same].uses.append(field)
            return (same, false)
        }
        var prefixed = fieldTypeName(of: field.field)
        let enclosed = context.ancestors.reversed().map { ancestor in
            prefixed = ancestor + prefixed
            return prefixed
        }
        for candidate in [name] + enclosed + [context.enclosing + fieldTypeName(of: field.field)]
        where !SwiftName.reservedTypes.contains(candidate) && slotByName[candidate] == nil {
            let slot = open(
                Slot(name: candidate, shape: shape, path: field.path, isRequest: context.isRequest, uses: [field]))
            slotsByWantedName[name, default: []].append(slot)
            return (slot, true)
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

// The texts, which are those of most uses of a type.
extension TypePlanner {
    /// The planned types in the order in which the document mentions them.
    var types: [TypePlan] { slots.compactMap(plan) }

    /// The properties of a planned struct.
    func properties(of name: String) -> [PropertyPlan] {
        guard let slot = slotByName[name], case .structure(let plan) = plan(of: slots[slot]) else { return [] }
        return plan.properties
    }

    private func plan(of slot: Slot) -> TypePlan? {
        let documentation = mostFrequent(slot.uses.map { $0.field.description ?? "`\($0.field.name)`" })
        switch slot.content {
        case .structure(let properties):
            return .structure(
                StructPlan(
                    name: slot.name, documentation: documentation,
                    properties: properties.enumerated().map { self.plan(of: $1, at: $0, in: slot) },
                    hasMemberwiseInitializer: slot.isRequest,
                    canSendNull: slot.isRequest && file.spec.method == .patch
                        && properties.contains { !$0.isRequired }))
        case .openEnum(let rawValue):
            return .openEnum(
                OpenEnumPlan(
                    name: slot.name, documentation: documentation, rawValue: rawValue, members: members(of: slot.uses)))
        case nil: return nil
        }
    }

    private func plan(of property: Property, at index: Int, in slot: Slot) -> PropertyPlan {
        let texts = slot.uses.map { use in
            FieldDocumentation(siblings: use.fields)
                .text(for: use.fields[index], isRequest: slot.isRequest, hasEnum: property.type.isEnumerated)
        }
        let reasons = slot.uses.compactMap { $0.fields[index].field.deprecated }
        return PropertyPlan(
            wireName: slot.uses[0].fields[index].field.name, name: property.name, storedName: property.storedName,
            type: property.type, isRequired: property.isRequired, documentation: mostFrequent(texts),
            deprecated: property.isDeprecated ? mostFrequent(reasons) : nil)
    }

    private func members(of uses: [NamedField]) -> [OpenEnumPlan.Member] {
        let named = Self.namedLikeMost(uses)
        return named.distinctValues.map { index in
            let values = uses.compactMap { $0.field.values?[index] }
            let spelling = values[0].value.compact
            let literal = if case .string(let text) = values[0].value { StringLiteral.of(text) } else { spelling }
            return OpenEnumPlan.Member(
                name: named.memberNames[index], literal: literal,
                meaning: EnumMemberNames.meaning(of: values[0], named: named.memberNames[index]),
                documentation: mostFrequent(values.map { $0.description ?? "`\(spelling)`" }))
        }
    }

    /// The field whose listed values have the names that most of the fields have.
    private static func namedLikeMost(_ fields: [NamedField]) -> NamedField {
        let names = mostFrequent(fields.map(\.memberNames))
        return fields.first { $0.memberNames == names } ?? fields[0]
    }
}

extension NamedField {
    /// The indices of the listed values without repetitions. Documents list some values twice.
    fileprivate var distinctValues: [Int] {
        let values = field.values ?? []
        return values.indices.filter { !values.isRepeated(at: $0) }
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
