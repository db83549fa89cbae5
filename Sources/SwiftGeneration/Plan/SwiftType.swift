/// The type of a property or parameter in generated code.
indirect enum SwiftType: Hashable, Sendable {
    case string
    case int
    case double
    case bool
    case json
    case dictionary
    /// A file in a multipart form.
    case file
    case structure(String)
    case openEnum(String, rawValue: RawValue)
    case array(SwiftType)

    enum RawValue: String {
        case string = "String"
        case int = "Int"
    }

    /// Returns the type as source code.
    ///
    /// - Parameter scope: The type that contains the nested types, if the code is outside of it.
    func spelling(outside scope: String? = nil) -> String {
        switch self {
        case .string: "String"
        case .int: "Int"
        case .double: "Double"
        case .bool: "Bool"
        case .json: "FeishuJSONValue"
        case .dictionary: "[String: FeishuJSONValue]"
        case .file: "FeishuFileUpload"
        case .structure(let name), .openEnum(let name, _): (scope.map { $0 + "." } ?? "") + name
        case .array(let element): "[\(element.spelling(outside: scope))]"
        }
    }

    /// The initial value of a required property before decoding.
    var placeholder: String {
        switch self {
        case .string: "\"\""
        case .int, .double: "0"
        case .bool: "false"
        case .json: ".null"
        case .dictionary: "[:]"
        case .file: "FeishuFileUpload(unset: unset)"
        case .structure(let name): "\(name)(unset: unset)"
        case .openEnum(let name, .string): "\(name)(rawValue: \"\")"
        case .openEnum(let name, .int): "\(name)(rawValue: 0)"
        case .array: "[]"
        }
    }

    /// The name of the nested type of the value or its elements, or `nil` if it is a standard type.
    var nestedName: String? {
        switch self {
        case .structure(let name), .openEnum(let name, _): name
        case .array(let element): element.nestedName
        default: nil
        }
    }

    /// Returns an array type with this element type, or the type itself if `dimensions` is 0.
    func array(dimensions: Int) -> SwiftType {
        dimensions == 0 ? self : .array(array(dimensions: dimensions - 1))
    }
}
