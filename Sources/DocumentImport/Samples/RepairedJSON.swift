/// Repairs samples that are almost JSON: comments, missing or extra commas, line breaks in strings, and unclosed brackets.
struct RepairedJSON {
    private let input: [UInt8]
    private var output: [UInt8] = []
    private var offset = 0
    /// Whether the next value needs a comma before it.
    private var needsComma = false
    /// The closing brackets that are still missing, innermost last.
    private var closings: [UInt8] = []

    /// Returns the repaired text, which is unchanged if it needs no repairs.
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
            switch input[offset] {
            case UInt8(ascii: "\""):
                beginValue()
                string()
                needsComma = true
            case UInt8(ascii: "/") where next == UInt8(ascii: "/"): skipLine()
            case UInt8(ascii: "#"): skipLine()
            case UInt8(ascii: "/") where next == UInt8(ascii: "*"): skipComment()
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                beginValue()
                closings.append(input[offset] == UInt8(ascii: "{") ? UInt8(ascii: "}") : UInt8(ascii: "]"))
                copy()
            case UInt8(ascii: "}"), UInt8(ascii: "]"): close()
            case UInt8(ascii: ","):
                // Skip a repeated comma.
                if lastCharacter == UInt8(ascii: ",") { offset += 1 } else { copy() }
                needsComma = false
            case UInt8(ascii: ":"):
                copy()
                needsComma = false
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"): copy()
            case UInt8(ascii: ".") where input[offset...].starts(with: "...".utf8): offset += 3
            case 0xE2 where input[offset...].starts(with: "…".utf8): offset += 3
            case 0xC2 where next == 0xA0: offset += 2
            default:
                beginValue()
                word()
                needsComma = true
            }
        }
        while let closing = closings.popLast() {
            removeTrailingComma()
            output.append(closing)
        }
    }

    /// Closes a bracket, and all brackets inside it first. An unmatched closing bracket is dropped.
    private mutating func close() {
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

    private var next: UInt8? { offset + 1 < input.count ? input[offset + 1] : nil }

    private var lastCharacter: UInt8? { output.last { !$0.isSpace } }

    private mutating func copy() {
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

    private mutating func string() {
        copy()
        while offset < input.count, input[offset] != UInt8(ascii: "\"") {
            switch input[offset] {
            case UInt8(ascii: "\\"):
                if let next, "\"\\/bfnrtu".utf8.contains(next) {
                    copy()
                    copy()
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
            default: copy()
            }
        }
        if offset < input.count { copy() }
    }

    /// Copies a number, a literal, or a bare word, which becomes a string.
    private mutating func word() {
        let start = offset
        while offset < input.count, !input[offset].isSpace, !",:{}[]\"".utf8.contains(input[offset]),
            !(input[offset] == UInt8(ascii: "/") && (next == UInt8(ascii: "/") || next == UInt8(ascii: "*")))
        {
            offset += 1
        }
        let word = String(decoding: input[start..<offset], as: UTF8.self)
        let isJSON = ["true", "false", "null"].contains(word) || Double(word) != nil
        output += Array((isJSON ? word : "\"" + word.replacing("\\", with: "\\\\") + "\"").utf8)
    }

    private mutating func skipLine() {
        while offset < input.count, input[offset] != UInt8(ascii: "\n") { offset += 1 }
    }

    private mutating func skipComment() {
        offset += 2
        while offset < input.count {
            if input[offset] == UInt8(ascii: "*"), next == UInt8(ascii: "/") {
                offset += 2
                return
            }
            offset += 1
        }
    }
}

extension UInt8 {
    fileprivate var isSpace: Bool { self == 0x20 || self == 0x09 || self == 0x0A || self == 0x0D }
}
