/// A JSON value that preserves the order of members and the spelling of numbers.
package enum JSON: Sendable, Equatable {
    case null
    case boolean(Bool)
    /// A number as spelled in the source, so that `1.0` and 64-bit IDs survive a round trip.
    case number(String)
    case string(String)
    case array([JSON])
    case object([Member])

    package struct Member: Sendable, Equatable {
        package var key: String
        package var value: JSON

        package init(_ key: String, _ value: JSON) {
            self.key = key
            self.value = value
        }
    }

    /// Returns a member with the given string as its value, or `nil` if the string is `nil`.
    package static func stringMember(_ key: String, _ text: String?) -> Member? { text.map { .init(key, .string($0)) } }

    /// Returns a member with an array of the given elements as its value, or `nil` if there are no elements.
    package static func arrayMember(_ key: String, _ elements: [JSON]) -> Member? {
        elements.isEmpty ? nil : .init(key, .array(elements))
    }

    /// The value of the member with the given key, or `nil` if there is no such member or this value is not an
    /// object.
    package subscript(key: String) -> JSON? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.key == key }?.value
    }

    /// The elements of an array, or `nil` if this value is not an array.
    package var elements: [JSON]? { if case .array(let elements) = self { elements } else { nil } }

    /// The term for this kind of value in diagnostics: `null`, or a noun with an article.
    package var kind: String {
        switch self {
        case .null: "null"
        case .boolean: "a boolean"
        case .number: "a number"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }

    /// Creates a number from its spelling, or returns `nil` if JSON does not allow the spelling. For example, it does
    /// not allow `02`, `+1` and `0x10`.
    package init?(number spelling: String) {
        guard let first = spelling.utf8.first, first == UInt8(ascii: "-") || first.isDigit,
            case .number(let parsed)? = try? JSON(parsing: SourceFile(path: "", text: spelling)), parsed == spelling
        else { return nil }
        self = .number(spelling)
    }

    /// The JSON text in canonical form, indented by two spaces per level.
    package var indented: String { CanonicalText.text(of: self) }

    /// The JSON text on a single line, with a space after each comma and colon.
    package var compact: String {
        switch self {
        case .array(let elements): "[" + elements.map(\.compact).joined(separator: ", ") + "]"
        case .object(let members):
            "{" + members.map { JSON.string($0.key).compact + ": " + $0.value.compact }.joined(separator: ", ") + "}"
        default: CanonicalText.text(of: self)
        }
    }
}

extension JSON {
    /// Parses JSON (RFC 8259).
    ///
    /// - Parameters:
    ///   - source: The JSON text.
    ///   - allowingDuplicateKeys: Whether an object may contain the same key more than once, as in hand-written
    ///     samples. If it does, the last value is used.
    /// - Throws: `Failure` with the first error: invalid UTF-8, a syntax error, or a duplicate key that is not
    ///   allowed.
    package init(parsing source: SourceFile, allowingDuplicateKeys: Bool = false) throws(Failure) {
        self = try JSONNode(parsing: source, allowingDuplicateKeys: allowingDuplicateKeys).json
    }
}

extension UInt8 {
    fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
}
