import EndpointSpec

/// The table of error codes.
struct ErrorTable {
    enum Column {
        case code, status, message, advice
    }

    private(set) var errors: [EndpointSpec.DocumentedError] = []
    /// The line of each error, in the order of `errors`.
    private(set) var lines: [Int] = []
    /// The lines of rows without an error code.
    private(set) var unrecognizedLines: [Int] = []

    init(_ table: Markdown.Table) {
        let column = { (column: Column) in
            table.header.firstIndex { Vocabulary.errorColumns.isMeant(column, in: $0) }
        }
        let (codeColumn, statusColumn) = (column(.code), column(.status))
        let (messageColumn, adviceColumn) = (column(.message), column(.advice))
        let isCode = { (cells: [String]) in codeColumn.map { Int(cells[$0]) != nil } ?? false }
        for row in table.separatingRows(where: isCode).rows {
            let cell = { (column: Int?) in column.map { String(row.cells[$0].trimmed) } }
            guard let code = cell(codeColumn).flatMap({ Int($0) }) else {
                unrecognizedLines.append(row.line)
                continue
            }
            lines.append(row.line)
            var error = EndpointSpec.DocumentedError(
                status: cell(statusColumn).flatMap { Int($0) }, code: code, message: cell(messageColumn) ?? "",
                advice: cell(adviceColumn).flatMap { $0.isEmpty || $0 == "\\-" ? nil : $0 })
            error.reaction = ErrorReaction.reaction(to: error)
            errors.append(error)
        }
    }
}
