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
            } else if let inner = name.argument(of: ["array", "list"]) {
                name = inner
                dimensions += 1
            } else {
                break
            }
        }
        if ["array", "list"].contains(name.lowercased()) {
            name = ""
            dimensions += 1
        }
        self.dimensions = dimensions
        base = Self.base(of: name)
    }

    private static func base(of name: Substring) -> Base {
        let lowercased = name.lowercased()
        switch lowercased {
        case "string", "str": return .string
        case "int", "int32", "int64", "integer", "long": return .int
        case "number", "number(float)", "number(int)", "float", "double": return .number
        case "boolean", "bool": return .boolean
        case "map": return .map
        case "file": return .file
        case "", "-", "/", "object", "any", "union", "json", "struct": return .unspecified
        case _ where lowercased.hasPrefix("map<"): return .map
        // A sentence is not a type name.
        default:
            return name.utf8.count > 100 || name.contains(where: \.isWhitespace) ? .unspecified : .custom(String(name))
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
            case .map: .map
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
    /// Returns the `T` of a type such as `array<T>`, or `nil` if the type does not have one of the given constructors.
    fileprivate func argument(of constructors: [String]) -> Substring? {
        guard hasSuffix(">"), let open = firstIndex(of: "<"), constructors.contains(self[..<open].lowercased()) else {
            return nil
        }
        return self[index(after: open)...].dropLast(1).trimmed
    }
}
