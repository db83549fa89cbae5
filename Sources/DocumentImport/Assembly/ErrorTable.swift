import EndpointSpec

/// The table of error codes.
enum ErrorTable {
    static func errors(_ table: Markdown.Table) -> [EndpointSpec.DocumentedError] {
        let column = { (names: [String]) in
            table.header.firstIndex { heading in names.contains { heading.contains($0) } }
        }
        guard let codeColumn = column(["错误码"]) else { return [] }
        let statusColumn = column(["HTTP"])
        let messageColumn = column(["描述", "说明", "错误信息"])
        let adviceColumn = column(["排查建议", "解决", "建议"])
        return table.rows.compactMap { row in
            let cell = { (column: Int?) in column.map { String(row.cells[$0].trimmed) } }
            guard let code = cell(codeColumn).flatMap({ Int($0) }) else { return nil }
            return EndpointSpec.DocumentedError(
                status: cell(statusColumn).flatMap { Int($0) }, code: code, message: cell(messageColumn) ?? "",
                advice: cell(adviceColumn).flatMap { $0.isEmpty || $0 == "\\-" ? nil : $0 })
        }
    }
}
