/// A text file with its path, so that a place in it can be told as a line and a column and shown.
public struct SourceText: Sendable {
    /// The path as the user wrote it; it stands in front of every diagnostic.
    public let path: String
    let bytes: [UInt8]
    /// Where each line begins.
    private let lineStarts: [Int]

    public init(path: String, bytes: [UInt8]) {
        self.path = path
        // Some editors begin a file with a byte order mark. It is none of its text.
        let bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
        self.bytes = bytes
        lineStarts = [0] + bytes.indices.filter { bytes[$0] == UInt8(ascii: "\n") }.map { $0 + 1 }
    }

    public init(path: String, text: String) {
        self.init(path: path, bytes: Array(text.utf8))
    }

    /// The whole text; what is no UTF-8 in it is replaced.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// The bytes of a line, without its end. A number past the last line means the last.
    public func rangeOfLine(_ number: Int) -> Range<Int> {
        let start = lineStarts[min(max(number, 1), lineStarts.count) - 1]
        let end = bytes[start...].firstIndex { $0 == UInt8(ascii: "\n") } ?? bytes.count
        return start..<max(start, end > start && bytes[end - 1] == UInt8(ascii: "\r") ? end - 1 : end)
    }

    /// A place for people: both numbers start at 1, and a column is one Unicode scalar.
    public struct Position: Equatable, Sendable {
        public let line: Int
        public let column: Int
    }

    /// The line and column of a byte offset; an offset past the end is the end.
    func position(of offset: Int) -> Position {
        let end = min(offset, bytes.count)
        let line = lineNumber(of: end)
        let column = String(decoding: bytes[lineStart(of: end)..<end], as: UTF8.self).unicodeScalars.count + 1
        return Position(line: line, column: column)
    }

    /// The line around a byte range with carets under the range, cut to what fits a terminal.
    func excerpt(of range: Range<Int>) -> String {
        let start = min(range.lowerBound, bytes.count)
        let lineStart = lineStart(of: start)
        let lineEnd = bytes[start...].firstIndex { $0 == UInt8(ascii: "\n") } ?? bytes.count
        let before = Array(String(decoding: bytes[lineStart..<start], as: UTF8.self).unicodeScalars)
        let marked = Array(
            String(decoding: bytes[start..<max(start, min(range.upperBound, lineEnd))], as: UTF8.self).unicodeScalars)
        let after = Array(
            String(decoding: bytes[max(start, min(range.upperBound, lineEnd))..<lineEnd], as: UTF8.self).unicodeScalars)

        let shownBefore = before.count > 50 ? Array("…".unicodeScalars) + before.suffix(49) : before
        let shownMarked = marked.prefix(40)
        let rest = Array(marked.dropFirst(40)) + after
        let shownRest = rest.count > 40 ? rest.prefix(39) + Array("…".unicodeScalars) : rest[...]

        let text = (shownBefore + shownMarked + shownRest).filter { $0 != "\r" }
        // A wide character is padded with the ideographic space, which is as wide as it.
        let padding = shownBefore.map { $0 == "\t" ? "\t" : $0.isWide ? "\u{3000}" : " " }.joined()
        let carets = shownMarked.map { $0.isWide ? "^^" : "^" }.joined()
        return String(String.UnicodeScalarView(text)) + "\n" + padding + (carets.isEmpty ? "^" : carets)
    }

    /// The number of the line, from 1, in which an offset is: by bisection, because a file can have many problems.
    private func lineNumber(of offset: Int) -> Int {
        var range = 0..<lineStarts.count
        while range.count > 1 {
            let middle = range.lowerBound + range.count / 2
            range = lineStarts[middle] <= offset ? middle..<range.upperBound : range.lowerBound..<middle
        }
        return range.upperBound
    }

    private func lineStart(of offset: Int) -> Int {
        lineStarts[lineNumber(of: offset) - 1]
    }
}

extension Unicode.Scalar {
    /// Whether a terminal or editor draws the character two columns wide, as it does Chinese, Japanese and Korean.
    /// The ranges are the wide blocks of Unicode Standard Annex 11.
    public var isWide: Bool {
        switch value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
            0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
            true
        default: false
        }
    }
}
