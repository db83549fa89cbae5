import SourceText

extension EndpointSpec {
    /// A base type with zero or more array dimensions, such as `string[]`.
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

            /// Whether values of the type are strings, numbers or booleans.
            package var isScalar: Bool { [.string, .int, .number, .boolean].contains(self) }
        }

        /// The maximum number of array dimensions in a spec. No document needs this many.
        package static let maximumDimensions = 8

        package var base: Base
        package var dimensions: Int

        package init(_ base: Base, dimensions: Int = 0) {
            self.base = base
            self.dimensions = dimensions
        }

        package init?(spelling: String) {
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

        /// Returns whether the value has this type.
        ///
        /// The type `int` accepts numbers that have no fraction or exponent and fit in 64 bits. The types `any` and
        /// `file` accept all values, and no other type accepts null.
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
    /// Returns whether this field and the other field have the same type, documented type name, and unit of a timestamp.
    package func hasSameType(as other: EndpointSpec.Field) -> Bool {
        type == other.type && valueType == other.valueType && typeName == other.typeName
            && timestampFormat == other.timestampFormat
    }

    /// The type, with the documented type name if there is one, such as `object (Candidate)` or `map of string[]`.
    package var typeText: String {
        type.spelling + (valueType.map { " of \($0.spelling)" } ?? "") + (typeName.map { " (\($0))" } ?? "")
            + (timestampFormat?.unitText.map { ", \($0)" } ?? "")
    }
}
