/// Converts a block in the portal's raw form into the equivalent Markdown block.
///
/// A raw block is the text between `:::html` and `:::`. Raw tables specify the depth of their rows.
struct RawBlock {
    private enum Token {
        case text(Substring)
        case open(name: Substring, attributes: [String: String])
        case close(name: Substring)
    }

    private let line: Int
    private var header: [String] = []
    private var rows: [Markdown.Table.Row] = []
    private var cells: [String] = []
    private var level: Int?
    private var rowLine: Int
    /// The parts of each cell in the current row that contains listed values.
    private var partsByCell: [Int: [Markdown.CellPart]] = [:]
    private var cell: [Markdown.CellPart]?
    /// Whether an item of a list of values is open in the current cell.
    private var isItem = false
    /// Whether the current cell consists of text outside a cell tag.
    private var isBareText = false
    private var isTable = false
    private var code: String?
    private var isHeader = false
    private var text = ""
    /// The open tags within the cell that can skip their text, innermost last.
    private var tags: [(name: Substring, isSkipped: Bool)] = []
    /// The number of open tags whose text is skipped.
    private var skipped = 0

    /// Converts a raw block.
    ///
    /// - Parameters:
    ///   - text: The text between `:::html` and `:::`.
    ///   - line: The number of the block's first line.
    static func block(_ text: String, line: Int) -> Markdown.Block {
        var block = RawBlock(line: line)
        return block.read(text)
    }

    /// Returns the text of a cell of a Markdown table that contains the portal's tags.
    static func text(of cell: String) -> String {
        guard case .text(let lines) = block(cell, line: 1) else { return cell }
        return String(lines.map(\.text).joined(separator: "\n").trimmed)
    }

    private init(line: Int) {
        self.line = line
        rowLine = line
    }

    private mutating func read(_ content: String) -> Markdown.Block {
        var current = line
        for token in Self.tokens(of: content) {
            switch token {
            case .text(let text):
                append(String(text))
                current += text.count { $0 == "\n" }
            case .open(let name, let attributes): open(name, attributes, at: current)
            case .close(let name): close(name)
            }
        }
        if let code { return .code(.init(language: "json", text: String(code.trimmed), line: line)) }
        if isTable { return .table(.init(header: header, rows: rows.map(padded), line: line)) }
        return .text(
            text.split(separator: "\n", omittingEmptySubsequences: false).map { .init(text: String($0), number: line) })
    }

    /// Returns the row with empty cells added, so that it has at least as many cells as the header. Called after all rows have
    /// been read, because rows can precede the header.
    private func padded(_ row: Markdown.Table.Row) -> Markdown.Table.Row {
        let missing = max(0, header.count - row.cells.count)
        return .init(
            cells: row.cells + Array(repeating: "", count: missing), line: row.line,
            partsByCell: row.partsByCell, level: row.level)
    }

    private mutating func append(_ piece: String) {
        if skipped > 0 { return }
        if code != nil {
            code? += piece
        } else if cell != nil {
            appendToCell(piece)
        } else if !isTable {
            text += piece
        }
    }

    private mutating func appendToCell(_ piece: String) {
        switch cell?.popLast() {
        case .value(let key, var description) where isItem:
            description += piece
            cell?.append(.value(key: key, description: description))
        case .text(var text):
            text += piece
            cell?.append(.text(text))
        case let part: cell? += [part, .text(piece)].compactMap { $0 }
        }
    }

    private mutating func openItem(key: String?) {
        guard let key, cell != nil else {
            // Several items can be on one line.
            if let last = text.last(where: { $0 != " " }), last != "\n" { append("\n") }
            return append(key.map { "- \($0)：" } ?? "- ")
        }
        cell?.append(.value(key: key.unescapedMarkdown, description: ""))
        isItem = true
    }

    private mutating func open(_ name: Substring, _ attributes: [String: String], at current: Int) {
        switch name {
        case "md-code-json": code = ""
        case "md-table", "md-dt-table": isTable = true
        case "md-thead", "md-dt-thead": isHeader = true
        case "md-tr", "md-dt-tr", "tr":
            cells = []
            partsByCell = [:]
            // Rows without a level are at the top level.
            level = attributes["level"].flatMap { Int($0) } ?? 0
            rowLine = current
        case "md-th", "md-td", "md-dt-th", "md-dt-td": cell = []
        // The text of a type cell can be outside a cell tag.
        case "md-text" where isTable && cell == nil && !cells.isEmpty:
            cell = []
            isBareText = true
        case "md-enum-item": openItem(key: attributes["key"])
        case "md-app-support":
            append(attributes["types"] ?? "")
        case "md-perm":
            append("\(attributes["desc"] ?? "")(\(attributes["name"] ?? ""))\n")
            openTag(name, isSkipped: true)
        case "md-tooltip": openTag(name, isSkipped: true)
        // Skip the text of a `field-required` tag, because the table has a column with the same information.
        case "md-tag": openTag(name, isSkipped: attributes["type"] == "field-required")
        default: break
        }
    }

