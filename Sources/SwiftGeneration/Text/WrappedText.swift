import SourceText

/// Wraps text at a maximum width.
///
/// An unbreakable piece that is wider than a line, such as a long link, stays on the current line, because it would not fit on a
/// separate line either.
enum WrappedText {
    /// Returns the lines of a comment, without invisible characters. Continuation lines of list items are indented.
    ///
    /// - Parameters:
    ///   - text: The text of the comment.
    ///   - width: The maximum width in columns. A Chinese character occupies two columns.
    static func commentLines(of text: String, width: Int) -> [String] {
        text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).flatMap { paragraph in
            let paragraph = removingInvisible(paragraph)
            let hanging =
                paragraph[...].listMarker.map { marker in
                    String(repeating: " ", count: paragraph.prefix { $0 == " " }.count + marker.count + 1)
                } ?? ""
            let lines = filled(commentPieces(of: paragraph), width: width, hanging: hanging.count).map(trimmed)
            return lines.prefix(1) + lines.dropFirst().map { hanging + $0 }
        }
    }

    /// Splits text into lines. Joining the lines yields the original text.
    ///
    /// - Parameters:
    ///   - text: The text to split.
    ///   - width: The maximum width in columns.
    static func lines(of text: Substring, width: Int) -> [String] {
        filled(pieces(of: text), width: width)
    }

    /// Splits JSON into lines, after spaces. Joining the lines yields the original text.
    static func jsonLines(of text: String, width: Int) -> [String] {
        let words = text.split(separator: " ", omittingEmptySubsequences: false)
        return filled(
            words.dropLast().map { text[$0.startIndex..<text.index(after: $0.endIndex)] } + words.suffix(1),
            width: width)
    }

    /// Splits a paragraph of a comment. No piece except the first would become a list item or a quotation at the beginning of a
    /// line, and the marker of a list item is not a piece of its own: alone on a line, `-` would make the line above it a heading.
    private static func commentPieces(of paragraph: String) -> [Substring] {
        pieces(of: paragraph[...]).reduce(into: []) { pieces, piece in
            if let last = pieces.last,
                piece.beginsBlock || piece.allSatisfy({ $0 == " " }) || pieces.count == 1 && last.isListMarker
            {
                pieces[pieces.count - 1] = paragraph[last.startIndex..<piece.endIndex]
            } else {
                pieces.append(piece)
            }
        }
    }

    /// Returns the lines that contain the given pieces. Lines except the first have room for a hanging indentation.
    private static func filled(_ pieces: [Substring], width: Int, hanging: Int = 0) -> [String] {
        var lines: [String] = []
        var current = ""
        var currentWidth = 0
        for piece in pieces {
            let spaces = piece.utf8.reversed().prefix { $0 == UInt8(ascii: " ") }.count
            let pieceWidth = columns(of: piece)
            let width = lines.isEmpty ? width : width - hanging
            if currentWidth + pieceWidth - spaces > width, pieceWidth - spaces <= width, !current.isEmpty {
                lines.append(current)
                (current, currentWidth) = ("", 0)
            }
            current += piece
            currentWidth += pieceWidth
        }
        return lines + [current]
    }

    /// Splits text after spaces and Chinese punctuation, except inside inline code and square brackets.
    private static func pieces(of text: Substring) -> [Substring] {
        var pieces: [Substring] = []
        var start = text.startIndex
        var isInCode = false
        var isInBrackets = false
        let scalars = text.unicodeScalars
        for index in scalars.indices {
            switch scalars[index] {
            case "`": isInCode.toggle()
            case "[": isInBrackets = true
            case "]": isInBrackets = false
            case " ", "，", "。", "；", "、", "：", "）", "」", "！", "？":
                if isInCode || isInBrackets { continue }
                let end = scalars.index(after: index)
                pieces.append(text[start..<end])
                start = end
            default: break
            }
        }
        return pieces + (start == text.endIndex ? [] : [text[start...]])
    }

    /// Returns the line without invisible characters and with tabs replaced with spaces.
    private static func removingInvisible(_ line: Substring) -> String {
        if line.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return String(line) }
        let scalars = line.unicodeScalars.map { $0 == "\t" ? " " : $0 }.filter { !$0.isInvisible }
        return String(String.UnicodeScalarView(scalars))
    }

    private static func columns(of text: Substring) -> Int {
        text.unicodeScalars.reduce(0) { $0 + ($1.isWide ? 2 : 1) }
    }

    private static func trimmed(_ line: String) -> String {
        var line = line[...]
        while line.utf8.last == UInt8(ascii: " ") { line.removeLast() }
        return String(line)
    }
}
