/// A name of a table that can draw the depth: `&emsp;∟&nbsp;name`.
///
/// The text is what is on the wire and nothing else. People draw, format and annotate names.
struct IndentedName {
    private(set) var text: String
    /// The width of the blanks before the name or its mark; nil where there is neither.
    private(set) var indentation: Int?
    private var hasMark: Bool
    /// Whether the indentation consists of blanks.
    private(set) var isDrawnWithBlanks: Bool
    /// Whether the row is about one of several fields.
    private(set) var isAlternative = false

    /// The names in a cell: nearly always one, and an empty one where there is none.
    ///
    /// `a<br>&emsp;∟b` and `a、b` are two.
    static func names(in cell: String) -> [IndentedName] {
        if cell.utf8.allSatisfy(\.isWordByte) {
            return [IndentedName(text: cell, indentation: nil, hasMark: false, isDrawnWithBlanks: false)]
        }
        let lines = cell.withLineBreaks.split(separator: "\n").map {
            IndentedName(line: String($0))
        }
        var names: [IndentedName] = []
        var mark: IndentedName?
        for var name in lines {
            if name.text.isEmpty {
                // The mark can be on a line of its own.
                if name.hasMark { mark = name }
                continue
            }
            if let mark {
                name.indentation = mark.indentation
                name.hasMark = true
                name.isDrawnWithBlanks = mark.isDrawnWithBlanks
            }
            mark = nil
            // Another line without a mark is a remark.
            if names.isEmpty || name.hasMark { names += name.alternatives }
        }
        return names.isEmpty ? [IndentedName(line: "")] : names
    }

    private init(text: String, indentation: Int?, hasMark: Bool, isDrawnWithBlanks: Bool) {
        self.text = text
        self.indentation = indentation
        self.hasMark = hasMark
        self.isDrawnWithBlanks = isDrawnWithBlanks
    }

    private init(line: String) {
        let source = line.withoutTags
        let plain = source.replacing("&emsp;", with: "  ").unescapedMarkdown
        let width = plain.prefix { $0.isWhitespace }.count
        var name = plain.dropFirst(width)
        hasMark = name.first.map(Self.marks.contains) ?? false
        if name.hasPrefix("- ") { name = name.dropFirst(2) }
        indentation = hasMark || width > 0 ? width : nil
        isDrawnWithBlanks = hasMark && source.prefix { !Self.marks.contains($0) }.containsBytes(of: "&nbsp;")
        name = name.drop { $0.isWhitespace || Self.marks.contains($0) }
        if name.containsBytes(of: "](") { name = String(name).withoutLinkTargets[...] }
        text = Self.wireName(in: name.filter { !"*`~\"".contains($0) }.trimmed)
    }

    /// What draws the depth.
    private static let marks: Set<Character> = ["∟", "└", "├", "│", "┗", "┣", "┃", "╰", "↳", "─", "━"]

    /// The name without the remark behind it: `id` in `id（必填）`.
    private static func wireName(in text: Substring) -> String {
        let end = text.utf8.firstIndex { !$0.isWordByte && !"-.$@".utf8.contains($0) } ?? text.endIndex
        guard end > text.startIndex, let next = text[end...].first else { return String(text) }
        return next.isWhitespace || "（(【：:".contains(next) ? String(text[..<end]) : String(text)
    }

    private static let maximumAlternatives = 16

    /// The names of fields that share a row.
    private var alternatives: [IndentedName] {
        let names = text.split { "、，,/".contains($0) }.map { String($0.trimmed) }
        // Each of them gets everything that the row says.
        guard (2...Self.maximumAlternatives).contains(names.count),
            names.allSatisfy({ $0.utf8.allSatisfy(\.isWordByte) })
        else { return [self] }
        return names.map { name in
            var alternative = self
            alternative.text = name
            alternative.isAlternative = true
            return alternative
        }
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
