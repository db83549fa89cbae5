/// A JSON parser (RFC 8259) that records the source range of each value and stops at the first error.
///
/// Foundation's parsers lose source positions, the order of members and the spelling of numbers, and they accept
/// duplicate keys.
struct JSONParser {
    /// The maximum nesting depth. It prevents malicious input from exhausting the stack and is far greater than specs
    /// and samples need.
    static let maximumDepth = 200

    private let source: SourceFile
    private let allowsDuplicateKeys: Bool
    private let bytes: [UInt8]
    private var offset = 0
    private var depth = 0

    /// Parses the entire file as a single JSON value.
    ///
    /// - Throws: `Failure` with the first error: invalid UTF-8, a syntax error, or a duplicate key that is not
    ///   allowed.
    static func parse(
        _ source: SourceFile, allowingDuplicateKeys: Bool = false
    ) throws(Failure) -> JSONNode {
        var parser = JSONParser(source: source, allowsDuplicateKeys: allowingDuplicateKeys)
        return try parser.document()
    }

    private init(source: SourceFile, allowsDuplicateKeys: Bool) {
        self.source = source
        self.allowsDuplicateKeys = allowsDuplicateKeys
        bytes = source.bytes
    }

    private mutating func document() throws(Failure) -> JSONNode {
        try source.requireUTF8()
        skipSpace()
        if offset == bytes.count {
            throw syntaxError("expected a JSON value, found an empty file", at: offset..<offset)
        }
        let node = try value()
        skipSpace()
        if offset < bytes.count {
            throw syntaxError("expected the end of the file after the value, found \(found)", at: here)
        }
        return node
    }

