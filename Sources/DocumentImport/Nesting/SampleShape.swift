import SourceText

/// The combined shape of all sample values at the same path: the keys of all objects, each with the shape of its values.
final class SampleShape {
    private(set) var members: [String: SampleShape] = [:]
    /// Whether any value or array element is a string, number or Boolean.
    private(set) var isScalar = false
    /// Whether any value or array element is an object.
    private(set) var isObject = false

    /// Creates the combined shape of the given values.
    init(_ samples: [JSON]) {
        for sample in samples { merge(sample) }
    }

    /// Creates the combination of the given shapes.
    init(merging shapes: [SampleShape]) {
        for shape in shapes { merge(shape) }
    }

    private func merge(_ other: SampleShape) {
        isScalar = isScalar || other.isScalar
        isObject = isObject || other.isObject
        for (key, shape) in other.members {
            members[key] = SampleShape(merging: [members[key], shape].compactMap { $0 })
        }
    }

    private func merge(_ value: JSON) {
        switch value {
        case .object(let members):
            isObject = true
            for member in members {
                if let known = self.members[member.key] {
                    known.merge(member.value)
                } else {
                    self.members[member.key] = SampleShape([member.value])
                }
            }
        case .array(let elements):
            for element in elements { merge(element) }
        case .string, .number, .boolean: isScalar = true
        case .null: break
        }
    }
}
