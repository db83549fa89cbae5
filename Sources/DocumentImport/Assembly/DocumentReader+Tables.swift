import EndpointSpec
import SourceText

// Tables of fields and of error codes, and blocks that no section read.
extension DocumentReader {
    func readErrors() -> Part<[EndpointSpec.DocumentedError]?> {
        guard let block = sections.tables(.errors).first else { return Part(value: nil) }
        let table = ErrorTable(block)
        var found = Findings(blocks: [block.line])
        found.diagnostics = table.unreadLines.map {
            warning("unread-row", "the row has no error code and is not read", line: $0)
        }
        for (index, line) in table.lines.enumerated() { found.lineByPath[["errors", .index(index)]] = line }
        return Part(value: table.errors, found: found)
    }

    func firstFieldTable(_ kind: Sections.Kind) -> Part<FieldTable?> {
        let tables = fieldTables(kind)
        let first = tables.first { $0.value != nil } ?? Part(value: nil)
        let unread = tables.filter { $0.value == nil }
        return Part(value: first.value, found: unread.reduce(first.found) { $0 + $1.found })
    }

    /// The tables of fields in a section. A table that is not to be read is a diagnostic instead.
    func fieldTables(_ kind: Sections.Kind) -> [Part<FieldTable?>] {
        sections.tables(kind).compactMap { block in
            guard let table = FieldTable(block) else { return nil }
            var found = Findings(blocks: [block.line])
            if table.isHandWritten, !options.readsHandWrittenTables {
                found.diagnostics = [
                    warning(
                        "hand-written-table",
                        "the table of \(rowCount(block)) is written by hand and is not read; --hand-written reads it",
                        line: block.line)
                ]
                return Part(value: nil, found: found)
            }
            found.diagnostics =
                table.unreadHeadings.map {
                    warning("unread-column", "the column \"\($0)\" is not read", line: block.line)
                }
                + table.unnamedLines.map {
                    warning("unread-row", "the row has no field name and is not read", line: $0)
                }
            return Part(value: table, found: found)
        }
    }

    private func rowCount(_ table: Markdown.Table) -> String {
        "\(table.rows.count) row\(table.rows.count == 1 ? "" : "s")"
    }

    /// A warning for each block that no section read: nothing of a document is dropped silently.
    func unreadBlocks(apartFrom read: Set<Int>) -> [Diagnostic] {
        sections.blocksOutsideSummary.compactMap { block in
            switch block {
            case .table(let table) where !read.contains(table.line):
                return warning(
                    "unread-table", "the table of \(rowCount(table)) is not read", line: table.line)
            case .code(let code) where !read.contains(code.line):
                return warning("unread-code", "the block of code is not read", line: code.line)
            case .text(let lines):
                let first = lines.first { !$0.text.trimmed.isEmpty }
                return first.map { warning("unread-text", "the text is not read", line: $0.number) }
            case .table, .code, .heading: return nil
            }
        }
    }
}