    private mutating func close(_ name: Substring) {
        switch name {
        case "md-thead", "md-dt-thead": isHeader = false
        case "md-tr", "md-dt-tr", "tr":
            if isHeader {
                if header.isEmpty { header = cells }
            } else if !cells.isEmpty {
                rows.append(.init(cells: cells, line: rowLine, partsByCell: partsByCell, level: level))
            }
            cells = []
        case "md-th", "md-td", "md-dt-th", "md-dt-td":
            endCell()
        case "md-text" where isBareText: endCell()
        case "md-enum-item", "md-enum": isItem = false
        case "md-perm", "md-tooltip", "md-tag": closeTag(name)
        default: break
        }
    }

    private mutating func openTag(_ name: Substring, isSkipped: Bool) {
        tags.append((name, isSkipped))
        if isSkipped { skipped += 1 }
    }

    /// Closes the innermost tag. A stray closing tag has no effect.
    private mutating func closeTag(_ name: Substring) {
        guard let last = tags.last, last.name == name else { return }
        tags.removeLast()
        if last.isSkipped { skipped -= 1 }
    }

    private mutating func endCell() {
        // A tag that is not closed ends with its cell.
        tags = []
        skipped = 0
        let parts = (cell ?? []).map(\.trimmedDescription)
        if parts.contains(where: { if case .value = $0 { true } else { false } }) { partsByCell[cells.count] = parts }
        cells.append(String(parts.map(\.markdown).joined().trimmed))
        cell = nil
        isItem = false
        isBareText = false
    }

    /// Splits content into the portal's tags and the text between them. Other text in angle brackets is not a tag.
    private static func tokens(of content: String) -> [Token] {
        var tokens: [Token] = []
        let utf8 = content.utf8
        var textStart = utf8.startIndex
        var index = utf8.startIndex
        // A tag that begins after the last `>` is unterminated. Without this check, each unterminated tag would cause a futile
        // search to the end of the text, which takes quadratic time in total.
        let lastEnd = utf8.lastIndex(of: UInt8(ascii: ">"))
        while let open = utf8[index...].firstIndex(of: UInt8(ascii: "<")) {
            index = utf8.index(after: open)
            let rest = utf8[index...]
            let isTag = ["md-", "/md-", "tr>", "tr ", "/tr>"].contains { rest.starts(with: $0.utf8) }
            guard isTag, let lastEnd, lastEnd >= index, let end = self.end(ofTag: rest) else {
                continue
            }
            if open > textStart { tokens.append(.text(content[textStart..<open])) }
            tokens += self.tokens(ofTag: content[index..<end])
            index = utf8.index(after: end)
            textStart = index
        }
        if textStart < utf8.endIndex { tokens.append(.text(content[textStart...])) }
        return tokens
    }

    /// Returns the index of the first `>` that is not in the value of an attribute. If there is none nearby, a quotation mark is
    /// unmatched, so returns the index of the first `>`.
    private static func end(ofTag rest: Substring.UTF8View) -> Substring.Index? {
        var isQuoted = false
        let near = rest.prefix(1000)
        for index in near.indices {
            if near[index] == UInt8(ascii: "\"") { isQuoted.toggle() }
            if near[index] == UInt8(ascii: ">"), !isQuoted { return index }
        }
        return rest.firstIndex(of: UInt8(ascii: ">"))
    }

    /// Parses a tag. A self-closing tag is converted to two tokens.
    ///
    /// - Parameter tag: The text between the angle brackets.
    private static func tokens(ofTag tag: Substring) -> [Token] {
        if tag.hasPrefix("/") { return [.close(name: tag.dropFirst().prefix { !$0.isWhitespace })] }
        let name = tag.prefix { !$0.isWhitespace && $0 != "/" }
        let opening = Token.open(name: name, attributes: attributes(of: tag.dropFirst(name.count)))
        return tag.hasSuffix("/") ? [opening, .close(name: name)] : [opening]
    }

    /// Parses attributes of the form `key="value"`.
    private static func attributes(of text: Substring) -> [String: String] {
        var attributes: [String: String] = [:]
        var pieces = text.split(separator: "\"", omittingEmptySubsequences: false)[...]
        while pieces.count > 1, let key = pieces.popFirst(), let value = pieces.popFirst() {
            attributes[String(key.trimmed.dropLast())] = String(value)
        }
        return attributes
    }
}

extension Markdown.CellPart {
    /// The part, with the description of a value trimmed.
    fileprivate var trimmedDescription: Markdown.CellPart {
        guard case .value(let key, let description) = self else { return self }
        return .value(key: key, description: String(description.trimmed))
    }
}
