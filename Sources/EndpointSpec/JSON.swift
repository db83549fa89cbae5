/// A JSON value that keeps what a document states: the order of members and the spelling of numbers.
public enum JSON: Sendable, Equatable {
    case null
    case boolean(Bool)
    /// The number as it is spelt, because `1.0` and `1` or a 64-bit id must not change on the way through.
    case number(String)
    case string(String)
    case array([JSON])
    case object([Member])

    public struct Member: Sendable, Equatable {
        public var key: String
        public var value: JSON

        public init(_ key: String, _ value: JSON) {
            self.key = key
            self.value = value
        }
    }

    /// What kind of value it is, as an error message says it.
    public var kind: String {
        switch self {
        case .null: "null"
        case .boolean: "a boolean"
        case .number: "a number"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }

    /// The value as JSON with two spaces of indentation per level.
    public var indented: String { CanonicalText.of(self) }

    /// The value as one line of JSON.
    public var compact: String {
        switch self {
        case .array(let elements): "[" + elements.map(\.compact).joined(separator: ", ") + "]"
        case .object(let members):
            "{" + members.map { JSON.string($0.key).compact + ": " + $0.value.compact }.joined(separator: ", ") + "}"
        default: CanonicalText.of(self)
        }
    }
}

extension JSON {
    /// What is wrong with a text that is no JSON.
    public struct SyntaxError: Error {
        public let diagnostic: Diagnostic
    }

    /// Reads JSON (RFC 8259). Throws where the first thing stands that is none.
    ///
    /// - Parameter allowingDuplicateKeys: Whether an object may have a key twice, as in samples that people wrote; the
    ///     last value counts.
    public init(parsing source: SourceText, allowingDuplicateKeys: Bool = false) throws(SyntaxError) {
        self = try JSONParser.parse(source, allowingDuplicateKeys: allowingDuplicateKeys).json
    }
}
