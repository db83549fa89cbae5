import Foundation

/// A header with parameters, such as `attachment; filename="a;b.pdf"` (RFC 9110, section 5.6.6).
///
/// Names are compared without regard to case. Of several parameters with the same name, the first one counts.
struct HeaderParameters {
    private var values: [String: String] = [:]

    init(_ header: String) {
        var rest = header.unicodeScalars[...]
        // What the header is about.
        _ = rest.popPrefix { $0 != ";" }
        while rest.popFirst() == ";" {
            let name = String(rest.popPrefix { $0 != ";" && $0 != "=" }).trimmingCharacters(in: .whitespaces)
                .lowercased()
            guard rest.first == "=" else { continue }
            rest = rest.dropFirst().drop { $0 == " " || $0 == "\t" }
            let value: String
            if rest.first == "\"" {
                value = rest.popQuotedString()
                // Nothing may follow the quotation marks.
                _ = rest.popPrefix { $0 != ";" }
            } else {
                value = String(rest.popPrefix { $0 != ";" }).trimmingCharacters(in: .whitespaces)
            }
            if values[name] == nil { values[name] = value }
        }
    }

    /// The value of a parameter. An extended one, `name*`, has the encoding that it states (RFC 8187) and is preferred.
    subscript(name: String) -> String? {
        values["\(name)*"].flatMap(Self.decoded) ?? values[name]
    }

    /// Whether a parameter has its extended form.
    func isExtended(_ name: String) -> Bool { values["\(name)*"].flatMap(Self.decoded) != nil }

    /// The text of `UTF-8'en'%E2%82%AC`; nil where it is of another form or encoding.
    private static func decoded(_ value: String) -> String? {
        let parts = value.unicodeScalars.split(separator: "'", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, let bytes = String(parts[2]).percentDecodedBytes else { return nil }
        switch String(parts[0]).lowercased() {
        case "utf-8": return String(bytes: bytes, encoding: .utf8)
        case "iso-8859-1": return String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
        default: return nil
        }
    }
}

extension Substring.UnicodeScalarView {
    /// Removes the longest prefix of matching scalars and returns it.
    fileprivate mutating func popPrefix(while predicate: (Unicode.Scalar) -> Bool) -> Substring.UnicodeScalarView {
        let found = prefix(while: predicate)
        self = self[found.endIndex...]
        return found
    }

    /// Removes a quoted string and returns what is in it (RFC 9110, section 5.6.4). A string that does not end takes the rest.
    fileprivate mutating func popQuotedString() -> String {
        var text = String.UnicodeScalarView()
        self = dropFirst()
        while let scalar = popFirst(), scalar != "\"" {
            text.append(scalar == "\\" ? popFirst() ?? scalar : scalar)
        }
        return String(text)
    }
}

extension String {
    /// The bytes of the string with its percent-encoding removed; nil where that is malformed.
    fileprivate var percentDecodedBytes: [UInt8]? {
        var bytes: [UInt8] = []
        var rest = utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            let digits = rest.prefix(2)
            guard digits.count == 2, let decoded = UInt8(String(decoding: digits, as: UTF8.self), radix: 16) else {
                return nil
            }
            bytes.append(decoded)
            rest = rest.dropFirst(2)
        }
        return bytes
    }
}
