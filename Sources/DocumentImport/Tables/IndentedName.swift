/// A name cell of a table that can draw the depth: `&emsp;∟&nbsp;name`.
struct IndentedName {
    let text: String
    /// The width of the blanks before the name or its mark; nil where there is neither.
    let indentation: Int?
    private let hasMark: Bool
    /// Whether the indentation consists of blanks.
    let isDrawnWithBlanks: Bool

    init(_ cell: String) {
        if cell.utf8.allSatisfy(\.isWordByte) {
            text = cell
            indentation = nil
            hasMark = false
            isDrawnWithBlanks = false
            return
        }
        var lines = cell.split(separator: "\n")
        var firstLine = lines.isEmpty ? "" : String(lines.removeFirst())
        if firstLine.contains("<") { firstLine = firstLine.replacing(/<\/?span[^>]*>/, with: "") }
        var scalars = Substring(firstLine.replacing("&emsp;", with: "  ").unescapedMarkdown)
        let width = scalars.prefix { $0.isWhitespace }.count
        scalars = scalars.drop { $0.isWhitespace }
        hasMark = scalars.first == "∟" || scalars.first == "└"
        if hasMark {
            indentation = width
            isDrawnWithBlanks = firstLine.prefix { $0 != "∟" && $0 != "└" }.holds("&nbsp;")
            scalars = scalars.dropFirst()
        } else {
            indentation = width > 0 ? width : nil
            isDrawnWithBlanks = false
        }
        // The mark can be on a line of its own.
        if hasMark, scalars.trimmed.isEmpty, let next = lines.first { scalars = next }
        text = String(scalars.filter { $0 != "*" && $0 != "`" }.trimmed)
    }

    /// Whether the name consists of letters, digits and `_`, and is not empty.
    var isWord: Bool { !text.isEmpty && text.utf8.allSatisfy(\.isWordByte) }

    /// The depths of the rows of a table; nil where no row has a mark.
    static func levels(of names: [IndentedName]) -> [Int]? {
        guard names.contains(where: \.hasMark) else { return nil }
        var open: [Int] = []
        return names.map { name in
            guard let indentation = name.indentation else {
                open = []
                return 0
            }
            while let last = open.last, last > indentation { open.removeLast() }
            if open.last != indentation { open.append(indentation) }
            return open.count
        }
    }
}

extension UInt8 {
    /// Whether the byte is a letter, a digit or `_`. Nearly all names consist of these.
    fileprivate var isWordByte: Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self)
            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) || self == UInt8(ascii: "_")
    }
}
