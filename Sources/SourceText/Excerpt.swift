/// A source line with carets under a range, truncated to fit a terminal.
///
/// A range that starts or ends inside the bytes of a Unicode scalar is extended to the entire scalar. If a range
/// spans multiple lines, only its first line is shown.
struct Excerpt {
    private static let maximumBefore = 50
    private static let maximumMarked = 40
    private static let maximumAfter = 40
    /// The maximum number of bytes to examine before and after the start of the range. The limit matters because a
    /// line can be as long as the file.
    private static let window = 1_000

    /// The text of the line, with `…` in place of truncated text.
    let line: String
    /// The padding and carets to print below `line`. The carets mark the range, or its first `maximumMarked`
    /// characters if it is longer.
    let carets: String

    init(of range: Range<Int>, in source: SourceFile) {
        let bytes = source.bytes
        let start = bytes.scalarStart(at: min(range.lowerBound, bytes.count))
        let lineStart = max(source.lineStart(of: start), bytes.scalarStart(at: max(0, start - Self.window)))
        let windowEnd = bytes.scalarEnd(at: min(bytes.count, start + Self.window))
        let lineEnd = bytes[start..<windowEnd].firstIndex { $0 == UInt8(ascii: "\n") } ?? windowEnd
        let end = bytes.scalarEnd(at: max(start, min(range.upperBound, lineEnd)))
        let before = Self.characters(bytes[lineStart..<start])
        let marked = Self.characters(bytes[start..<end])
        let after = Self.characters(bytes[end..<lineEnd])

        let shownBefore = before.count > Self.maximumBefore ? ["…"] + before.suffix(Self.maximumBefore - 1) : before
        let shownMarked = marked.prefix(Self.maximumMarked)
        let rest = marked.dropFirst(Self.maximumMarked) + after
        let shownRest = rest.count > Self.maximumAfter ? rest.prefix(Self.maximumAfter - 1) + ["…"] : rest[...]
        line = String(shownBefore + shownMarked + shownRest)
        // Pad with an ideographic space below each wide character, because both have the same width.
        let padding = shownBefore.map { $0 == "\t" ? "\t" : $0.isWide ? "\u{3000}" : " " }.joined()
        let underline = shownMarked.map { $0.isWide ? "^^" : "^" }.joined()
        carets = padding + (underline.isEmpty ? "^" : underline)
    }

    private static func characters(_ bytes: ArraySlice<UInt8>) -> [Character] {
        String(decoding: bytes, as: UTF8.self).filter { $0 != "\r" && $0 != "\r\n" }.map { $0 }
    }
}

extension [UInt8] {
    /// Returns the start of the UTF-8 sequence that contains the given offset, or the offset itself if it is at the
    /// end of the array.
    fileprivate func scalarStart(at offset: Int) -> Int {
        var start = offset
        while start > 0, start < count, offset - start < 3, self[start].isUTF8Continuation { start -= 1 }
        return start
    }

    /// Returns the end of the UTF-8 sequence that contains the given offset, or the offset itself if it is at the
    /// start of a sequence or at the end of the array.
    fileprivate func scalarEnd(at offset: Int) -> Int {
        var end = offset
        while end < count, end - offset < 3, self[end].isUTF8Continuation { end += 1 }
        return end
    }
}

extension Character {
    fileprivate var isWide: Bool { unicodeScalars.contains(where: \.isWide) }
}

extension Unicode.Scalar {
    /// Whether terminals and editors display the scalar two columns wide, like Chinese, Japanese and Korean
    /// characters.
    ///
    /// The ranges approximate the wide characters of Unicode Standard Annex #11.
    package var isWide: Bool {
        switch value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
            0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
            true
        default: false
        }
    }
}
