import SourceText

extension EndpointSpec {
    /// A parameter or a field of a body, in the order and nesting of the document.
    package struct Field: Sendable, Equatable {
        /// The name on the wire.
        package var name: String
        package var type: FieldType
        /// The document's name for the type.
        package var typeName: String?
        /// Whether the field is required, or `nil` if the document does not specify it.
        package var required: Bool?
        /// The document's description, without the facts that other keys represent, as Markdown.
        package var description: String?
        package var example: JSON?
        package var `default`: JSON?
        package var values: [EnumeratedValue]?
        package var constraints: Constraints?
        /// The deprecation notice of the document.
        package var deprecated: String?
        package var fields: [Field]?
        /// `assumed` if the document does not prove the placement of the field in the tree.
        package var placement: Placement?
        /// Annotation: the field is meaningful only while a sibling has a certain value.
        package var availableWhen: Condition?
        /// Annotation: the Swift name, if the derived one is poor.
        package var swiftName: String?

        package init(name: String, type: FieldType, fields: [Field]? = nil) {
            self.name = name
            self.type = type
            self.fields = fields
        }
    }

    package struct EnumeratedValue: Sendable, Equatable {
        /// The value on the wire, which has the JSON type of the field.
        package var value: JSON
        package var description: String?
        /// The Swift name. Import derives a missing name, and then keeps it.
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

    /// The condition that the sibling `field` has the value `equals`.
    package struct Condition: Sendable, Equatable {
        package var field: String
        package var equals: JSON

        package init(field: String, equals: JSON) {
            self.field = field
            self.equals = equals
        }
    }
}

extension EndpointSpec.EnumeratedValue {
    /// Whether the value is a word that can serve as its own name.
    package var namesItself: Bool {
        if case .string(let text) = value { text.contains(where: \.isLetter) } else { false }
    }

    /// The value as part of a name, such as `minus_1` for -1.
    package var nameText: String {
        switch value {
        case .string(let text): text
        case .number(let spelling): spelling.replacing("-", with: "minus_", maxReplacements: 1)
        default: value.compact
        }
    }
}

extension [EndpointSpec.EnumeratedValue] {
    /// Returns whether the value at an index repeats an earlier one. Some documents list a value twice.
    package func isRepeated(at index: Int) -> Bool {
        self[..<index].contains { $0.value == self[index].value }
    }
}
