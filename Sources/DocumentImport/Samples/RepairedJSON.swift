import SourceText

/// Repairs text that is almost JSON but contains, for example, comments, missing or extra commas, line breaks in strings, or
/// unclosed brackets.
struct RepairedJSON {
    private let input: [UInt8]
    private var output: [UInt8] = []
    private var offset = 0
    /// Whether a comma must precede the next value.
    private var needsComma = false
    /// The closing brackets that match the open brackets, innermost last.
    private var closings: [UInt8] = []

    /// Returns the repaired text, which can still be invalid JSON. If the given text is valid JSON, returns it unchanged.
    static func text(of text: String) -> String {
        var repair = RepairedJSON(input: Array(text.utf8))
        repair.run()
        return String(decoding: repair.output, as: UTF8.self)
    }

    private init(input: [UInt8]) {
        self.input = input
    }

    private mutating func run() {
        while offset < input.count {
            if replacePunctuation() { continue }
            switch input[offset] {
            case UInt8(ascii: "\""):
                beginValue()
                copyString()
                needsComma = true
            case UInt8(ascii: "/") where nextByte == UInt8(ascii: "/"): skipLine()
            case UInt8(ascii: "#"): skipLine()
            case UInt8(ascii: "/") where nextByte == UInt8(ascii: "*"): skipComment()
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                beginValue()
                closings.append(input[offset] == UInt8(ascii: "{") ? UInt8(ascii: "}") : UInt8(ascii: "]"))
                copyByte()
            case UInt8(ascii: "}"), UInt8(ascii: "]"): closeBracket()
            case UInt8(ascii: ","):
                // Skip a repeated comma.
                if lastCharacter == UInt8(ascii: ",") { offset += 1 } else { copyByte() }
                needsComma = false
            case UInt8(ascii: ":"):
                copyByte()
                needsComma = false
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"): copyByte()
            case UInt8(ascii: ".") where input[offset...].starts(with: "...".utf8): offset += 3
            case 0xE2 where input[offset...].starts(with: "…".utf8): offset += 3
            case 0xC2 where nextByte == 0xA0: offset += 2
            default:
                beginValue()
                copyWord()
                needsComma = true
            }
        }
        while let closing = closings.popLast() {
            removeTrailingComma()
            output.append(closing)
        }
    }

    /// Copies the closing bracket at the current offset, after closing all brackets inside it. Drops an unmatched bracket.
    private mutating func closeBracket() {
        let bracket = input[offset]
        offset += 1
        guard closings.contains(bracket) else { return }
        while let closing = closings.popLast() {
            removeTrailingComma()
            output.append(closing)
            if closing == bracket { break }
        }
        needsComma = true
    }

    /// Reads the Chinese comma, colon or quoted string at the current offset. Returns `false` if there is none.
    private mutating func replacePunctuation() -> Bool {
        guard let mark = chineseMark else { return false }
        offset += 3
        switch mark {
        case UInt8(ascii: ","):
            if lastCharacter != mark { output.append(mark) }
            needsComma = false
        case UInt8(ascii: ":"):
            output.append(mark)
            needsComma = false
        default:
            beginValue()
            let start = offset
            while offset < input.count, chineseMark != mark, input[offset] != mark, !input[offset].isLineBreak {
                offset += 1
            }
            let text = String(decoding: input[start..<offset], as: UTF8.self)
            output += Array("\"\(text.replacing("\\", with: "\\\\"))\"".utf8)
            if offset < input.count { offset += input[offset] == mark ? 1 : chineseMark == nil ? 0 : 3 }
            needsComma = true
        }
        return true
    }

    /// The ASCII character that is meant by the Chinese one at the current offset.
    private var chineseMark: UInt8? {
        guard offset + 2 < input.count, input[offset] == 0xE2 || input[offset] == 0xEF else { return nil }
        switch (input[offset], input[offset + 1], input[offset + 2]) {
        case (0xEF, 0xBC, 0x8C): return UInt8(ascii: ",")
        case (0xEF, 0xBC, 0x9A): return UInt8(ascii: ":")
        case (0xE2, 0x80, 0x9C), (0xE2, 0x80, 0x9D): return UInt8(ascii: "\"")
        default: return nil
        }
    }

    private var nextByte: UInt8? { offset + 1 < input.count ? input[offset + 1] : nil }

    private var lastCharacter: UInt8? { output.last { !$0.isSpace } }

    private mutating func copyByte() {
        output.append(input[offset])
        offset += 1
    }

    private mutating func beginValue() {
        if needsComma { output.append(UInt8(ascii: ",")) }
        needsComma = false
    }

    private mutating func removeTrailingComma() {
        guard lastCharacter == UInt8(ascii: ","), let comma = output.lastIndex(of: UInt8(ascii: ",")) else { return }
        output.remove(at: comma)
    }

    private mutating func copyString() {
        copyByte()
        while offset < input.count, input[offset] != UInt8(ascii: "\"") {
            switch input[offset] {
            case UInt8(ascii: "\\"):
                if let nextByte, "\"\\/bfnrtu".utf8.contains(nextByte) {
                    copyByte()
                    copyByte()
                } else {
                    output += Array("\\\\".utf8)
                    offset += 1
                }
            case UInt8(ascii: "\n"):
                output += Array("\\n".utf8)
                offset += 1
            case UInt8(ascii: "\t"):
                output += Array("\\t".utf8)
                offset += 1
            case 0..<0x20: offset += 1
            default: copyByte()
            }
        }
        if offset < input.count { copyByte() }
    }

    /// Copies a number or literal, or converts a bare word to a string.
    private mutating func copyWord() {
        let start = offset
        while offset < input.count, !input[offset].isSpace, !",:{}[]\"".utf8.contains(input[offset]),
            chineseMark == nil,
            !(input[offset] == UInt8(ascii: "/") && (nextByte == UInt8(ascii: "/") || nextByte == UInt8(ascii: "*")))
        {
            offset += 1
        }
        let word = String(decoding: input[start..<offset], as: UTF8.self)
        let isJSON = ["true", "false", "null"].contains(word) || JSON(number: word) != nil
        output += Array((isJSON ? word : "\"" + word.replacing("\\", with: "\\\\") + "\"").utf8)
    }

    private mutating func skipLine() {
        while offset < input.count, input[offset] != UInt8(ascii: "\n") { offset += 1 }
    }

    private mutating func skipComment() {
        offset += 2
        while offset < input.count {
            if input[offset] == UInt8(ascii: "*"), nextByte == UInt8(ascii: "/") {
                offset += 2
                return
            }
            offset += 1
        }
    }
}

extension UInt8 {
    fileprivate var isLineBreak: Bool { self == 0x0A || self == 0x0D }
    fileprivate var isSpace: Bool { self == 0x20 || self == 0x09 || self == 0x0A || self == 0x0D }
}
