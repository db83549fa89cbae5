import EndpointSpec
import SourceText

/// A type, as specified in the type column of a table.
struct DocumentType: Hashable {
    enum Base: Hashable {
        case string, int, number, boolean, map, file
        /// An object with a type name.
        case custom(String)
        /// An unspecific type such as `\-`, `/` or `object`: an object if the row has children; otherwise, any value.
        case unspecified
    }

    let base: Base
    /// The number of array dimensions.
    let dimensions: Int
    /// Whether the text is not the name of a type, for example a sentence.
    let isUnrecognized: Bool

    /// Parses a type.
    ///
    /// - Parameter cell: The Markdown text of the cell, including escapes and entities.
    init(_ cell: String) {
        var name = cell.unescapedMarkdown.filter { $0 != "`" && $0 != "*" }.trimmed
        var dimensions = 0
        while true {
            if name.hasSuffix("[]") {
                name = name.dropLast(2).trimmed
                dimensions += 1
            } else if name.hasPrefix("[]") {
                name = name.dropFirst(2).trimmed
                dimensions += 1
            } else if let inner = name.argument(of: ["array", "list", "set"]) {
                name = inner
                dimensions += 1
            } else {
                break
            }
        }
        if ["array", "list", "set", "数组", "列表"].contains(name.lowercased()) {
            name = ""
            dimensions += 1
        }
        self.dimensions = dimensions
        base = Self.base(of: name)
        isUnrecognized = base == .unspecified && !Self.unspecificNames.contains(name.lowercased())
    }

    private static let unspecificNames: Set<String> = [
        "", "-", "/", "object", "any", "union", "json", "struct", "interface{}", "对象",
    ]

    private static func base(of name: Substring) -> Base {
        let lowercased = name.lowercased()
        switch lowercased {
        case "string", "str", "字符串": return .string
        case "int", "int8", "int16", "int32", "int64", "integer", "long", "short", "i8", "i16", "i32", "i64", "uint",
            "uint8",
            "uint16", "uint32", "uint64", "整数", "整型":
            return .int
        case "number", "number(float)", "number(int)", "float", "float32", "float64", "double", "decimal", "bigdecimal",
            "浮点数":
            return .number
        case "boolean", "bool", "布尔", "布尔值": return .boolean
        case "map": return .map
        case "file": return .file
        case _ where unspecificNames.contains(lowercased): return .unspecified
        case _ where ["map<", "map[", "hashmap<", "dict<"].contains { lowercased.hasPrefix($0) }: return .map
        // A sentence is not a type name, nor is a Chinese word.
        default:
            return name.utf8.count > 100 || !name.allSatisfy(\.isASCII) || name.contains(where: \.isWhitespace)
                ? .unspecified : .custom(String(name))
        }
    }

    /// Whether a row of this type can have children.
    var canHaveChildren: Bool {
        switch base {
        case .string, .int, .number, .boolean, .map: false
        case .file, .unspecified, .custom: true
        }
    }

    /// Returns the corresponding type in a spec.
    func fieldType(hasFields: Bool, isMultipart: Bool) -> EndpointSpec.FieldType {
        let base: EndpointSpec.FieldType.Base =
            switch base {
            // A map whose members the table lists is an object, unless samples show that the members are those of its values.
            case .map: hasFields ? .object : .map
            case .custom: .object
            case .file where !isMultipart: .object
            case _ where hasFields: .object
            case .string: .string
            case .int: .int
            case .number: .number
            case .boolean: .boolean
            case .file: .file
            case .unspecified: .any
            }
        return EndpointSpec.FieldType(base, dimensions: dimensions)
    }

    /// Returns whether a value found in prose can be used as an example: the type is a scalar or an array, and
    /// the value matches it.
    func fits(_ value: JSON) -> Bool {
        let type = fieldType(hasFields: false, isMultipart: false)
        return (type.base.isScalar || type.dimensions > 0) && type.fits(value)
    }

    /// The name of a custom type, or `nil` for other types. A row with a custom type nearly always has children.
    var name: String? {
        if case .custom(let name) = base { name } else { nil }
    }
}

extension Substring {
    /// Returns the `T` of a type such as `array<T>` or `array[T]`, or `nil` if the type does not have one of the given constructors.
    fileprivate func argument(of constructors: [String]) -> Substring? {
        guard let open = firstIndex(where: { "<[(".contains($0) }),
            let close = ["<": ">", "[": "]", "(": ")"][self[open]], hasSuffix(close),
            constructors.contains(self[..<open].lowercased())
        else {
            return nil
        }
        return self[index(after: open)...].dropLast(1).trimmed
    }
}
