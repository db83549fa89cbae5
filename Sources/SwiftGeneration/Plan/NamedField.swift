import EndpointSpec
import SourceText

/// A field in a spec, with the Swift names of the field, its enumerated values, and its nested fields.
struct NamedField: Sendable {
    let field: EndpointSpec.Field
    /// The path of the field in the spec.
    let path: JSONPath
    let name: Identifier
    /// The names of the enumerated values, in the same order as in the spec.
    let memberNames: [Identifier]
    let fields: [NamedField]
    let shape: TypeShape

    /// - Parameters:
    ///   - field: The field in the spec.
    ///   - path: The path of the field in the spec.
    ///   - name: The Swift name of the field.
    ///   - memberNames: The names of the enumerated values, in the same order as in the spec.
    ///   - fields: The nested fields.
    ///   - isSent: Whether the field is part of a request.
    init(
        field: EndpointSpec.Field, path: JSONPath, name: Identifier, memberNames: [Identifier], fields: [NamedField],
        isSent: Bool
    ) {
        self.field = field
        self.path = path
        self.name = name
        self.memberNames = memberNames
        self.fields = fields
        shape = TypeShape(of: field, memberNames: memberNames, fields: fields, isSent: isSent)
    }

    /// Returns the fields in the given list, with their Swift names.
    static func all(in list: EndpointSpec.FieldList, of spec: EndpointSpec) -> [NamedField] {
        spec.tree(of: list) { placed, fields in
            let field = placed.field
            let isParameter = placed.depth == 0 && ![.request, .response, .event, .eventHeader].contains(list)
            let name = field.swiftName ?? field.name
            return NamedField(
                field: field, path: placed.path,
                name: isParameter ? SwiftName.parameter(name) : SwiftName.property(name),
                memberNames: EnumMemberNames.of(field.values ?? []), fields: fields, isSent: list.isSent)
        }
    }

    /// Returns the name of an enumerated value, or `nil` if the field does not list the value.
    func memberName(of value: JSON) -> Identifier? {
        zip(field.values ?? [], memberNames).first { $0.0.value == value }?.1
    }
}
