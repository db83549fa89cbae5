/// Formats JSON in canonical form: with two spaces of indentation per level, one member or element per line, and only
/// the escapes that JSON requires.
///
/// Python's `json.dumps(value, indent=2, ensure_ascii=False)` and JavaScript's `JSON.stringify(value, null, 2)`
/// produce the same layout and escapes.
enum CanonicalText {
    static func text(of value: JSON) -> String {
        var text = ""
        write(value, indent: "\n", into: &text)
        return text
    }

    private static func write(_ value: JSON, indent: String, into text: inout String) {
        switch value {
        case .null: text += "null"
        case .boolean(let value): text += value ? "true" : "false"
        case .number(let spelling): text += spelling
        case .string(let string): write(string, into: &text)
        case .array(let elements):
            write(elements, between: "[", "]", indent: indent, into: &text) { element, indent, text in
                write(element, indent: indent, into: &text)
            }
        case .object(let members):
            write(members, between: "{", "}", indent: indent, into: &text) { member, indent, text in
                write(member.key, into: &text)
                text += ": "
                write(member.value, indent: indent, into: &text)
            }
        }
    }

    private static func write<Element>(
        _ elements: [Element], between open: String, _ close: String, indent: String, into text: inout String,
        each: (Element, String, inout String) -> Void
    ) {
        text += open
        let inner = indent + "  "
        for (index, element) in elements.enumerated() {
            text += index == 0 ? inner : "," + inner
            each(element, inner, &text)
        }
        text += elements.isEmpty ? close : indent + close
    }

    private static func write(_ string: String, into text: inout String) {
        text += "\""
        // Append the text between escapes in one piece, which is faster than appending single bytes.
        var start = string.startIndex
        for index in string.utf8.indices {
            guard let escape = escape(of: string.utf8[index]) else { continue }
            text += string[start..<index]
            text += escape
            start = string.utf8.index(after: index)
        }
        text += string[start...]
        text += "\""
    }

    private static func escape(of byte: UInt8) -> String? {
        switch byte {
        case UInt8(ascii: "\""): "\\\""
        case UInt8(ascii: "\\"): "\\\\"
        case 0x20...: nil
        case 0x08: "\\b"
        case 0x09: "\\t"
        case 0x0A: "\\n"
        case 0x0C: "\\f"
        case 0x0D: "\\r"
        default: "\\u" + String(repeating: "0", count: byte < 16 ? 3 : 2) + String(byte, radix: 16)
        }
    }
}
