import SourceText

extension EndpointSpec {
    /// A parameter or a body field, with its nested fields in the order of the document.
    package struct Field: Sendable, Equatable {
        /// The wire name.
        package var name: String
        package var type: FieldType
        /// The type of the values of a map, or `nil` if the values are objects with the nested fields or, without nested fields,
        /// any values.
        package var valueType: FieldType?
        /// The size of an integer, or the unit of an integer or a string that is a Unix timestamp; `nil` if neither is known.
        package var format: Format?
        /// The type name in the document, or `nil` if there is none.
        package var typeName: String?
        /// Whether the field is required, or `nil` if the document does not specify it.
        package var required: Bool?
        /// The document's description in Markdown, without the facts that have separate keys.
        package var description: String?
        package var example: JSON?
        package var `default`: JSON?
        package var values: [EnumeratedValue]?
        package var constraints: Constraints?
        /// The document's deprecation notice, or `nil` if the field is not deprecated.
        package var deprecated: String?
        package var fields: [Field]?
        /// `assumed` if the field's position in the tree is neither proved by the document nor confirmed by a person,
        /// or `nil` if it is certain.
        package var placement: Placement?
        /// `sample` if no table of the document has the field, but its samples do, or `nil` if a table has it.
        package var evidence: Evidence?
        /// Annotation: whether the field is a key of the caller by which the platform recognizes a repeated request. Import sets it,
        /// and keeps an existing value.
        package var idempotencyKey: Bool?
        /// Annotation: the condition under which the field is available.
        package var availableWhen: Condition?
        /// Annotation: the Swift name that replaces the derived name.
        package var swiftName: String?
        /// Annotation: what the document says about the facts that a person changed.
        package var corrected: Correction?

        package init(name: String, type: FieldType, fields: [Field]? = nil) {
            self.name = name
            self.type = type
            self.fields = fields
        }
    }

    package struct EnumeratedValue: Sendable, Equatable {
        /// The value on the wire. If the base type of the field is a scalar type, the value must have this type.
        package var value: JSON
        package var description: String?
        /// The platform's identifier of the value, such as `NotAnyone`, or `nil` if it is not known.
        package var key: String?
        /// The Swift name. Import derives a missing name and keeps an existing name.
        package var name: String?

        package init(value: JSON, description: String? = nil, name: String? = nil) {
            self.value = value
            self.description = description
            self.name = name
        }
    }

    package struct Constraints: Sendable, Equatable {
        package var minLength: Int?
        package var maxLength: Int?
        package var minItems: Int?
        package var maxItems: Int?
        /// The minimum, as spelled in the document.
        package var minimum: String?
        /// The maximum, as spelled in the document.
        package var maximum: String?
        package var pattern: String?

        package init() {
        }
    }

    package enum Placement: String, Sendable, CaseIterable {
        case assumed
    }

    package enum Format: String, Sendable, CaseIterable {
        case int32
        case int64
        case unixSeconds = "unix-seconds"
        case unixMilliseconds = "unix-milliseconds"

        /// The unit of a Unix timestamp in words, or `nil` for another format.
        package var unitText: String? {
            switch self {
            case .int32, .int64: nil
            case .unixSeconds: "Unix time in seconds"
            case .unixMilliseconds: "Unix time in milliseconds"
            }
        }
    }

    package enum Evidence: String, Sendable, CaseIterable {
        case sample
    }

    /// The condition that the sibling field named `field` has the value `equals`.
    package struct Condition: Sendable, Equatable {
        package var field: String
        package var equals: JSON

        package init(field: String, equals: JSON) {
            self.field = field
            self.equals = equals
        }
    }
}

extension EndpointSpec.Field {
    /// The format of a timestamp, or `nil` if the field is none.
    package var timestampFormat: EndpointSpec.Format? { format?.unitText == nil ? nil : format }
}

extension EndpointSpec.EnumeratedValue {
    /// Whether the value can serve as its own name: it must be a string that contains a letter.
    package var namesItself: Bool {
        if case .string(let text) = value { text.contains(where: \.isLetter) } else { false }
    }

    /// The text that represents the value in a name, such as `minus_1` for -1.
    package var nameText: String {
        if case .number = value { wireText.replacing("-", with: "minus_", maxReplacements: 1) } else { wireText }
    }

    /// The value as text: a string without its quotation marks, or the JSON of another value.
    package var wireText: String { if case .string(let text) = value { text } else { value.compact } }
}

extension [EndpointSpec.EnumeratedValue] {
    /// Returns whether the value at the given index repeats an earlier value. Some documents list a value twice.
    package func isRepeated(at index: Int) -> Bool {
        self[..<index].contains { $0.value == self[index].value }
    }
}
