/// The type of a property or parameter in generated code.
indirect enum SwiftType: Hashable, Sendable {
    case string
    case int
    case double
    case bool
    /// A Unix timestamp, whose value on the wire has the given type.
    case timestamp(Unit, RawValue)
    case json
    /// A dictionary with string keys and values of the given type.
    case dictionary(SwiftType)
    /// A file in a multipart form.
    case file
    case structure(String)
    case openEnum(String, rawValue: RawValue)
    case array(SwiftType)

    enum RawValue: String {
        case string = "String"
        case int = "Int"
    }

    enum Unit: String {
        case seconds = "FeishuSeconds"
        case milliseconds = "FeishuMilliseconds"
    }

    /// Returns the type as spelled in Swift.
    ///
    /// - Parameter scope: The type that qualifies the names of nested types, or `nil` in code inside that type.
    func spelling(outside scope: String? = nil) -> String {
        switch self {
        case .string: "String"
        case .int: "Int"
        case .double: "Double"
        case .bool: "Bool"
        case .timestamp(let unit, let wire): "FeishuTimestamp<\(unit.rawValue), \(wire.rawValue)>"
        case .json: "FeishuJSONValue"
        case .dictionary(let value): "[String: \(value.spelling(outside: scope))]"
        case .file: "FeishuFileUpload"
        case .structure(let name), .openEnum(let name, _): (scope.map { $0 + "." } ?? "") + name
        case .array(let element): "[\(element.spelling(outside: scope))]"
        }
    }

    /// The type of the values on the wire, whose literals are also literals of this type.
    var onWire: SwiftType {
        switch self {
        case .timestamp(_, .string): .string
        case .timestamp(_, .int): .int
        default: self
        }
    }

    /// The expression that initializes a required property before decoding.
    var placeholder: String {
        switch onWire {
        case .string: "\"\""
        case .int, .double: "0"
        case .bool: "false"
        case .json: ".null"
        case .dictionary: "[:]"
        case .file, .structure: ".init(unset: unset)"
        case .openEnum(_, .string): ".init(rawValue: \"\")"
        case .openEnum(_, .int): ".init(rawValue: 0)"
        case .array: "[]"
        case .timestamp: onWire.placeholder
        }
    }

    /// The name of the struct or open enum, also of elements of an array or values of a dictionary, or `nil` for any other type.
    var nestedName: String? {
        switch self {
        case .structure(let name), .openEnum(let name, _): name
        case .array(let element), .dictionary(let element): element.nestedName
        default: nil
        }
    }

    /// Returns an array type with this element type and the given number of dimensions, or the type itself for 0 dimensions.
    func array(dimensions: Int) -> SwiftType {
        dimensions == 0 ? self : .array(array(dimensions: dimensions - 1))
    }
}
