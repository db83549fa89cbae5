/// Parses a document into blocks.
struct BlockReader {
    private var lines: ArraySlice<Markdown.Line>

    init(_ text: String) {
        let texts = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        lines =
            texts.enumerated().map { index, text in
                let line = text.last == UInt8(ascii: "\r") ? text.dropLast() : text
                return Markdown.Line(text: String(Substring(line)), number: index + 1)
            }[...]
    }

    /// Consumes and returns the front matter at the beginning of the document.
    mutating func readFrontMatter() -> FrontMatter {
        let frontMatter = FrontMatter(lines: lines.prefix(FrontMatter.maximumLineCount).map { $0.text[...] })
        lines = lines.dropFirst(frontMatter.lineCount)
        return frontMatter
    }

    /// Consumes the remaining lines and returns the blocks that they form.
    mutating func readBlocks() -> [Markdown.Block] {
        var blocks: [Markdown.Block] = []
        var text: [Markdown.Line] = []
        while let line = lines.first {
            guard let block = parseHeading(line) ?? parseCode(line) ?? parseRawBlock(line) ?? parseTable(line) else {
                text.append(line)
                lines.removeFirst()
                continue
            }
            if text.contains(where: { !$0.text.trimmed.isEmpty }) { blocks.append(.text(text)) }
            text = []
            blocks.append(block)
        }
        if text.contains(where: { !$0.text.trimmed.isEmpty }) { blocks.append(.text(text)) }
        return blocks
    }

    /// Parses a heading such as `## text`. Number signs at the end are removed.
    private mutating func parseHeading(_ line: Markdown.Line) -> Markdown.Block? {
        let level = line.text.prefix { $0 == "#" }.count
        let rest = line.text.dropFirst(level)
        guard (1...6).contains(level), rest.isEmpty || rest.first == " " else { return nil }
        lines.removeFirst()
        var text = rest.trimmed
        while text.utf8.last == UInt8(ascii: "#") { text.removeLast() }
        return .heading(.init(level: level, text: String(text.trimmed), line: line.number))
    }

    /// Parses a fenced code block. An unclosed block extends to the end of the document or, for JSON, to the next heading of
    /// level 2 or 3.
    private mutating func parseCode(_ line: Markdown.Line) -> Markdown.Block? {
        let opening = line.text.trimmed
        guard let mark = ["`", "~"].first(where: { opening.hasPrefix(String(repeating: $0, count: 3)) }) else {
            return nil
        }
        let fence = opening.prefix { String($0) == mark }
        // Skip inline code, which is closed on the same line.
        if opening.dropFirst(fence.count).contains("`") { return nil }
        lines.removeFirst()
        var text: [String] = []
        let language = String(opening.dropFirst(fence.count).trimmed)
        let isJSON = language.lowercased() == "json"
        while let next = lines.first {
            // JSON cannot contain a heading, so the closing fence is missing.
            if isJSON, next.text.hasPrefix("## ") || next.text.hasPrefix("### ") { break }
            lines.removeFirst()
            let closing = next.text.trimmed
            if closing.hasPrefix(fence), closing.allSatisfy({ String($0) == mark }) { break }
            text.append(next.text)
        }
        return .code(
            .init(
                language: language, text: text.joined(separator: "\n"),
                line: line.number))
    }

    /// Parses the raw block between a `:::html` line and a `:::` line.
    private mutating func parseRawBlock(_ line: Markdown.Line) -> Markdown.Block? {
        guard line.text.trimmed.hasPrefix(":::html"),
            // If another marker or a heading precedes the closing `:::`, the `:::html` is an export artifact. Within a table or
            // code, a line that begins with `#` or `:::` is text.
            let end = lines.dropFirst(rawContentLineCount).dropFirst()
                .firstIndex(where: { $0.text.trimmed.hasPrefix(":::") || $0.text.hasPrefix("#") }),
            lines[end].text.trimmed == ":::"
        else { return nil }
        let text = lines[..<end].dropFirst().map(\.text).joined(separator: "\n")
        lines = lines[(end + 1)...]
        return RawBlock.block(text, line: line.number + 1)
    }

    /// The number of lines from the beginning of a raw block to the end of its table or code, or 0 if that does not end before the
    /// next raw block.
    private var rawContentLineCount: Int {
        let tags = ["md-table", "md-dt-table", "md-code-json"]
        guard let first = lines.dropFirst().first(where: { !$0.text.trimmed.isEmpty })?.text.trimmed,
            let tag = tags.first(where: { first.hasPrefix("<\($0)") })
        else { return 0 }
        for index in lines.indices.dropFirst() {
            if lines[index].text.trimmed.hasPrefix(":::html") { return 0 }
            if lines[index].text.containsBytes(of: "</\(tag)>") { return index - lines.startIndex }
        }
        return 0
    }

