/// Converts strings to Swift string literals.
enum StringLiteral {
    static func of(_ text: String) -> String {
        "\"" + escaped(text) + "\""
    }

    /// Returns the content of a literal for the given string, without quotes.
    static func escaped(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }
        if isPlain, !text.unicodeScalars.contains(where: \.isInvisible) { return text }
        return text.unicodeScalars.map(escaped).joined()
    }

    /// Returns the JSON with invisible characters replaced with `\u` escapes.
    static func escapingInvisible(_ json: String) -> String {
        guard json.unicodeScalars.contains(where: \.isInvisible) else { return json }
        return json.unicodeScalars.map { scalar in
            guard scalar.isInvisible else { return String(scalar) }
            return String(scalar).utf16.map { unit in
                let digits = String(unit, radix: 16)
                return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            }.joined()
        }.joined()
    }

    /// Returns the length of the longest run of the given scalar. Like the compiler, this function compares scalars rather than
    /// characters: for example, a `#` that is followed by a combining mark still delimits a literal.
    static func longestRun(of scalar: Unicode.Scalar, in text: String) -> Int {
        text.unicodeScalars.split { $0 != scalar }.map(\.count).max() ?? 0
    }

    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\"": "\\\""
        case "\\": "\\\\"
        case "\n": "\\n"
        case "\r": "\\r"
        case "\t": "\\t"
        default: scalar.isInvisible ? "\\u{\(String(scalar.value, radix: 16))}" : String(scalar)
        }
    }
}
