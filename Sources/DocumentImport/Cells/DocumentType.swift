import EndpointSpec
import SourceText

/// The type that a cell of the type column states.
struct DocumentType: Hashable {
    enum Base: Hashable {
        case string, int, number, boolean, map, file
        /// An object whose type has a name in the document.
        case custom(String)
        /// `\-`, `/`, `object` and the like: an object where it has children, otherwise any value.
        case open
    }

    let base: Base
    /// Array dimensions.
    let dimensions: Int

    /// - Parameter cell: The cell with its Markdown escapes and entities.
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
        case "", "-", "/", "object", "any", "union", "json", "struct": return .open
        case _ where lowercased.hasPrefix("map<"): return .map
        // A sentence is not the name of a type.
        default: return name.utf8.count > 100 || name.contains(where: \.isWhitespace) ? .open : .custom(String(name))
        }
    }

    /// Whether a row of the type can have children.
    var canHaveChildren: Bool {
        switch base {
        case .string, .int, .number, .boolean, .map: false
        case .file, .open, .custom: true
        }
    }

    /// The type in the format.
    func specified(hasFields: Bool, isMultipart: Bool) -> EndpointSpec.FieldType {
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
            case .open: .any
            }
        return EndpointSpec.FieldType(base, dimensions: dimensions)
    }

    /// Whether a value in a sentence is of the type, so that it can be an example.
    func fits(_ value: JSON) -> Bool {
        let type = specified(hasFields: false, isMultipart: false)
        return (type.base.isScalar || type.dimensions > 0) && type.fits(value)
    }

    /// The document's own name of the type. A row of such a type nearly always has children.
    var name: String? {
        if case .custom(let name) = base { name } else { nil }
    }
}

extension Substring {
    /// `T` of `array<T>`.
    fileprivate func argument(of constructors: [String]) -> Substring? {
        guard hasSuffix(">"), let open = firstIndex(of: "<"), constructors.contains(self[..<open].lowercased()) else {
            return nil
        }
        return self[index(after: open)...].dropLast(1).trimmed
    }
}
