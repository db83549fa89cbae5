/// The words that specs use for types.
enum SpecType {
    /// Returns the word for the type of a property, such as `int[]` for `[Int]`. A listed value has the type of its raw
    /// values. A type of which a spec has no word is `any`.
    static func word(for type: Any.Type) -> String {
        switch type {
        case is String.Type: "string"
        case is Int.Type: "int"
        case is Double.Type: "number"
        case is Bool.Type: "boolean"
        case is FeishuJSONValue.Type: "any"
        case let type as any AnyTimestamp.Type: word(for: type.wireType)
        case let type as any FeishuOpenEnum.Type: word(for: rawType(of: type))
        case is any FeishuModel.Type: "object"
        case let type as any ArrayType.Type: word(for: type.elementType) + "[]"
        case is any MapType.Type: "map"
        default: "any"
        }
    }

    private static func rawType<Value: FeishuOpenEnum>(of _: Value.Type) -> Any.Type { Value.RawValue.self }
}

private protocol ArrayType {
    static var elementType: Any.Type { get }
}

extension Array: ArrayType {
    fileprivate static var elementType: Any.Type { Element.self }
}

private protocol MapType {}

extension Dictionary: MapType {}

extension FeishuJSONValue {
    /// The word for the JSON type of the value.
    var typeWord: String {
        switch self {
        case .null: "null"
        case .boolean: "boolean"
        case .integer, .bigInteger: "int"
        case .number: "number"
        case .string: "string"
        case .array: "array"
        case .object: "object"
        }
    }

    /// Returns the word for the JSON type of a decoder's value, without decoding arrays and objects.
    static func typeWord(in decoder: any Decoder) -> String {
        if (try? decoder.unkeyedContainer()) != nil { return "array" }
        if (try? decoder.container(keyedBy: FieldKey.self)) != nil { return "object" }
        return (try? FeishuJSONValue(from: decoder))?.typeWord ?? "any"
    }
}