    /// Parses a table, which consists of a header, a delimiter row and rows.
    private mutating func parseTable(_ line: Markdown.Line) -> Markdown.Block? {
        guard line.text.utf8.contains(UInt8(ascii: "|")), let delimiterRow = lines.dropFirst().first,
            delimiterRow.text.isDelimiterRow
        else { return nil }
        let header = line.text.cells()
        lines = lines.dropFirst(2)
        var rows: [Markdown.Table.Row] = []
        while let row = parseRow(cellCount: header.count) { rows.append(row) }
        let isLoose = delimiterRow.text.cells().contains { $0.count { $0 == "-" } == 1 }
        return .table(.init(header: header, rows: rows, line: line.number, isLoose: isLoose))
    }

    /// The maximum number of lines of a label after a line that does not end in two spaces.
    private static let maximumLabelLines = 8

    /// Parses a row. If a line ends in two spaces, the row continues on the next line.
    private mutating func parseRow(cellCount: Int) -> Markdown.Table.Row? {
        guard lines.first?.text.trimmed.isEmpty == false else { return nil }
        var end = lines.startIndex
        while end < lines.endIndex, lines[end].text.hasSuffix("  ") { end += 1 }
        // The lines of a label need not all end in two spaces: the row continues until its first cell ends.
        if end > lines.startIndex {
            let bound = min(end + Self.maximumLabelLines, lines.endIndex - 1)
            if let cellEnd = lines[lines.startIndex...bound].firstIndex(where: {
                $0.text.utf8.contains(UInt8(ascii: "|"))
            }),
                cellEnd > end,
                !lines[lines.startIndex..<cellEnd].contains(where: { $0.text.trimmed.isEmpty || $0.text.hasPrefix("#") }
                )
            {
                end = cellEnd
                while end < lines.endIndex, lines[end].text.hasSuffix("  ") { end += 1 }
            }
        }
        let taken = lines[...min(end, lines.endIndex - 1)]
        guard taken.contains(where: { $0.text.utf8.contains(UInt8(ascii: "|")) }) else { return nil }
        lines = lines[taken.endIndex...]
        return .init(Array(taken), cellCount: cellCount)
    }
}

extension Markdown.Table {
    /// Returns the table after separating rows that were joined only because a line accidentally ends in two spaces.
    ///
    /// - Parameter isRow: A function that returns whether the cells of a continuation line can only be a separate row. It is
    ///   called only for lines that have as many cells as the header.
    func separatingRows(where isRow: ([String]) -> Bool) -> Markdown.Table {
        guard rows.contains(where: { !$0.lines.isEmpty }) else { return self }
        let separated = rows.flatMap { row -> [Row] in
            let starts = row.lines.indices.dropFirst().filter { index in
                let text = row.lines[index].text
                guard text.utf8.contains(UInt8(ascii: "|")) else { return false }
                let cells = text.cells()
                return cells.count == header.count && isRow(cells)
            }
            if starts.isEmpty { return [row] }
            return zip([0] + starts, starts + [row.lines.count]).map { start, end in
                Row(Array(row.lines[start..<end]), cellCount: header.count)
            }
        }
        return Markdown.Table(header: header, rows: separated, line: line, isLoose: isLoose)
    }
}

extension Markdown.Table.Row {
    /// Parses the row in the given lines.
    ///
    /// - Parameters:
    ///   - lines: One or more lines.
    ///   - cellCount: The number of cells in the header.
    fileprivate init(_ lines: [Markdown.Line], cellCount: Int) {
        let cells = lines.map(\.text).joined(separator: "\n").cells(atMost: cellCount).map {
            $0.containsBytes(of: "<md-") ? RawBlock.text(of: $0) : $0
        }
        self.init(
            cells: cells + Array(repeating: "", count: max(0, cellCount - cells.count)),
            line: lines.first?.number ?? 1, isShort: cells.count < cellCount, lines: lines.count > 1 ? lines : [])
    }
}

extension StringProtocol {
    /// Whether the line is a delimiter row, such as `--- | ---`, which separates a table header from the rows.
    fileprivate var isDelimiterRow: Bool {
        utf8.allSatisfy { "-|: \t".utf8.contains($0) } && utf8.contains(UInt8(ascii: "-"))
            && utf8.contains(UInt8(ascii: "|"))
    }

    /// Splits a row into at most `count` cells. If there are more, the last cell contains the rest of the row, including pipes.
    fileprivate func cells(atMost count: Int = .max) -> [String] {
        var text = Substring(self).trimmed
        if text.hasPrefix("|") {
            text = text.dropFirst()
            if text.hasSuffix("|") { text = text.dropLast() }
        }
        var cells: [String] = []
        var start = text.startIndex
        var isEscaped = false
        for index in text.utf8.indices {
            let byte = text.utf8[index]
            if byte == UInt8(ascii: "|"), !isEscaped, cells.count + 1 < count {
                cells.append(String(text[start..<index].trimmed))
                start = text.utf8.index(after: index)
            }
            isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
        }
        return cells + [String(text[start...].trimmed)]
    }
}
