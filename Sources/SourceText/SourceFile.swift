/// A text file with its path, so that any place in it can be reported as a line and a column.
package struct SourceFile: Sendable {
    /// The path as the user wrote it. Every diagnostic about the file begins with it.
    package let path: String
    /// The content without a byte order mark.
    package let bytes: [UInt8]
    /// The offset at which each line begins.
    private let lineStarts: [Int]
    /// The number of Unicode scalars before each block of bytes: a column is found fast also in a very long line.
    private let scalarCounts: [Int]
    private static let blockSize = 1_024

    package init(path: String, bytes: [UInt8]) {
        self.path = path
        let bytes = Array(bytes.withoutByteOrderMark)
        self.bytes = bytes
        (lineStarts, scalarCounts) = Self.index(bytes)
    }

    private static func index(_ bytes: [UInt8]) -> (lineStarts: [Int], scalarCounts: [Int]) {
        var lineStarts = [0]
        var scalarCounts: [Int] = []
        var scalarCount = 0
        // Every byte of every file goes through this loop.
        bytes.withUnsafeBufferPointer { bytes in
            for block in stride(from: 0, to: bytes.count, by: blockSize) {
                scalarCounts.append(scalarCount)
                for offset in block..<min(block + blockSize, bytes.count) {
                    let byte = bytes[offset]
                    if byte == UInt8(ascii: "\n") { lineStarts.append(offset + 1) }
                    if !byte.isUTF8Continuation { scalarCount += 1 }
                }
            }
        }
        return (lineStarts, scalarCounts)
    }

    /// The number of Unicode scalars that begin before an offset.
    private func scalarCount(before offset: Int) -> Int {
        guard !bytes.isEmpty else { return 0 }
        let block = min(offset / Self.blockSize, scalarCounts.count - 1)
        return scalarCounts[block] + bytes[block * Self.blockSize..<offset].count { !$0.isUTF8Continuation }
    }

    package init(path: String, text: String) {
        self.init(path: path, bytes: Array(text.utf8))
    }

    /// The whole text. Invalid UTF-8 is replaced by U+FFFD.
    package var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Whether the file contains exactly this text.
    package func contains(exactly text: String) -> Bool { bytes.elementsEqual(text.utf8) }

    /// A position as editors count it: both numbers start at 1, and a column is one Unicode scalar.
    package struct Position: Equatable, Sendable {
        package let line: Int
        package let column: Int

        package init(line: Int, column: Int) {
            self.line = line
            self.column = column
        }
    }

    /// The position of a byte offset. An offset past the end means the end.
    package func position(of offset: Int) -> Position {
        let end = min(offset, bytes.count)
        let line = lineNumber(of: end)
        let column = scalarCount(before: end) - scalarCount(before: lineStart(of: end)) + 1
        return Position(line: line, column: column)
    }

    /// The number of the last line that is not empty.
    package var lastLine: Int {
        lineNumber(of: bytes.lastIndex { !" \t\r\n".utf8.contains($0) } ?? 0)
    }

    /// The bytes of a line without its line break. A number past the last line means the last line.
    package func range(ofLine number: Int) -> Range<Int> {
        let start = lineStarts[min(max(number, 1), lineStarts.count) - 1]
        let end = bytes[start...].firstIndex { $0 == UInt8(ascii: "\n") } ?? bytes.count
        return start..<max(start, end > start && bytes[end - 1] == UInt8(ascii: "\r") ? end - 1 : end)
    }

    /// The number of the line, from 1, that contains an offset. Found by bisection, because a file can have many
    /// problems.
    private func lineNumber(of offset: Int) -> Int {
        var range = 0..<lineStarts.count
        while range.count > 1 {
            let middle = range.lowerBound + range.count / 2
            range = lineStarts[middle] <= offset ? middle..<range.upperBound : range.lowerBound..<middle
        }
        return range.upperBound
    }

    func lineStart(of offset: Int) -> Int {
        lineStarts[lineNumber(of: offset) - 1]
    }
}

extension UInt8 {
    /// Whether the byte continues a character of UTF-8.
    var isUTF8Continuation: Bool { self & 0b1100_0000 == 0b1000_0000 }

    /// Whether the byte is a letter or a digit of ASCII.
    package var isLetterOrDigit: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }
}

extension Collection<UInt8> {
    /// The bytes after the mark with which some editors begin a file, and which is not part of its text.
    package var withoutByteOrderMark: SubSequence { starts(with: [0xEF, 0xBB, 0xBF]) ? dropFirst(3) : self[...] }
}
