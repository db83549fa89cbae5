import SourceText

extension EndpointSpec {
    /// A base type and its array dimensions, spelled `string[]`.
    package struct FieldType: Sendable, Equatable {
        package enum Base: String, Sendable, CaseIterable {
            case string
            case int
            case number
            case boolean
            case object
            case map
            case file
            case any

            /// Whether values of the type have no members.
            package var isScalar: Bool { [.string, .int, .number, .boolean].contains(self) }
        }

        /// More than any document has.
        static let maximumDimensions = 8

        package var base: Base
        package var dimensions: Int

        package init(_ base: Base, dimensions: Int = 0) {
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

        package var spelling: String {
            base.rawValue + String(repeating: "[]", count: dimensions)
        }

        /// Whether a value has the type. An integer is a number without a fraction and an exponent that has 64 bits, and
        /// null has no type but `any`.
        package func fits(_ value: JSON) -> Bool {
            if dimensions > 0 {
                guard case .array(let elements) = value else { return false }
                let element = FieldType(base, dimensions: dimensions - 1)
                return elements.allSatisfy(element.fits)
            }
            switch (base, value) {
            case (.any, _), (.file, _), (.string, .string), (.boolean, .boolean), (.number, .number),
                (.object, .object),
                (.map, .object):
                return true
            case (.int, .number(let spelling)): return Int(spelling) != nil
            default: return false
            }
        }
    }
}

extension EndpointSpec.Field {
    /// Whether two fields have the same type, as far as the document names it.
    package func hasSameType(as other: EndpointSpec.Field) -> Bool {
        type == other.type && typeName == other.typeName
    }

    /// The type with the document's own name of it: `object (Candidate)`.
    package var typeText: String { type.spelling + (typeName.map { " (\($0))" } ?? "") }
}
