// The format of parameters and body fields. `Format.swift` contains the rest of the format.

extension EndpointSpec.Field: FormatObject {
    package static let subject = "the field"
    package static let definition = "field"
    package static let summary = "A parameter or a body field."
    package static var placeholder: EndpointSpec.Field { .init(name: "", type: .init(.any)) }
    package static let keys: [FormatKey<EndpointSpec.Field>] = [
        .required(
            "name", \.name, .nonEmptyString,
            "The wire name."),
        .required(
            "type", \.type, .fieldType,
            "The type, with [] for each array dimension."),
        .optional(
            "valueType", \.valueType, .fieldType,
            "The type of a map's values. Omitted if the values are objects with the fields in fields or, without fields, any values."
        ),
        .optional(
            "format", \.format, .word,
            "The size of an integer, or the unit of a Unix timestamp, which is an integer or a string."),
        .optional(
            "typeName", \.typeName, .nonEmptyString,
            "The type name in the document."),
        .optional(
            "required", \.required, .boolean,
            "Whether the field is required. Omitted if the document does not specify it."),
        .optional(
            "description", \.description, .string,
            "The document's text without the facts that have their own keys."),
        .optional("example", \.example, .any),
        .optional("default", \.default, .any),
        .optional("values", \.values, .array(.object)),
        .optional("constraints", \.constraints, .object),
        .optional(
            "deprecated", \.deprecated, .string,
            "The documented reason for the deprecation, or the recommended replacement."),
        .optional(
            "fields", \.fields, .array(.object),
            "The nested fields, in the order of the document."),
        .optional(
            "placement", \.placement, .word,
            "assumed, if the document does not prove the position of the field in the tree. Delete the key after checking the position."
        ),
        .optional(
            "evidence", \.evidence, .word,
            "sample, if no table of the document lists the field, but its samples show it."),
        .optional(
            "idempotencyKey", \.idempotencyKey, .boolean,
            "Annotation: whether the field is a key of the caller by which the platform recognizes a repeated request. Import sets it, and keeps an existing value."
        ),
        .optional("availableWhen", \.availableWhen, .object),
        .optional(
            "swiftName", \.swiftName, .swiftName,
            "Annotation: the Swift name that replaces the derived one."),
        .optional("corrected", \.corrected, .correction(of: EndpointSpec.Field.self)),
    ]
}

extension EndpointSpec.EnumeratedValue: FormatObject {
    package static let subject = "the value"
    package static let definition = "value"
    package static let summary = "A listed value."
    package static var placeholder: EndpointSpec.EnumeratedValue { .init(value: .null) }
    package static let keys: [FormatKey<EndpointSpec.EnumeratedValue>] = [
        .required(
            "value", \.value, .any,
            "The value, which has the JSON type of the field."),
        .optional("description", \.description, .string),
        .optional(
            "key", \.key, .nonEmptyString,
            "The platform's identifier of the value."),
        .optional(
            "name", \.name, .nonEmptyString,
            "The Swift name. Import derives a missing name, and keeps an existing one."),
    ]
}

extension EndpointSpec.Constraints: FormatObject {
    package static let subject = "the constraints"
    package static let definition = "constraints"
    package static let summary = "The documented constraints on a value."
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
    package static let summary = "Annotation: the value of a sibling field for which this field is available."
    package static var placeholder: EndpointSpec.Condition { .init(field: "", equals: .null) }
    package static let keys: [FormatKey<EndpointSpec.Condition>] = [
        .required("field", \.field, .nonEmptyString),
        .required("equals", \.equals, .any),
    ]
}
