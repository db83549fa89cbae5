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

    /// The fields of a body with their names.
    ///
    /// - Parameter path: The path of the list of fields in the spec.
    static func fields(_ fields: [EndpointSpec.Field]?, at path: JSONPath, areSent: Bool) -> [NamedField] {
        named(fields, at: path, areSent: areSent, by: SwiftName.property)
    }

    /// Parameters with their names.
    static func parameters(_ fields: [EndpointSpec.Field]?, at path: JSONPath) -> [NamedField] {
        named(fields, at: path, areSent: true, by: SwiftName.parameter)
    }

    private static func named(
        _ fields: [EndpointSpec.Field]?, at path: JSONPath, areSent: Bool, by name: (String) -> Identifier
    ) -> [NamedField] {
        (fields ?? []).enumerated().map { index, field in
            let path = path.appending(.index(index))
            return NamedField(
                field: field, path: path, name: name(field.swiftName ?? field.name),
                memberNames: EnumMemberNames.of(field.values ?? []),
                fields: self.fields(field.fields, at: path.appending("fields"), areSent: areSent), isSent: areSent)
        }
    }

    /// The name of a listed value; nil where the field does not list it.
    func memberName(of value: JSON) -> Identifier? {
        zip(field.values ?? [], memberNames).first { $0.0.value == value }?.1
    }
}
