/// A difference between a value of a response, or of an event's payload, and the documentation of its field.
///
/// It contains no value, except one of a field whose values are listed.
public struct FeishuFieldDeviation: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable, Codable {
        /// The value was dropped, because its type is not the documented type.
        case dropped
        /// The value has another type than the documented one, and was converted without loss.
        case converted
        /// The value is not in the documented list.
        case unknownValue
    }

    public let kind: Kind
    /// The address of the field in its spec, such as `response.data.items.level` or `event.level`: the wire names of the enclosing objects,
    /// without indices of arrays and keys of maps. A value in a map has the address of the map's field.
    public let path: String
    /// The documented type as specs write it, such as `int` or `string[]`. For an element of an array or a map, this is
    /// the type of the element.
    public let expected: String
    /// For `unknownValue`, the value, or its JSON type as a string if the value is longer than 100 characters. Otherwise
    /// the JSON type: `string`, `int`, `number`, `boolean`, `object`, `array`, or `null`.
    public let found: FeishuJSONValue

    public init(_ kind: Kind, at path: String, expected: String, found: FeishuJSONValue) {
        self.kind = kind
        self.path = path
        self.expected = expected
        self.found = found
    }

    init(_ kind: Kind, at path: String, expected type: Any.Type, found: FeishuJSONValue) {
        self.init(kind, at: path, expected: SpecType.word(for: type), found: found)
    }

    /// A response can repeat a token in any field.
    func hiding(_ secrets: [Secret]) -> FeishuFieldDeviation {
        guard let text = found.string else { return self }
        return FeishuFieldDeviation(kind, at: path, expected: expected, found: .string(text.hiding(secrets)))
    }
}

extension FeishuFieldDeviation: CustomStringConvertible {
    /// The description does not show the value.
    public var description: String {
        switch kind {
        case .dropped: "dropped a value at \(path)"
        case .converted: "converted a value at \(path) to \(expected)"
        case .unknownValue: "got a value at \(path) that is not in the documented list"
        }
    }
}
