import EndpointSpec
import SourceText

/// The structure of a field's type, without comments. Fields with the same preferred type name and shape share one type.
struct TypeShape: Equatable, Sendable {
    private let base: EndpointSpec.FieldType.Base
    private let values: [Value]
    private let members: [Member]

    /// An enumerated value. Its meaning is part of the shape, because `1` can mean "succeeded" in one list and "waiting" in
    /// another.
    private struct Value: Equatable, Sendable {
        let value: String
        let meaning: String
    }

    private struct Member: Equatable, Sendable {
        let name: String
        let swiftName: String?
        let typeName: String?
        let dimensions: Int
        let valueType: EndpointSpec.FieldType?
        /// The unit of a timestamp.
        let timestamp: EndpointSpec.Format?
        let isRequired: Bool
        let isDeprecated: Bool
        let shape: TypeShape
    }

    /// - Parameters:
    ///   - field: The field in the spec.
    ///   - memberNames: The names of the enumerated values, in the same order as in the spec.
    ///   - fields: The nested fields with their shapes.
    ///   - isSent: Whether the field is part of a request. If it is not, all nested fields count as optional.
    init(of field: EndpointSpec.Field, memberNames: [Identifier], fields: [NamedField], isSent: Bool) {
        base = field.type.base
        values = zip(field.values ?? [], memberNames).map { value, name in
            Value(value: value.value.compact, meaning: EnumMemberNames.meaning(of: value, named: name))
        }
        members = fields.map { child in
            let field = child.field
            return Member(
                name: field.name, swiftName: field.swiftName, typeName: field.typeName,
                dimensions: field.type.dimensions, valueType: field.valueType,
                timestamp: field.timestampFormat,
                isRequired: isSent && field.required == true,
                isDeprecated: field.deprecated != nil, shape: child.shape)
        }
    }
}
