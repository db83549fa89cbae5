/// A table that lists fields, with its columns recognised by their headings.
struct FieldTable {
    struct Row {
        /// As it stands on the wire.
        let name: String
        let type: DocumentType
        /// The type as it stands in the document.
        let typeText: String
        /// Nil where the table does not say.
        let isRequired: Bool?
        let description: String
        /// The depth, where the table shows it by `∟`.
        let level: Int?
        /// Whether the depth is drawn with blanks, whose width tells it less surely than the portal's `&emsp;`.
        let isLevelDrawn: Bool
        let line: Int
    }

    let rows: [Row]
    /// The lines of the rows that name nothing.
    let unnamedLines: [Int]
    /// Whether the table was typed into the text by hand, and not made by the portal from the definition of the endpoint:
    /// it does not give types, or is written in a way that the portal never writes.
    let isHandWritten: Bool

    private enum Column: String, CaseIterable {
        case name, type, required, description

        /// The headings of the column.
        var headings: Set<String> {
            switch self {
            case .name: ["名称", "参数", "字段", "参数名", "参数名称", "字段名", "字段名称", "属性名称", "Name"]
            case .type: ["类型", "参数类型", "字段类型", "数据类型", "Type"]
            case .required: ["必填", "必须", "是否必须", "是否必填", "必选", "是否必选", "Required"]
            case .description: ["描述", "说明", "参数说明", "字段描述", "备注", "Description"]
            }
        }
    }

    init(rows: [Row]) {
        self.rows = rows
        unnamedLines = []
        isHandWritten = false
    }

    /// Nil where the table has no column of names.
    init?(_ table: Markdown.Table) {
        var indexByColumn: [Column: Int] = [:]
        for (index, heading) in table.header.enumerated() {
            let heading = String(heading.unescapedMarkdown.filter { $0 != "*" }.trimmed)
            if let column = Column.allCases.first(where: { $0.headings.contains(heading) }),
                indexByColumn[column] == nil
            {
                indexByColumn[column] = index
            }
        }
        guard let nameColumn = indexByColumn[.name] else { return nil }
        let isForeign = ["属性名称", "Name"].contains(table.header[nameColumn])
        isHandWritten = indexByColumn[.type] == nil || table.isLoose || isForeign
        let names = table.rows.map { IndentedName($0.cells[nameColumn]) }
        let levels = IndentedName.levels(of: names)
        unnamedLines = table.rows.indices.filter { names[$0].text.isEmpty }.map { table.rows[$0].line }
        rows = table.rows.indices.filter { !names[$0].text.isEmpty }.map { index in
            let cells = table.rows[index].cells
            let cell = { (column: Column) in indexByColumn[column].map { cells[$0] } }
            let type = cell(.type) ?? ""
            return Row(
                name: names[index].text, type: DocumentType(type), typeText: type,
                isRequired: cell(.required).flatMap {
                    ["是", "true", "必须", "必填", "Y"].contains($0) ? true : $0.isEmpty ? nil : false
                },
                description: cell(.description) ?? "", level: levels?[index] ?? table.rows[index].level,
                isLevelDrawn: names[index].isDrawnWithBlanks,
                line: table.rows[index].line)
        }
    }
}

/// A name cell of a table that may show the depth: `&emsp;∟&nbsp;name`.
struct IndentedName {
    let text: String
    /// How far the mark stands to the right; nil without a mark.
    let indentation: Int?
    /// Whether blanks make the indentation.
    let isDrawnWithBlanks: Bool

    init(_ cell: String) {
        if cell.utf8.allSatisfy(\.isWordByte) {
            text = cell
            indentation = nil
            isDrawnWithBlanks = false
            return
        }
        var lines = cell.split(separator: "\n")
        var firstLine = lines.isEmpty ? "" : String(lines.removeFirst())
        if firstLine.contains("<") { firstLine = firstLine.replacing(/<\/?span[^>]*>/, with: "") }
        var scalars = Substring(firstLine.replacing("&emsp;", with: "  ").unescapedMarkdown)
        let width = scalars.prefix { $0.isWhitespace }.count
        scalars = scalars.drop { $0.isWhitespace }
        if scalars.first == "∟" || scalars.first == "└" {
            indentation = width
            isDrawnWithBlanks = firstLine.prefix { $0 != "∟" && $0 != "└" }.holds("&nbsp;")
            scalars = scalars.dropFirst()
        } else {
            indentation = nil
            isDrawnWithBlanks = false
        }
        // The mark may have a line of its own.
        if scalars.trimmed.isEmpty, indentation != nil, let next = lines.first { scalars = next }
        text = String(scalars.filter { $0 != "*" && $0 != "`" }.trimmed)
    }

    /// The depths of the rows of a table; nil where none has a mark.
    static func levels(of names: [IndentedName]) -> [Int]? {
        guard names.contains(where: { $0.indentation != nil }) else { return nil }
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
    /// A letter, a digit or `_`, as nearly all names have nothing else.
    fileprivate var isWordByte: Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self)
            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) || self == UInt8(ascii: "_")
    }
}
