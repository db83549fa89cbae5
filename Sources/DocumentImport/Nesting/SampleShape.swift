import SourceText

/// The combined shape of all sample values at the same path: the keys of all objects, each with the shape of its values.
final class SampleShape {
    private(set) var members: [String: SampleShape] = [:]
    /// Whether any value or array element is a string, number or Boolean.
    private(set) var isScalar = false
    /// Whether any value or array element is an object.
    private(set) var isObject = false

    /// Creates the combined shape of the given values.
    ///
    /// - Parameters:
    ///   - samples: The values.
    ///   - names: The names of the rows. The values below other keys, if these are data such as ids, have the shape of a map's values,
    ///     whose fields are listed below the map.
    init(_ samples: [JSON], names: Set<String> = []) {
        for sample in samples { merge(sample, names) }
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

    private func merge(_ value: JSON, _ names: Set<String>) {
        switch value {
        case .object(let members):
            isObject = true
            let isMap = members.allSatisfy { !names.contains($0.key) && DynamicKeys.isData($0.key) }
            for member in members {
                if isMap, member.value.hasMembers {
                    merge(member.value, names)
                } else if let known = self.members[member.key] {
                    known.merge(member.value, names)
                } else {
                    self.members[member.key] = SampleShape([member.value], names: names)
                }
            }
        case .array(let elements):
            for element in elements { merge(element, names) }
        case .string, .number, .boolean: isScalar = true
        case .null: break
        }
    }
}

extension JSON {
    /// Whether the value is an object or an array.
    fileprivate var hasMembers: Bool {
        switch self {
        case .object, .array: true
        default: false
        }
    }
}
