/// A field name in a table. It can be indented to show its depth, for example `&emsp;∟&nbsp;name`.
///
/// Tree marks, formatting and remarks are not part of `text`.
struct IndentedName {
    /// The wire name.
    private(set) var text: String
    /// The width of the whitespace before the name or its tree mark, or `nil` if there is neither whitespace nor a mark.
    private(set) var indentation: Int?
    /// Whether the name has a tree mark such as `∟`.
    private var hasMark: Bool
    /// Whether the name has a tree mark that is indented with `&nbsp;`.
    private(set) var hasUnreliableIndentation: Bool
    /// Whether the name is one of several alternatives in a cell.
    private(set) var isAlternative = false

    /// Returns the names in a cell, or a single empty name if there is none.
    ///
    /// Most cells contain one name, but `a<br>&emsp;∟b` and `a、b`, for example, contain two.
    static func names(in cell: String) -> [IndentedName] {
        if cell.utf8.allSatisfy(\.isWordByte) {
            return [IndentedName(text: cell, indentation: nil, hasMark: false, hasUnreliableIndentation: false)]
        }
        let lines = cell.withLineBreaks.split(separator: "\n").map {
            IndentedName(line: String($0))
        }
        var names: [IndentedName] = []
        var mark: IndentedName?
        for var name in lines {
            if name.text.isEmpty {
                // The tree mark can be on the line before the name.
                if name.hasMark { mark = name }
                continue
            }
            if let mark {
                name.indentation = mark.indentation
                name.hasMark = true
                name.hasUnreliableIndentation = mark.hasUnreliableIndentation
            }
            mark = nil
            // After the first name, a line without a tree mark is a remark.
            if names.isEmpty || name.hasMark { names += name.alternatives }
        }
        return names.isEmpty ? [IndentedName(line: "")] : names
    }

    private init(text: String, indentation: Int?, hasMark: Bool, hasUnreliableIndentation: Bool) {
        self.text = text
        self.indentation = indentation
        self.hasMark = hasMark
        self.hasUnreliableIndentation = hasUnreliableIndentation
    }

    private init(line: String) {
        let source = line.withoutTags
        let plain = source.replacing("&emsp;", with: "  ").unescapedMarkdown
        let width = plain.prefix { $0.isWhitespace }.count
        var name = plain.dropFirst(width)
        hasMark = name.first.map(Self.marks.contains) ?? false
        let repeated = max(0, name.prefix { $0 == "∟" }.count - 1)
        if name.hasPrefix("- ") { name = name.dropFirst(2) }
        indentation = hasMark || width > 0 ? width + repeated : nil
        hasUnreliableIndentation = hasMark && source.prefix { !Self.marks.contains($0) }.containsBytes(of: "&nbsp;")
        name = name.drop { $0.isWhitespace || Self.marks.contains($0) }
        if name.containsBytes(of: "](") { name = String(name).withoutLinkTargets[...] }
        text = Self.wireName(in: name.filter { !"*`~\"".contains($0) }.trimmed)
    }

    /// The characters used as tree marks.
    private static let marks: Set<Character> = ["∟", "└", "├", "│", "┗", "┣", "┃", "╰", "↳", "─", "━"]

    /// Returns the name without a trailing remark, for example `id` for `id（必填）`.
    private static func wireName(in text: Substring) -> String {
        let end = text.utf8.firstIndex { !$0.isWordByte && !"-.$@".utf8.contains($0) } ?? text.endIndex
        guard end > text.startIndex, let next = text[end...].first else { return String(text) }
        return next.isWhitespace || "（(【：:".contains(next) ? String(text[..<end]) : String(text)
    }

    private static let maximumAlternatives = 16

    /// The names of all fields that share the row, or only this name if it is not a list of 2 to 16 names. All facts in the row
    /// except `required` apply to each of these fields.
    private var alternatives: [IndentedName] {
        let names = text.split { "、，,/".contains($0) }.map { String($0.trimmed) }
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

    /// Whether the name is nonempty and consists of letters, digits and `_`.
    var isWord: Bool { !text.isEmpty && text.utf8.allSatisfy(\.isWordByte) }

    /// Returns the depth of each name, or `nil` if no name has a tree mark.
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
    /// Whether the byte is a letter, a digit or `_`. Nearly all names consist of such bytes.
    fileprivate var isWordByte: Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self)
            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) || self == UInt8(ascii: "_")
    }
}
