import EndpointSpec
import SourceText

/// What samples show at one place: the number of array dimensions, and the elements below them.
struct SampledValues {
    /// The number of array dimensions that all values have. If only some values are arrays, the number is 0.
    let dimensions: Int
    /// The values below the dimensions, without nulls. Services send an empty string for a missing object or array, so there are no
    /// empty strings beside objects and arrays either.
    let elements: [JSON]
    /// Whether all values are arrays that are empty or contain only empty arrays, so that there can be more dimensions.
    var isOpen: Bool { elements.isEmpty && dimensions > 0 }

    init(_ values: [JSON]) {
        var elements = Self.present(values)
        var dimensions = 0
        while !elements.isEmpty, dimensions < EndpointSpec.FieldType.maximumDimensions,
            elements.allSatisfy({ $0.elements != nil })
        {
            elements = Self.present(elements.flatMap { $0.elements ?? [] })
            dimensions += 1
        }
        (self.dimensions, self.elements) = (dimensions, elements)
    }

    private static func present(_ values: [JSON]) -> [JSON] {
        let hasParts = values.contains { $0.elements != nil || $0.isObject }
        return values.filter { $0 != .null && !(hasParts && $0 == .string("")) }
    }

    /// The type of all values. Values of different kinds have the type `any`.
    var type: EndpointSpec.FieldType {
        let isObject = !elements.isEmpty && elements.allSatisfy(\.isObject)
        return .init(scalarBase ?? (isObject ? .object : .any), dimensions: dimensions)
    }

    /// The members of the elements that are objects, without the placeholders of omitted members.
    var objects: [[JSON.Member]] {
        elements.compactMap { element in
            guard case .object(let members) = element else { return nil }
            return members.filter { !DynamicKeys.isOmission($0.key) }
        }
    }

    /// The scalar type of all elements, or `nil` if they have none in common. Numbers and strings together are strings, because
    /// reading converts a number to a string without a loss.
    var scalarBase: EndpointSpec.FieldType.Base? {
        guard !elements.isEmpty else { return nil }
        let bases: [EndpointSpec.FieldType.Base] = [.boolean, .int, .number]
        if let base = bases.first(where: { base in elements.allSatisfy(EndpointSpec.FieldType(base).fits) }) {
            return base
        }
        let isText = elements.allSatisfy { element in
            switch element {
            case .string, .number: true
            default: false
            }
        }
        return isText ? .string : nil
    }
}

extension JSON {
    fileprivate var isObject: Bool { if case .object = self { true } else { false } }
}
