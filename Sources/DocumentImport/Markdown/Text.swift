extension StringProtocol where SubSequence == Substring {
    /// The string without leading and trailing whitespace.
    var trimmed: Substring {
        var text: Substring = self[...]
        // Recognize ASCII whitespace by byte, which is much faster than by character. Use `removeLast()`, because `dropLast()`
        // would count all characters first.
        while let last = text.utf8.last, last.isBlank || last >= 0x80 && text.last?.isWhitespace == true {
            if last.isBlank {
                text = Substring(text.utf8.dropLast(1))
            } else {
                text.removeLast()
            }
        }
        while let first = text.utf8.first, first.isBlank || first >= 0x80 && text.first?.isWhitespace == true {
            if first.isBlank {
                text = Substring(text.utf8.dropFirst(1))
            } else {
                text.removeFirst()
            }
        }
        return text
    }
}

extension StringProtocol {
    /// Returns whether the string contains the bytes of another string. Comparing bytes is much faster than comparing
    /// characters.
    func containsBytes(of text: String) -> Bool {
        guard let first = text.utf8.first else { return true }
        var rest = utf8[...]
        while let index = rest.firstIndex(of: first) {
            if rest[index...].starts(with: text.utf8) { return true }
            rest = rest[rest.index(after: index)...]
        }
        return false
    }
}

extension String {
    /// The string without line breaks between `](` and the URL of a link.
    var joiningBrokenLinks: String {
        guard utf8.contains(UInt8(ascii: "\n")), utf8.contains(UInt8(ascii: "(")) else { return self }
        var joined = ""
        var isBroken = false
        for line in split(separator: "\n", omittingEmptySubsequences: false) {
            let rest = isBroken ? line.drop(while: \.isWhitespace) : line
            if !isBroken, !joined.isEmpty { joined += "\n" }
            isBroken = rest.utf8.reversed().drop { $0 == 0x20 || $0 == 0x09 }.starts(with: "(]".utf8)
            joined += isBroken ? rest.trimmed : rest
        }
        return joined
    }

    /// The string with backslash escapes and entities decoded.
    var unescapedMarkdown: String {
        guard utf8.contains(where: { $0 == UInt8(ascii: "\\") || $0 == UInt8(ascii: "&") }) else { return self }
        var text = ""
        var isEscaped = false
        var rest = self[...]
        while let character = rest.first {
            if isEscaped {
                if !character.isPunctuation && !character.isSymbol { text.append("\\") }
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
                rest.removeFirst()
                continue
            } else if character == "&", let entity = Self.entities.first(where: { rest.utf8.starts(with: $0.0.utf8) }) {
                text += entity.1
                rest = Substring(rest.utf8.dropFirst(entity.0.utf8.count))
                continue
            }
            text.append(character)
            rest.removeFirst()
        }
        if isEscaped { text.append("\\") }
        return text
    }

    /// The string with `<br>`, `<br/>` and `<br />` replaced with line breaks.
    var withLineBreaks: String {
        guard containsBytes(of: "<br") else { return self }
        var text: [UInt8] = []
        var rest = Array(utf8)[...]
        while let byte = rest.first {
            guard byte == UInt8(ascii: "<"), rest.starts(with: "<br".utf8) else {
                text.append(byte)
                rest = rest.dropFirst()
                continue
            }
            let tail = rest.dropFirst(3).drop { $0 == UInt8(ascii: " ") }
            let end = tail.first == UInt8(ascii: "/") ? tail.dropFirst() : tail
            if end.first == UInt8(ascii: ">") {
                text.append(UInt8(ascii: "\n"))
                rest = end.dropFirst()
            } else {
                text.append(byte)
                rest = rest.dropFirst()
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static let entities = [
        ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&nbsp;", " "), ("&emsp;", " "),
        ("&ensp;", " "), ("&amp;", "&"),
    ]
}

extension UInt8 {
    fileprivate var isBlank: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
}
