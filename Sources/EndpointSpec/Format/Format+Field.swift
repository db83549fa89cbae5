// The part of the format table for parameters and fields.

extension EndpointSpec.Field: FormatObject {
    package static let subject = "the field"
    package static let definition = "field"
    package static let summary = "A parameter, or a field of a body."
    package static var placeholder: EndpointSpec.Field { .init(name: "", type: .init(.any)) }
    package static let keys: [FormatKey<EndpointSpec.Field>] = [
        .required(
            "name", \.name, .nonEmptyString,
            "The name on the wire."),
        .required(
            "type", \.type, .fieldType,
            "The type, with [] per array dimension."),
        .optional(
            "typeName", \.typeName, .nonEmptyString,
            "The document's own name of the type."),
        .optional(
            "required", \.required, .boolean,
            "Only where the document says so."),
        .optional(
            "description", \.description, .string,
            "The rest of the document's text without the facts."),
        .optional("example", \.example, .any),
        .optional("default", \.default, .any),
        .optional("values", \.values, .array(.object)),
        .optional("constraints", \.constraints, .object),
        .optional(
            "deprecated", \.deprecated, .string,
            "The document's reason or advice."),
        .optional(
            "fields", \.fields, .array(.object),
            "The members, in the document's order."),
        .optional(
            "placement", \.placement, .word,
            "Where the document does not prove the field's place in the tree. Delete the key when you have checked the place."
        ),
        .optional("availableWhen", \.availableWhen, .object),
        .optional(
            "swiftName", \.swiftName, .nonEmptyString,
            "Annotation: the name in Swift where the derived one is poor."),
    ]
}

extension EndpointSpec.EnumeratedValue: FormatObject {
    package static let subject = "the value"
    package static let definition = "value"
    package static let summary = "A value that the document lists."
    package static var placeholder: EndpointSpec.EnumeratedValue { .init(value: .null) }
    package static let keys: [FormatKey<EndpointSpec.EnumeratedValue>] = [
        .required(
            "value", \.value, .any,
            "The value, of the field's JSON type."),
        .optional("description", \.description, .string),
        .optional(
            "name", \.name, .nonEmptyString,
            "The name in Swift. Import derives one where there is none, and keeps it."),
    ]
}

extension EndpointSpec.Constraints: FormatObject {
    package static let subject = "the constraints"
    package static let definition = "constraints"
    package static let summary = "The document's constraints on a value."
    package static var placeholder: EndpointSpec.Constraints { .init() }
    package static let keys: [FormatKey<EndpointSpec.Constraints>] = [
        .optional("minLength", \.minLength, .integer(atLeast: 0)),
        .optional("maxLength", \.maxLength, .integer(atLeast: 0)),
        .optional("minItems", \.minItems, .integer(atLeast: 0)),
        .optional("maxItems", \.maxItems, .integer(atLeast: 0)),
        .optional("minimum", \.minimum, .number),
        .optional("maximum", \.maximum, .number),
        .optional("pattern", \.pattern, .nonEmptyString),
    ]
}

extension EndpointSpec.Condition: FormatObject {
    package static let subject = "the condition"
    package static let definition = "condition"
    package static let summary = "Annotation: the field is meaningful only while a sibling has this value."
    package static var placeholder: EndpointSpec.Condition { .init(field: "", equals: .null) }
    package static let keys: [FormatKey<EndpointSpec.Condition>] = [
        .required("field", \.field, .nonEmptyString),
        .required("equals", \.equals, .any),
    ]
}
