import EndpointSpec

/// The shape of the objects that stand in one place of all samples: what keys they have, with the shapes below them.
final class SampleShape {
    private(set) var members: [String: SampleShape] = [:]
    /// Whether anything but an object, an empty array or null stands in the place.
    private(set) var isScalar = false
    /// Whether an object stands in the place.
    private(set) var isObject = false

    /// - Parameter samples: Values that stand in the same place.
    init(_ samples: [JSON]) {
        for sample in samples { merge(sample) }
    }

    /// A shape that allows what any of several allow.
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
