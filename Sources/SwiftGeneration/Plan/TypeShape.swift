import EndpointSpec
import SourceText

/// The structure of a type: what callers can do with it, but none of its texts. Types with the same name and the same
/// shape are one type.
struct TypeShape: Equatable {
    private let base: EndpointSpec.FieldType.Base
    private let values: [Value]
    private let members: [Member]

    /// Lists of the same numbers with other meanings are other types: `1` can be "succeeded" here and "waiting" there.
    private struct Value: Equatable {
        let value: String
        let meaning: String
    }

    private struct Member: Equatable {
        let name: String
        let swiftName: String?
        let typeName: String?
        let dimensions: Int
        let isRequired: Bool
        let isDeprecated: Bool
        let shape: TypeShape
    }

    /// - Parameters:
    ///   - fields: The fields below, whose shapes are known.
    ///   - isSent: Whether the field is part of a request, in which fields can be required.
    init(of field: EndpointSpec.Field, memberNames: [Identifier], fields: [NamedField], isSent: Bool) {
        base = field.type.base
        values = zip(field.values ?? [], memberNames).map { value, name in
            Value(value: value.value.compact, meaning: EnumMemberNames.meaning(of: value, named: name))
        }
        members = fields.map { child in
            let field = child.field
            return Member(
                name: field.name, swiftName: field.swiftName, typeName: field.typeName,
                dimensions: field.type.dimensions, isRequired: isSent && field.required == true,
                isDeprecated: field.deprecated != nil, shape: child.shape)
        }
    }
}
