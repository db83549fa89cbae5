import EndpointSpec
import SourceText

// Stores the remaining blocks as notes, so that no content is dropped silently.
extension DocumentReader {
    /// Returns notes with the text of all blocks that were not consumed. Consecutive blocks of a section form one note.
    ///
    /// Blocks that may contain facts also cause a warning. In known sections, these blocks are tables, code, and text that begins
    /// like a table. In other sections, they are only field tables, because the heading of such a section may be a variant of a
    /// known heading.
    ///
    /// - Parameter read: The lines of the consumed blocks.
    func readNotes(excluding read: Set<Int>) -> SectionResult<[EndpointSpec.Note]?> {
        var notes: [EndpointSpec.Note] = []
        var findings = Findings()
        var previous: Sections.Detail?
        for (index, detail) in sections.details.enumerated() {
            let next = sections.details[(index + 1)...].first?.block
            let block = detail.block.withoutHeading(ofSample: next, in: read)
            let (text, line) = Self.note(of: block, excluding: read)
            guard let text = text?.nonEmpty else { continue }
            findings.diagnostics += warnings(about: detail, line)
            if let previous, previous.heading == detail.heading, previous.kind == detail.kind {
                notes[notes.count - 1].text += "\n\n" + text
            } else {
                notes.append(.init(section: detail.heading, text: text))
            }
            previous = detail
        }
        return SectionResult(value: notes.nonEmpty, findings: findings)
    }

    /// Returns the line number of a block, and the text of the block for a note. The text is `nil` if the block is a heading or
    /// was consumed.
    private static func note(of block: Markdown.Block, excluding read: Set<Int>) -> (text: String?, line: Int) {
        switch block {
        case .heading(let heading): return (nil, heading.line)
        case .table(let table): return (read.contains(table.line) ? nil : block.markdown, table.line)
        case .code(let code): return (read.contains(code.line) ? nil : block.markdown, code.line)
        case .text(let lines):
            let lines = lines.filter { !$0.isReferenceToCommonErrors }
            let first = lines.first { !$0.text.trimmed.isEmpty }
            return (Markdown.Block.text(lines.compactMap(\.strippedForNote)).markdown.tidied, first?.number ?? 1)
        }
    }

    private func warnings(about detail: Sections.Detail, _ line: Int) -> [Diagnostic] {
        let isProse = detail.kind == .other
        return switch detail.block {
        case .heading: []
        case .table(let table) where isProse && FieldTable(table) == nil: []
        case .code where isProse, .text where isProse: []
        case .table(let table):
            [
                warning(
                    "unread-table",
                    "unrecognized table with \(pluralized(table.rows.count, "row")); stored as text in notes",
                    line: line)
            ]
        case .code: [warning("unread-code", "unrecognized code block; stored as text in notes", line: line)]
        case .text(let lines):
            lines.prefix(1).filter { $0.text.count { $0 == "|" } > 1 }.map {
                warning("unread-table", "possible table without a delimiter row (--- | ---)", line: $0.number)
            }
        }
    }
}

extension Markdown.Block {
    /// Returns the text without its last line if this line is the bold heading of a sample that was consumed.
    ///
    /// - Parameters:
    ///   - next: The block after the text.
    ///   - read: The lines of the consumed blocks.
    fileprivate func withoutHeading(ofSample next: Markdown.Block?, in read: Set<Int>) -> Markdown.Block {
        guard case .text(let lines) = self, case .code(let code) = next, read.contains(code.line),
            let last = lines.lastIndex(where: { !$0.text.trimmed.isEmpty }), lines[last].isBold
        else { return self }
        return .text(Array(lines[..<last]))
    }
}

extension Markdown.Line {
    /// Whether the line consists of bold text.
    fileprivate var isBold: Bool {
        let text = text.trimmed
        return text.hasPrefix("**") && text.hasSuffix("**") && text.utf8.count { $0 == UInt8(ascii: "*") } == 4
    }

    /// The line without `<br>` tags, or `nil` for a callout marker such as `:::note`. Indentation is removed except in list
    /// items, because Markdown treats indented lines as code.
    fileprivate var strippedForNote: Markdown.Line? {
        let content = text.trimmed
        if content.hasPrefix(":::") { return nil }
        let isItem = content.hasPrefix("-") || content.hasPrefix("*") || content.first?.isNumber == true
        let text = isItem ? text : String(content)
        return Markdown.Line(
            text: text.withLineBreaks.filter { $0 != "\n" }, number: number)
    }

    /// Whether the line only links to the page about common error codes. The runtime already contains these codes.
    fileprivate var isReferenceToCommonErrors: Bool {
        let text = text.trimmed
        return text.containsBytes(of: "/document/ukTMukTMukTM/ugjM14COyUjL4ITN") && text.count { $0 == "[" } == 1
            && text.prefix { $0 != "[" }.count < 20 && text.reversed().prefix { $0 != ")" }.count < 2
    }
}
