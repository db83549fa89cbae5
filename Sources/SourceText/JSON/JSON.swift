/// A JSON value that keeps the order of members and the spelling of numbers.
package enum JSON: Sendable, Equatable {
    case null
    case boolean(Bool)
    /// The number as it is spelled, because `1.0` and `1` or a 64-bit id must not change on the way through.
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

    /// A member with a text, unless there is none.
    package static func text(_ key: String, _ text: String?) -> Member? { text.map { .init(key, .string($0)) } }

    /// A member with a list, unless it is empty.
    package static func list(_ key: String, _ elements: [JSON]) -> Member? {
        elements.isEmpty ? nil : .init(key, .array(elements))
    }

    /// The value of a member; nil where there is none, or the value is no object.
    package subscript(key: String) -> JSON? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.key == key }?.value
    }

    /// The kind of the value, for messages.
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

    /// A number in the spelling of JSON. Nil for any other text, such as `02`, `+1` or `0x10`.
    package init?(number spelling: String) {
        guard let first = spelling.utf8.first, first == UInt8(ascii: "-") || first.isDigit,
            case .number(let parsed)? = try? JSON(parsing: SourceFile(path: "", text: spelling)), parsed == spelling
        else { return nil }
        self = .number(spelling)
    }

    /// The value as JSON with two spaces of indentation per level.
    package var indented: String { CanonicalText.of(self) }

    /// The value as one line of JSON.
    package var compact: String {
        switch self {
        case .array(let elements): "[" + elements.map(\.compact).joined(separator: ", ") + "]"
        case .object(let members):
            "{" + members.map { JSON.string($0.key).compact + ": " + $0.value.compact }.joined(separator: ", ") + "}"
        default: CanonicalText.of(self)
        }
    }
}

extension JSON {
    /// Parses JSON (RFC 8259).
    ///
    /// - Parameters:
    ///   - source: The text.
    ///   - allowingDuplicateKeys: Whether an object can have a key twice, as in samples that people wrote; the last value
    ///     counts.
    /// - Throws: A diagnostic at the first byte that is not JSON.
    package init(parsing source: SourceFile, allowingDuplicateKeys: Bool = false) throws(Failure) {
        self = try JSONNode(parsing: source, allowingDuplicateKeys: allowingDuplicateKeys).json
    }
}

extension UInt8 {
    fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
}
