import SourceText

/// The shape of all objects in one place of the samples: their keys, each with the shape below it.
final class SampleShape {
    private(set) var members: [String: SampleShape] = [:]
    /// Whether the place has anything but an object, an empty array or null.
    private(set) var isScalar = false
    /// Whether the place has an object.
    private(set) var isObject = false

    /// - Parameter samples: The values in one place.
    init(_ samples: [JSON]) {
        for sample in samples { merge(sample) }
    }

    /// A shape with the keys of several shapes.
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
