/// A text file with its path and an index that maps byte offsets to lines and columns.
package struct SourceFile: Sendable {
    /// The path that diagnostics about the file display. For an input file, this is the path as the user spelled it.
    package let path: String
    /// The content without a byte order mark.
    package let bytes: [UInt8]
    /// The byte offset of the start of each line.
    private let lineStarts: [Int]
    /// The number of Unicode scalars before each block of `blockSize` bytes. These counts make column lookup fast
    /// even in long lines.
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
        // This loop is performance-critical, because it visits every byte of every file.
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

    /// Returns the number of Unicode scalars that start before the given offset.
    private func scalarCount(before offset: Int) -> Int {
        guard !bytes.isEmpty else { return 0 }
        let block = min(offset / Self.blockSize, scalarCounts.count - 1)
        return scalarCounts[block] + bytes[block * Self.blockSize..<offset].count { !$0.isUTF8Continuation }
    }

    package init(path: String, text: String) {
        self.init(path: path, bytes: Array(text.utf8))
    }

    /// The content as a string. Invalid UTF-8 is replaced with U+FFFD.
    package var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Returns whether the content, without a byte order mark, equals the given text byte for byte.
    package func contains(exactly text: String) -> Bool { bytes.elementsEqual(text.utf8) }

    /// A line number and a column number. Both start at 1, and columns count Unicode scalars.
    package struct Position: Equatable, Sendable {
        package let line: Int
        package let column: Int

        package init(line: Int, column: Int) {
            self.line = line
            self.column = column
        }
    }

    /// Returns the position of the given byte offset, or of the end of the file if the offset is past the end.
    package func position(of offset: Int) -> Position {
        let end = min(offset, bytes.count)
        let line = lineNumber(of: end)
        let column = scalarCount(before: end) - scalarCount(before: lineStart(of: end)) + 1
        return Position(line: line, column: column)
    }

    /// The number of the last line that is not blank, or 1 if all lines are blank.
    package var lastLine: Int {
        lineNumber(of: bytes.lastIndex { !" \t\r\n".utf8.contains($0) } ?? 0)
    }

    /// Returns the byte range of the given line, without its line break. A number out of range selects the closest
    /// line.
    package func range(ofLine number: Int) -> Range<Int> {
        let start = lineStarts[min(max(number, 1), lineStarts.count) - 1]
        let end = bytes[start...].firstIndex { $0 == UInt8(ascii: "\n") } ?? bytes.count
        return start..<max(start, end > start && bytes[end - 1] == UInt8(ascii: "\r") ? end - 1 : end)
    }

    /// Returns the number of the line that contains the given offset. Line numbers start at 1.
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
    var isUTF8Continuation: Bool { self & 0b1100_0000 == 0b1000_0000 }

    /// Whether the byte is an ASCII letter or digit.
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
    /// The bytes without a leading UTF-8 byte order mark, which some editors add to files.
    package var withoutByteOrderMark: SubSequence { starts(with: [0xEF, 0xBB, 0xBF]) ? dropFirst(3) : self[...] }
}