    private mutating func value() throws(Failure) -> JSONNode {
        let start = offset
        switch peek {
        case UInt8(ascii: "{"): return try object()
        case UInt8(ascii: "["): return try array()
        case UInt8(ascii: "\""): return JSONNode(content: .string(try string()), range: start..<offset)
        case UInt8(ascii: "t"): return try word("true", .boolean(true))
        case UInt8(ascii: "f"): return try word("false", .boolean(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case .some(UInt8(ascii: "-")), .some(UInt8(ascii: "0")...UInt8(ascii: "9")): return try number()
        default: throw syntaxError("expected a value, found \(found)", at: here)
        }
    }

    private mutating func object() throws(Failure) -> JSONNode {
        let start = offset
        try enter()
        var members: [JSONNode.Member] = []
        // The keys of `members`. The set stays empty while the object has few members, because a linear search is
        // then faster than hashing.
        var keys: Set<String> = []
        while true {
            skipSpace()
            if members.isEmpty, take("}") { break }
            let keyStart = offset
            guard peek == UInt8(ascii: "\"") else {
                throw syntaxError("expected a key in double quotes, found \(found)", at: here)
            }
            let key = try string()
            let keyRange = keyStart..<offset
            let first = index(of: key, in: members, &keys)
            if let first, !allowsDuplicateKeys {
                throw Failure([
                    Diagnostic(
                        .error, "duplicate-key",
                        "duplicate key \"\(key)\" in an object; delete or rename one of the two",
                        at: .range(source, keyRange),
                        notes: [.init("first used here", at: .range(source, members[first].keyRange))])
                ])
            }
            skipSpace()
            guard take(":") else {
                throw syntaxError("expected ':' after the key \"\(key)\", found \(found)", at: here)
            }
            skipSpace()
            let member = JSONNode.Member(key: key, keyRange: keyRange, value: try value())
            if let first { members[first] = member } else { members.append(member) }
            if try parseSeparator(orClosing: "}", of: "object") { break }
        }
        depth -= 1
        return JSONNode(content: .object(members), range: start..<offset)
    }

    /// Returns the index of the member with the given key, or `nil` if there is no such member.
    ///
    /// - Parameters:
    ///   - key: The key to find.
    ///   - members: The members of the object so far.
    ///   - keys: The keys of the members, or an empty set if there are fewer than 16 members. With 16 or more members, this
    ///     method fills an empty set and inserts the given key.
    private func index(of key: String, in members: [JSONNode.Member], _ keys: inout Set<String>) -> Int? {
        if members.count < 16 { return members.firstIndex { $0.key == key } }
        if keys.isEmpty { keys = Set(members.map(\.key)) }
        return keys.insert(key).inserted ? nil : members.firstIndex { $0.key == key }
    }

    private mutating func array() throws(Failure) -> JSONNode {
        let start = offset
        try enter()
        var elements: [JSONNode] = []
        while true {
            skipSpace()
            if elements.isEmpty, take("]") { break }
            elements.append(try value())
            if try parseSeparator(orClosing: "]", of: "array") { break }
        }
        depth -= 1
        return JSONNode(content: .array(elements), range: start..<offset)
    }

    private mutating func enter() throws(Failure) {
        if depth == Self.maximumDepth {
            throw syntaxError("nested more than \(Self.maximumDepth) levels deep", at: here)
        }
        depth += 1
        offset += 1
    }

    /// Parses the comma or closing delimiter after an array element or object member.
    ///
    /// - Returns: Whether the container was closed.
    private mutating func parseSeparator(orClosing close: Unicode.Scalar, of container: String) throws(Failure) -> Bool
    {
        skipSpace()
        if take(close) { return true }
        let comma = here
        guard take(",") else {
            throw syntaxError("expected ',' or '\(close)' in the \(container), found \(found)", at: here)
        }
        skipSpace()
        if peek == UInt8(ascii: close) {
            throw error("trailing-comma", "trailing comma before '\(close)'; delete it", at: comma)
        }
        return false
    }

    private mutating func word(_ word: String, _ content: JSONNode.Content) throws(Failure) -> JSONNode {
        guard bytes[offset...].starts(with: word.utf8) else {
            throw syntaxError("expected a value, found \(found); a string needs double quotes", at: here)
        }
        let start = offset
        offset += word.utf8.count
        return JSONNode(content: content, range: start..<offset)
    }

    private mutating func number() throws(Failure) -> JSONNode {
        let start = offset
        _ = take("-")
        let leadingZero = peek == UInt8(ascii: "0")
        let digits = takeDigits()
        if digits == 0 || (leadingZero && digits > 1) {
            throw syntaxError(
                "invalid number: " + (digits == 0 ? "expected a digit after '-'" : "leading zero"),
                at: start..<max(offset, start + 1))
        }
        if take("."), takeDigits() == 0 {
            throw syntaxError("invalid number: expected a digit after the decimal point", at: start..<offset)
        }
        if take("e") || take("E") {
            if !take("+") { _ = take("-") }
            if takeDigits() == 0 {
                throw syntaxError("invalid number: expected a digit in the exponent", at: start..<offset)
            }
        }
        return JSONNode(content: .number(String(decoding: bytes[start..<offset], as: UTF8.self)), range: start..<offset)
    }

    private mutating func takeDigits() -> Int {
        let start = offset
        while let byte = peek, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { offset += 1 }
        return offset - start
    }

    private mutating func string() throws(Failure) -> String {
        let start = offset
        offset += 1
        var runStart = offset
        var text = ""
        while true {
            guard let byte = peek, byte != UInt8(ascii: "\n") else {
                throw syntaxError("unterminated string", at: start..<offset)
            }
            switch byte {
            case UInt8(ascii: "\""):
                let run = String(decoding: bytes[runStart..<offset], as: UTF8.self)
                offset += 1
                return text.isEmpty ? run : text + run
            case UInt8(ascii: "\\"):
                text += String(decoding: bytes[runStart..<offset], as: UTF8.self)
                text.unicodeScalars.append(try escape())
                runStart = offset
            case 0..<0x20: throw syntaxError("unescaped control character in a string; write it as \\u00XX", at: here)
            default: offset += 1
            }
        }
    }

    private mutating func escape() throws(Failure) -> Unicode.Scalar {
        let start = offset
        offset += 2
        switch bytes.indices.contains(start + 1) ? bytes[start + 1] : 0 {
        case UInt8(ascii: "\""): return "\""
        case UInt8(ascii: "\\"): return "\\"
        case UInt8(ascii: "/"): return "/"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"):
            let unit = try hexUnit(from: start)
            if let scalar = Unicode.Scalar(unit) { return scalar }
            guard UTF16.isLeadSurrogate(unit), take("\\"), take("u") else { break }
            let low = try hexUnit(from: start)
            guard UTF16.isTrailSurrogate(low) else { break }
            return String(decoding: [unit, low], as: UTF16.self).unicodeScalars.first ?? "\u{FFFD}"
        default:
            offset = min(offset, bytes.count)
            throw syntaxError(
                "invalid escape; expected one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX", at: start..<offset)
        }
        throw syntaxError("unpaired surrogate in a string", at: start..<offset)
    }

    private mutating func hexUnit(from start: Int) throws(Failure) -> UInt16 {
        let end = min(offset + 4, bytes.count)
        let digits = String(decoding: bytes[offset..<end], as: UTF8.self)
        guard digits.utf8.count == 4, digits.allSatisfy(\.isHexDigit), let unit = UInt16(digits, radix: 16) else {
            throw syntaxError("expected four hexadecimal digits after \\u", at: start..<end)
        }
        offset = end
        return unit
    }

    private var peek: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard peek == UInt8(ascii: character) else { return false }
        offset += 1
        return true
    }

    private mutating func skipSpace() {
        while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { offset += 1 }
    }

    private var here: Range<Int> { offset..<min(offset + 1, bytes.count) }

    private var found: String {
        guard offset < bytes.count else { return "the end of the file" }
        if bytes[offset...].starts(with: "//".utf8) || bytes[offset...].starts(with: "/*".utf8) {
            return "a comment, which JSON does not allow"
        }
        let scalar = String(decoding: bytes[offset..<min(offset + 4, bytes.count)], as: UTF8.self).unicodeScalars.first
        return scalar.map { "'\($0.escaped(asASCII: false))'" } ?? "the end of the file"
    }

    private func syntaxError(_ message: String, at range: Range<Int>) -> Failure {
        error("json-syntax", message, at: range)
    }

    private func error(_ code: String, _ message: String, at range: Range<Int>) -> Failure {
        Failure(code, message, at: .range(source, range))
    }
}
