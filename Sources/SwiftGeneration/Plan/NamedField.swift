import EndpointSpec
import SourceText

/// A field of the spec with its names in Swift, and those of everything below it.
struct NamedField {
    let field: EndpointSpec.Field
    /// The path of the field in the spec.
    let path: JSONPath
    let name: Identifier
    /// The names of the listed values, in their order.
    let memberNames: [Identifier]
    let fields: [NamedField]
    /// The structure of the field's type.
    let shape: TypeShape

    /// - Parameter isSent: Whether the field is part of a request.
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

    /// The parameters or fields of a list with their names.
    static func all(in list: EndpointSpec.FieldList, of spec: EndpointSpec) -> [NamedField] {
        spec.tree(of: list) { placed, fields in
            let field = placed.field
            let isParameter = placed.depth == 0 && ![.request, .response].contains(list)
            let name = field.swiftName ?? field.name
            return NamedField(
                field: field, path: placed.path,
                name: isParameter ? SwiftName.parameter(name) : SwiftName.property(name),
                memberNames: EnumMemberNames.of(field.values ?? []), fields: fields, isSent: list.isSent)
        }
    }

    /// The name of a listed value; nil where the field does not list it.
    func memberName(of value: JSON) -> Identifier? {
        zip(field.values ?? [], memberNames).first { $0.0.value == value }?.1
    }
}
