import SourceText

extension EndpointSpec {
    /// A parameter, or a field of a body, in the document's order and nesting.
    package struct Field: Sendable, Equatable {
        /// The name on the wire.
        package var name: String
        package var type: FieldType
        /// The document's own name of the type.
        package var typeName: String?
        /// Only where the document says so.
        package var required: Bool?
        /// The rest of the document's text without the facts, as Markdown.
        package var description: String?
        package var example: JSON?
        package var `default`: JSON?
        package var values: [EnumeratedValue]?
        package var constraints: Constraints?
        /// The document's reason or advice.
        package var deprecated: String?
        package var fields: [Field]?
        /// `assumed` where the place in the tree could not be proved from the document.
        package var placement: Placement?
        /// Annotation: the field is meaningful only while a sibling has a certain value.
        package var availableWhen: Condition?
        /// Annotation: the name in Swift where the derived one is poor.
        package var swiftName: String?

        package init(name: String, type: FieldType, fields: [Field]? = nil) {
            self.name = name
            self.type = type
            self.fields = fields
        }
    }

    package struct EnumeratedValue: Sendable, Equatable {
        /// The value on the wire, of the field's JSON type.
        package var value: JSON
        package var description: String?
        /// The name in Swift. Import derives one where there is none, and keeps it from then on.
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
        /// The number as the document spells it.
        package var minimum: String?
        package var maximum: String?
        package var pattern: String?

        package init() {
        }
    }

    package enum Placement: String, Sendable, CaseIterable {
        case assumed
    }

    /// `field` has the value `equals`.
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
    /// Whether the value is a word, and so a name for itself.
    package var namesItself: Bool {
        if case .string(let text) = value { text.contains(where: \.isLetter) } else { false }
    }

    /// The value as a part of a name: `minus_1`.
    package var nameText: String {
        switch value {
        case .string(let text): text
        case .number(let spelling): spelling.replacing("-", with: "minus_", maxReplacements: 1)
        default: value.compact
        }
    }
}

extension [EndpointSpec.EnumeratedValue] {
    /// Whether the value at an index is listed before it, too. Documents list some values twice.
    package func isRepeated(at index: Int) -> Bool {
        self[..<index].contains { $0.value == self[index].value }
    }
}
