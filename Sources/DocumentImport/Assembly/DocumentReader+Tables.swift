import EndpointSpec
import SourceText

// Reads tables of fields and error codes, and detects truncated documents.
extension DocumentReader {
    func readErrors() -> SectionResult<[EndpointSpec.DocumentedError]?> {
        guard let block = sections.tables(.errors).first else { return SectionResult(value: nil) }
        let table = ErrorTable(block)
        var findings = Findings(blockLines: [block.line])
        findings.diagnostics = table.unrecognizedLines.map {
            warning("unread-row", "ignored row without an error code", line: $0)
        }
        for (index, line) in table.lines.enumerated() { findings.lineByPath[["errors", .index(index)]] = line }
        return SectionResult(value: table.errors, findings: findings)
    }

    /// Returns the first field table in the given section that is not handwritten, or the first table if all are handwritten.
    func mainFieldTable(_ kind: Sections.Kind) -> SectionResult<FieldTable?> {
        let tables = fieldTables(kind)
        guard let main = tables.first(where: { !$0.value.isHandWritten }) ?? tables.first else {
            return SectionResult(value: nil)
        }
        return SectionResult(value: main.value, findings: main.findings)
    }

    func fieldTables(_ kind: Sections.Kind) -> [SectionResult<FieldTable>] {
        sections.tables(kind).compactMap(fieldTable)
    }

    /// Reads a table of fields, or returns `nil` if it has no name column.
    func fieldTable(_ block: Markdown.Table) -> SectionResult<FieldTable>? {
        guard let table = FieldTable(block, language: sections.language) else { return nil }
        var findings = Findings(blockLines: [block.line])
        if table.isHandWritten {
            let message =
                "handwritten table with \(pluralized(block.rows.count, "row")); its fields are marked as assumed"
            findings.diagnostics.append(warning("hand-written-table", message, line: block.line))
        }
        findings.diagnostics +=
            table.unrecognizedHeadings.map {
                warning("unread-column", "unrecognized column \"\($0)\"", line: block.line)
            }
            + table.unrecognizedTypes.map {
                warning(
                    "unread-type", "unrecognized type \"\($0.text.prefix(80))\"; any value is assumed",
                    line: $0.line)
            }
            + table.unnamedLines.map {
                warning("unread-row", "ignored row without a field name", line: $0)
            }
        return SectionResult(value: table, findings: findings)
    }

    /// Returns warnings if the document appears to be truncated.
    func truncationWarnings() -> [Diagnostic] {
        var warnings: [Diagnostic] = []
        if let row = sections.lastRow, row.isShort {
            warnings.append(
                warning("cut-row", "the document ends within this row, which has too few cells", line: row.line))
        } else if let row = sections.lastRow, document.source.bytes.last != UInt8(ascii: "\n") {
            let message = "the document ends with this row without a line break; it may be truncated"
            warnings.append(warning("cut-row", message, line: row.line))
        }
        if !sections.details.contains(where: \.isResponse) {
            let message = "the document has no response section; it may be truncated"
            warnings.append(warning("missing-section", message, line: document.source.lastLine))
        }
        return warnings
    }
}
