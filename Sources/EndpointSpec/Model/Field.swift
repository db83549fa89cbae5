import SourceText

extension EndpointSpec {
    /// A parameter, or a field of a body, in the document's order and nesting.
    public struct Field: Sendable, Equatable {
        /// The name on the wire.
        public var name: String
        public var type: FieldType
        /// The document's own name of the type.
        public var typeName: String?
        /// Only where the document says so.
        public var required: Bool?
        /// The rest of the document's text without the facts, as Markdown.
        public var description: String?
        public var example: JSON?
        public var `default`: JSON?
        public var values: [EnumeratedValue]?
        public var constraints: Constraints?
        /// The document's reason or advice.
        public var deprecated: String?
        public var fields: [Field]?
        /// `assumed` where the place in the tree could not be proved from the document.
        public var placement: Placement?
        /// Annotation: the field is meaningful only while a sibling has a certain value.
        public var availableWhen: Condition?
        /// Annotation: the name in Swift where the derived one is poor.
        public var swiftName: String?

        public init(name: String, type: FieldType, fields: [Field]? = nil) {
            self.name = name
            self.type = type
            self.fields = fields
        }
    }

    public struct EnumeratedValue: Sendable, Equatable {
        /// The value on the wire, of the field's JSON type.
        public var value: JSON
        public var description: String?
        /// Annotation: the name in Swift.
        public var name: String?

        public init(value: JSON, description: String? = nil, name: String? = nil) {
            self.value = value
            self.description = description
            self.name = name
        }
    }

    public struct Constraints: Sendable, Equatable {
        public var minLength: Int?
        public var maxLength: Int?
        public var minItems: Int?
        public var maxItems: Int?
        /// The number as the document spells it.
        public var minimum: String?
        public var maximum: String?
        public var pattern: String?

        public init() {
        }
    }

    public enum Placement: String, Sendable, CaseIterable {
        case assumed
    }

    /// `field` has the value `equals`.
    public struct Condition: Sendable, Equatable {
        public var field: String
        public var equals: JSON

        public init(field: String, equals: JSON) {
            self.field = field
            self.equals = equals
        }
    }

    /// A base type and its array dimensions, spelled `string[]`.
    public struct FieldType: Sendable, Equatable {
        public enum Base: String, Sendable, CaseIterable {
            case string
            case int
            case number
            case boolean
            case object
            case map
            case file
            case any
        }

        /// More than any document has.
        static let maximumDimensions = 8

        public var base: Base
        public var dimensions: Int

        public init(_ base: Base, dimensions: Int = 0) {
            self.base = base
            self.dimensions = dimensions
        }

        init?(spelling: String) {
            var name = spelling[...]
            var dimensions = 0
            while name.hasSuffix("[]") {
                name = name.dropLast(2)
                dimensions += 1
            }
            guard let base = Base(rawValue: String(name)), dimensions <= Self.maximumDimensions else { return nil }
            self.init(base, dimensions: dimensions)
        }

        public var spelling: String {
            base.rawValue + String(repeating: "[]", count: dimensions)
        }
    }
}
