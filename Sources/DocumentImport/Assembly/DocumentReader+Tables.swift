import EndpointSpec
import SourceText

// Tables of fields and of error codes, and blocks that no section read.
extension DocumentReader {
    func readErrors() -> SectionResult<[EndpointSpec.DocumentedError]?> {
        guard let block = sections.tables(.errors).first else { return SectionResult(value: nil) }
        let table = ErrorTable(block)
        var found = Findings(blocks: [block.line])
        found.diagnostics = table.unreadLines.map {
            warning("unread-row", "the row has no error code and is not read", line: $0)
        }
        for (index, line) in table.lines.enumerated() { found.lineByPath[["errors", .index(index)]] = line }
        return SectionResult(value: table.errors, found: found)
    }

    /// The table of fields in a section, of several the first that the portal wrote.
    func mainFieldTable(_ kind: Sections.Kind) -> SectionResult<FieldTable?> {
        let tables = fieldTables(kind)
        guard let main = tables.first(where: { !$0.value.isWrittenByHand }) ?? tables.first else {
            return SectionResult(value: nil)
        }
        return SectionResult(value: main.value, found: main.found)
    }

    func fieldTables(_ kind: Sections.Kind) -> [SectionResult<FieldTable>] {
        sections.tables(kind).compactMap { block in
            guard let table = FieldTable(block) else { return nil }
            var found = Findings(blocks: [block.line])
            if table.isWrittenByHand {
                let message =
                    "the table of \(pluralized(block.rows.count, "row")) is written by hand; its fields are marked as assumed"
                found.diagnostics.append(warning("hand-written-table", message, line: block.line))
            }
            found.diagnostics +=
                table.unreadHeadings.map {
                    warning("unread-column", "the column \"\($0)\" is not read", line: block.line)
                }
                + table.unnamedLines.map {
                    warning("unread-row", "the row has no field name and is not read", line: $0)
                }
            return SectionResult(value: table, found: found)
        }
    }

    /// Warnings about what every complete document has.
    func signsOfACut() -> [Diagnostic] {
        var signs: [Diagnostic] = []
        if let row = sections.lastRow, row.isShort {
            signs.append(warning("cut-row", "the document ends within this row: it has too few cells", line: row.line))
        } else if let row = sections.lastRow, document.source.bytes.last != UInt8(ascii: "\n") {
            let message = "the document ends with this row and without a line break; it may be cut off"
            signs.append(warning("cut-row", message, line: row.line))
        }
        if [.response, .responseBody, .responseSamples].allSatisfy({ sections.blocks($0).isEmpty }) {
            let message = "the document says nothing about the response; it may be cut off"
            signs.append(warning("missing-section", message, line: document.source.lastLine))
        }
        return signs
    }
}
