import Foundation

/// A JSON value of an undocumented shape.
public enum FeishuJSONValue: Codable, Hashable, Sendable {
    case null
    case boolean(Bool)
    case integer(Int)
    /// An integer that `Int` cannot represent, with up to 38 digits.
    case bigInteger(Decimal)
    case number(Double)
    case string(String)
    case array([FeishuJSONValue])
    case object([String: FeishuJSONValue])

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .boolean(value)
        } else if let value = try? container.decode(Int.self) {
            self = .integer(value)
        } else if let value = try? container.decode(Double.self) {
            let isBig = value.magnitude >= Double(Int.max) && value.magnitude < 1e38
            let integer = isBig ? try? container.decode(Decimal.self) : nil
            self = integer.map { .bigInteger($0) } ?? .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode([FeishuJSONValue].self) {
            self = .array(value)
        } else {
            self = .object(try container.decode([String: FeishuJSONValue].self))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .boolean(let value): try container.encode(value)
        case .integer(let value): try container.encode(value)
        case .bigInteger(let value): try container.encode(value)
        case .number(let value): try container.encode(value)
        case .string(let value): try container.encode(value)
        case .array(let value): try container.encode(value)
        case .object(let value): try container.encode(value)
        }
    }
}

extension FeishuJSONValue {
    /// The member of an object; nil if the value has no such member or is not an object. Setting a member makes the value
    /// an object; setting it to nil removes it.
    public subscript(name: String) -> FeishuJSONValue? {
        get { object?[name] }
        set {
            var members = object ?? [:]
            members[name] = newValue
            self = .object(members)
        }
    }

    /// The element of an array; nil if the value has no such element or is not an array.
    public subscript(index: Int) -> FeishuJSONValue? {
        guard let array, array.indices.contains(index) else { return nil }
        return array[index]
    }

    /// Whether the value is `null`.
    public var isNull: Bool { self == .null }

    /// The value of a boolean, or nil for another value.
    public var bool: Bool? {
        if case .boolean(let value) = self { value } else { nil }
    }

    /// The value of an integer that `Int` can represent, or nil for another value.
    public var int: Int? {
        if case .integer(let value) = self { value } else { nil }
    }

    /// The value of any number, rounded if it is an integer of more than 53 bits.
    public var double: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .bigInteger(let value): NSDecimalNumber(decimal: value).doubleValue
        case .number(let value): value
        default: nil
        }
    }

    /// The value of a string, or nil for another value.
    public var string: String? {
        if case .string(let value) = self { value } else { nil }
    }

    /// The elements of an array, or nil for another value.
    public var array: [FeishuJSONValue]? {
        if case .array(let value) = self { value } else { nil }
    }

    /// The members of an object, or nil for another value.
    public var object: [String: FeishuJSONValue]? {
        if case .object(let value) = self { value } else { nil }
    }
}

extension FeishuJSONValue: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByFloatLiteral, ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    public init(nilLiteral: ()) { self = .null }
    public init(booleanLiteral value: Bool) { self = .boolean(value) }
    public init(integerLiteral value: Int) { self = .integer(value) }
    public init(floatLiteral value: Double) { self = .number(value) }
    public init(stringLiteral value: String) { self = .string(value) }
    public init(arrayLiteral elements: FeishuJSONValue...) { self = .array(elements) }

    /// Of several members with the same name, the last one counts.
    public init(dictionaryLiteral elements: (String, FeishuJSONValue)...) {
        self = .object(Dictionary(elements) { _, last in last })
    }
}

extension FeishuJSONValue: CustomStringConvertible, CustomDebugStringConvertible {
    /// The value as JSON with sorted members.
    public var description: String {
        (try? JSONEncoder.sorted.encode(self)).map { String(decoding: $0, as: UTF8.self) }
            ?? "a number that JSON cannot represent"
    }

    public var debugDescription: String { description }
}
