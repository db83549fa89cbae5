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

    /// The fields of a body with their names.
    ///
    /// - Parameter path: The path of the list of fields in the spec.
    static func fields(_ fields: [EndpointSpec.Field]?, at path: JSONPath) -> [NamedField] {
        named(fields, at: path, by: SwiftName.property)
    }

    /// Parameters with their names.
    static func parameters(_ fields: [EndpointSpec.Field]?, at path: JSONPath) -> [NamedField] {
        named(fields, at: path, by: SwiftName.parameter)
    }

    private static func named(
        _ fields: [EndpointSpec.Field]?, at path: JSONPath, by name: (String) -> Identifier
    ) -> [NamedField] {
        (fields ?? []).enumerated().map { index, field in
            let path = path.appending(.index(index))
            return NamedField(
                field: field, path: path, name: name(field.swiftName ?? field.name),
                memberNames: EnumMemberNames.of(field.values ?? []),
                fields: self.fields(field.fields, at: path.appending("fields")))
        }
    }

    /// The name of a listed value; nil where the field does not list it.
    func memberName(of value: JSON) -> Identifier? {
        zip(field.values ?? [], memberNames).first { $0.0.value == value }?.1
    }
}
