import EndpointSpec
import SourceText

/// Plans the nested types of one endpoint and assigns each a unique name.
///
/// The preferred name of a struct is its documented type name or, if there is none, the name of its field. An enum is named after
/// its field. The `swiftName` of a field takes precedence over its name and over the documented type name. If the preferred name
/// is reserved or taken by another type, the type is named after its field, with the names of enclosing types prepended. Names do
/// not depend on other documents.
///
/// Fields with the same preferred type name and shape share one type, so that values from a response can be sent in a request.
/// The type has the most frequent comments of these fields.
struct TypePlanner {
    private let file: SpecFile
    private var slots: [Slot] = []
    private var slotByName: [String: Int] = [:]
    /// The slot indices of the types, keyed by preferred name. The actual name of a type can be different.
    private var slotsByPreferredName: [String: [Int]] = [:]
    private(set) var problems: [Diagnostic] = []

    /// The context of a list of fields.
    struct Context {
        /// The preferred names of the enclosing types, outermost first.
        let ancestors: [String]
        /// The unique name of the innermost enclosing type.
        let enclosing: String
        let isRequest: Bool
        /// Whether the fields are the parts of a multipart form, in which a field can be a file.
        var isForm = false
    }

    /// A type with its reserved name. Its content is planned later.
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

    /// A property without its comments.
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

    /// Plans the type `Body` or `Response`, whose name is fixed, and its nested types.
    mutating func planRoot(
        named name: String, fields: [NamedField], at path: JSONPath, documentation: String, isRequest: Bool,
        isForm: Bool = false
    ) {
        var field = EndpointSpec.Field(name: name, type: .init(.object))
        field.description = documentation
        let root = NamedField(
            field: field, path: path, name: Identifier(name), memberNames: [], fields: fields, isSent: isRequest)
        let slot = append(Slot(name: name, shape: nil, path: path, isRequest: isRequest, uses: [root]))
        slots[slot].content = structure(
            of: fields, in: Context(ancestors: [name], enclosing: name, isRequest: isRequest, isForm: isForm))
    }

    /// Returns the type of a field. If the field needs a nested type that is not planned yet, plans the nested type.
    mutating func type(of field: NamedField, in context: Context) -> SwiftType {
        let element: SwiftType
        switch field.field.type.base {
        case .string: element = openEnum(.string, for: field, in: context) ?? field.timestamp(.string) ?? .string
        case .int: element = openEnum(.int, for: field, in: context) ?? field.timestamp(.int) ?? .int
        case .number: element = .double
        case .boolean: element = .bool
        case .map: element = .dictionary(valueType(of: field, in: context))
        case .object: element = structure(for: field, in: context) ?? .json
        case .file where context.isForm: element = .file
        case .any, .file: element = .json
        }
        return element.array(dimensions: field.field.type.dimensions)
    }

    /// Returns the type of the values of a map.
    private mutating func valueType(of map: NamedField, in context: Context) -> SwiftType {
        let type = map.field.valueType ?? EndpointSpec.FieldType(map.fields.isEmpty ? .any : .object)
        let element: SwiftType =
            switch type.base {
            case .string: .string
            case .int: .int
            case .number: .double
            case .boolean: .bool
            case .object: structure(for: map, in: context) ?? .json
            case .map: .dictionary(.json)
            case .any, .file: .json
            }
        return element.array(dimensions: type.dimensions)
    }

    // MARK: Structs

