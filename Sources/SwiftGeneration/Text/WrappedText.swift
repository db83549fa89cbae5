import EndpointSpec

/// Breaks the texts of documents into lines that are not wider than the page.
///
/// A piece that is wider than the page by itself, as a long link is, stays on the line where it begins: breaking before
/// it would only make one more line.
enum WrappedText {
    /// The lines of a documentation comment, those of list items further in than their dashes.
    ///
    /// - Parameter width: In columns; a Chinese character takes two.
    static func commentLines(of text: String, width: Int) -> [String] {
        text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).flatMap { paragraph in
            let paragraph = visible(paragraph)
            let isItem = paragraph.drop { $0 == " " }.hasPrefix("- ")
            let hanging = isItem ? String(repeating: " ", count: paragraph.prefix { $0 == " " }.count + 2) : ""
            let lines = lines(of: paragraph[...], width: width, hanging: hanging.count).map(trimmed)
            return lines.prefix(1) + lines.dropFirst().map { hanging + $0 }
        }
    }

    /// The text cut into lines, with nothing lost: joined they are the text.
    ///
    /// - Parameter hanging: How much narrower than the first line the others are.
    static func lines(of text: Substring, width: Int, hanging: Int = 0) -> [String] {
        filled(pieces(of: text), width: width, hanging: hanging)
    }

    /// JSON cut into lines after its spaces, with nothing lost.
    static func jsonLines(of text: String, width: Int) -> [String] {
        let words = text.split(separator: " ", omittingEmptySubsequences: false)
        return filled(words.dropLast().map { $0 + " " } + words.suffix(1).map(String.init), width: width)
    }

    private static func filled(_ pieces: [String], width: Int, hanging: Int = 0) -> [String] {
        var lines: [String] = []
        var current = ""
        var currentWidth = 0
        for piece in pieces {
            let pieceWidth = columns(of: trimmed(piece))
            let width = lines.isEmpty ? width : width - hanging
            if currentWidth + pieceWidth > width, pieceWidth <= width, !current.isEmpty {
                lines.append(current)
                (current, currentWidth) = ("", 0)
            }
            current += piece
            currentWidth += columns(of: piece)
        }
        return lines + [current]
    }

    /// Cuts a text where it may be broken: after a space and after the punctuation of Chinese, but not inside a link or
    /// inline code.
    private static func pieces(of text: Substring) -> [String] {
        var pieces: [String] = []
        var piece = String.UnicodeScalarView()
        var isInCode = false
        var isInBrackets = false
        for scalar in text.unicodeScalars {
            piece.append(scalar)
            switch scalar {
            case "`": isInCode.toggle()
            case "[": isInBrackets = true
            case "]": isInBrackets = false
            case " ", "，", "。", "；", "、", "：", "）", "」", "！", "？":
                if isInCode || isInBrackets { continue }
                pieces.append(String(piece))
                piece = String.UnicodeScalarView()
            default: break
            }
        }
        return pieces + (piece.isEmpty ? [] : [String(piece)])
    }

    /// A document's text can hold anything; what is invisible has no business in source code.
    private static func visible(_ line: Substring) -> String {
        if line.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return String(line) }
        let scalars = line.unicodeScalars.map { $0 == "\t" ? " " : $0 }.filter { !$0.isInvisible }
        return String(String.UnicodeScalarView(scalars))
    }

    private static func columns(of text: String) -> Int {
        text.unicodeScalars.reduce(0) { $0 + ($1.isWide ? 2 : 1) }
    }

    private static func trimmed(_ line: String) -> String {
        var line = line[...]
        while line.hasSuffix(" ") { line = line.dropLast() }
        return String(line)
    }
}
