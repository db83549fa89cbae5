/// A table that lists fields. Its columns are recognized by their headings.
struct FieldTable {
    struct Row {
        /// The name on the wire.
        let name: String
        let type: DocumentType
        /// Nil where the table does not say.
        let isRequired: Bool?
        let description: String
        /// The depth, where the table draws it with `∟` or the raw form states it.
        let level: Int?
        /// Whether the depth is drawn with blanks, whose width is less reliable than the portal's `&emsp;`.
        let isLevelDrawnWithBlanks: Bool
        /// Whether a person typed the table.
        let isWrittenByHand: Bool
        let line: Int
    }

    let rows: [Row]
    /// The lines of the rows without a name.
    let unnamedLines: [Int]
    /// The headings of the columns that are not recognized and not empty.
    let unreadHeadings: [String]
    /// Whether a person typed the table instead of the portal writing it from the definition of the endpoint: it has no
    /// types, or a form that the portal never writes.
    let isWrittenByHand: Bool

    private enum Column: String, CaseIterable {
        case name, type, required, description

        /// The headings of the column.
        var headings: Set<String> {
            switch self {
            case .name: ["名称", "参数", "字段", "参数名", "参数名称", "字段名", "字段名称", "属性名称", "Name"]
            case .type: ["类型", "格式", "参数类型", "字段类型", "数据类型", "Type"]
            case .required: ["必填", "必须", "是否必须", "是否必填", "必选", "是否必选", "Required"]
            case .description: ["描述", "说明", "参数说明", "字段描述", "备注", "Description"]
            }
        }
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
        let typeColumn = indexByColumn[.type]
        let table = table.separatingRows { cells in
            typeColumn.map { cells[$0].isType && IndentedName.names(in: cells[nameColumn]).allSatisfy(\.isWord) }
                ?? false
        }
        let readColumns = Set(indexByColumn.values)
        unreadHeadings = table.header.indices.filter { index in
            !readColumns.contains(index) && table.rows.contains { !["", "\\-", "-"].contains($0.cells[index]) }
        }.map { table.header[$0] }
        let isForeign = ["属性名称", "Name"].contains(table.header[nameColumn])
        let isWrittenByHand = typeColumn == nil || table.isLoose || isForeign
        self.isWrittenByHand = isWrittenByHand
        let named = table.rows.flatMap { row in
            IndentedName.names(in: row.cells[nameColumn]).map { (row: row, name: $0) }
        }
        let levels = IndentedName.levels(of: named.map(\.name))
        unnamedLines = named.filter { $0.name.text.isEmpty }.map(\.row.line)
        rows = named.indices.filter { !named[$0].name.text.isEmpty }.map { index in
            let (row, name) = named[index]
            let cells = row.cells
            let cell = { (column: Column) in indexByColumn[column].map { cells[$0] } }
            let type = cell(.type) ?? ""
            return Row(
                name: name.text, type: DocumentType(type),
                // Of alternatives, the row does not say which one is required.
                isRequired: cell(.required).flatMap {
                    ["是", "true", "必须", "必填", "Y"].contains($0) ? !name.isAlternative : $0.isEmpty ? nil : false
                },
                description: cell(.description) ?? "", level: levels?[index] ?? row.level,
                isLevelDrawnWithBlanks: name.isDrawnWithBlanks, isWrittenByHand: isWrittenByHand, line: row.line)
        }
    }
}

extension String {
    /// Whether the text can be the type of a field: one word, such as `string`, `Item[]` or `\-`.
    fileprivate var isType: Bool { !isEmpty && utf8.allSatisfy { (0x21...0x7E).contains($0) } }
}