    private mutating func structure(for field: NamedField, in context: Context) -> SwiftType? {
        if field.fields.isEmpty { return nil }
        let preferred = typeName(of: field.field)
        let (slot, isNew) = reserveName(preferred, for: field, in: context)
        let name = slots[slot].name
        // Use the preferred name rather than the prefixed name, so that names do not grow with every level.
        let inner = Context(
            ancestors: context.ancestors + [preferred], enclosing: name, isRequest: context.isRequest)
        if isNew {
            slots[slot].content = structure(of: field.fields, in: inner)
        } else {
            // The types of the children are already planned; the loop only records additional uses.
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

    /// Returns the type name derived from the `swiftName` of a field or, if it has none, from its name. For example, the type
    /// name for the array `assessment_dimension_list` is `AssessmentDimension`.
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

    /// Returns the name of the constant for a value in the open enum of a field, or `nil` if there is none.
    func memberName(of value: JSON, of field: NamedField) -> Identifier? {
        let uses = slots.first { slot in slot.uses.contains { $0.path == field.path } }?.uses ?? [field]
        return Self.useWithMostFrequentMemberNames(uses).memberName(of: value)
    }

    // MARK: Names

    /// Returns the slot of the existing type with the same preferred name and shape. If there is none, reserves a name and
    /// returns a new slot. If all possible names are reserved or taken, reports an error and returns an existing slot.
    ///
    /// - Parameters:
    ///   - name: The preferred name.
    ///   - field: The field that has the type.
    ///   - context: The context of the field.
    private mutating func reserveName(
        _ name: String, for field: NamedField, in context: Context
    ) -> (slot: Int, isNew: Bool) {
        let shape = field.shape
        if let same = slotsByPreferredName[name]?.first(where: { slots[$0].shape == shape }) {
            slots[same].uses.append(field)
            return (same, false)
        }
        var prefixed = fieldTypeName(of: field.field)
        let enclosed = context.ancestors.reversed().map { ancestor in
            prefixed = ancestor + prefixed
            return prefixed
        }
        // Lists named `items` and `item_list` beside `item` all have the element name `Item`, so the last resort is the whole name.
        let whole = SwiftName.type(field.field.swiftName ?? field.field.name)
        for candidate in [name] + enclosed + [context.enclosing + fieldTypeName(of: field.field), whole]
        where !SwiftName.reservedTypes.contains(candidate) && slotByName[candidate] == nil {
            let slot = append(
                Slot(name: candidate, shape: shape, path: field.path, isRequest: context.isRequest, uses: [field]))
            slotsByPreferredName[name, default: []].append(slot)
            return (slot, true)
        }
        let taken = slotByName[prefixed] ?? 0
        problems.append(
            Diagnostic(
                .error, "name-collision",
                "the types of two fields are both named `\(prefixed)` in Swift; give one of them a \"swiftName\"",
                at: file.location(of: field.path.appending("name")),
                notes: [.init("the other field is here", at: file.location(of: slots[taken].path.appending("name")))]))
        return (taken, false)
    }

    private mutating func append(_ slot: Slot) -> Int {
        slotByName[slot.name] = slots.count
        slots.append(slot)
        return slots.count - 1
    }
}

// MARK: Plans

extension TypePlanner {
    /// The planned types, in the order in which their names were reserved.
    var types: [TypePlan] { slots.compactMap(plan) }

    /// Returns the properties of the struct with the given name, or an empty array if there is no such struct.
    func properties(of name: String) -> [PropertyPlan] {
        guard let slot = slotByName[name], case .structure(let plan) = plan(of: slots[slot]) else { return [] }
        return plan.properties
    }

    private func plan(of slot: Slot) -> TypePlan? {
        let documentation = mostFrequent(
            slot.uses.map { $0.field.description?.withListsBelowLabels ?? "`\($0.field.name)`" })
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
                .text(for: use.fields[index], isRequest: slot.isRequest, hasEnum: property.type.containsOpenEnum)
        }
        let messages = slot.uses.compactMap { $0.fields[index].field.deprecated }
        return PropertyPlan(
            wireName: slot.uses[0].fields[index].field.name, name: property.name, storedName: property.storedName,
            type: property.type, isRequired: property.isRequired, documentation: mostFrequent(texts),
            deprecationMessage: property.isDeprecated ? mostFrequent(messages) : nil)
    }

    private func members(of uses: [NamedField]) -> [OpenEnumPlan.Member] {
        let use = Self.useWithMostFrequentMemberNames(uses)
        return use.distinctValues.map { index in
            let values = uses.compactMap { $0.field.values?[index] }
            let spelling = values[0].value.compact
            let literal = if case .string(let text) = values[0].value { StringLiteral.of(text) } else { spelling }
            return OpenEnumPlan.Member(
                name: use.memberNames[index], literal: literal,
                meaning: EnumMemberNames.meaning(of: values[0], named: use.memberNames[index]),
                documentation: mostFrequent(values.map { $0.description?.withListsBelowLabels ?? "`\(spelling)`" }))
        }
    }

    /// Returns the first field with the most frequent list of member names.
    private static func useWithMostFrequentMemberNames(_ fields: [NamedField]) -> NamedField {
        let names = mostFrequent(fields.map(\.memberNames))
        return fields.first { $0.memberNames == names } ?? fields[0]
    }
}

extension NamedField {
    /// Returns the type of a timestamp with the given type on the wire, or `nil` if the field is no timestamp.
    fileprivate func timestamp(_ wire: SwiftType.RawValue) -> SwiftType? {
        switch field.format {
        case .unixSeconds: .timestamp(.seconds, wire)
        case .unixMilliseconds: .timestamp(.milliseconds, wire)
        case .int32, .int64, nil: nil
        }
    }

    /// The indices of the enumerated values, without duplicate values. Some documents list a value twice.
    fileprivate var distinctValues: [Int] {
        let values = field.values ?? []
        return values.indices.filter { !values.isRepeated(at: $0) }
    }
}

extension SwiftType {
    /// Whether the type is an open enum, an array of open enums, or a dictionary of them.
    var containsOpenEnum: Bool {
        switch self {
        case .openEnum: true
        case .array(let element), .dictionary(let element): element.containsOpenEnum
        default: false
        }
    }
}
