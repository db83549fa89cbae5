import EndpointSpec
import SourceText

// What no section read: nothing of a document is dropped silently.
extension DocumentReader {
    /// The blocks that no section read, as one note per section. What can state facts is also a warning: tables and code
    /// in sections of facts, and tables of fields anywhere, because a heading can be one that the tool does not know.
    ///
    /// - Parameter read: The lines of the blocks that were read.
    func readNotes(apartFrom read: Set<Int>) -> SectionResult<[EndpointSpec.Note]?> {
        var notes: [EndpointSpec.Note] = []
        var found = Findings()
        var previous: Sections.Detail?
        for detail in sections.details {
            let (text, line) = Self.note(of: detail.block, apartFrom: read)
            guard let text = text?.nonEmpty else { continue }
            found.diagnostics += warnings(about: detail, line)
            if let previous, previous.heading == detail.heading, previous.kind == detail.kind {
                notes[notes.count - 1].text += "\n\n" + text
            } else {
                notes.append(.init(section: detail.heading, text: text))
            }
            previous = detail
        }
        return SectionResult(value: notes.nonEmpty, found: found)
    }

    /// The text of a block for a note, and its line; nil where the block was read.
    private static func note(of block: Markdown.Block, apartFrom read: Set<Int>) -> (text: String?, line: Int) {
        switch block {
        case .heading(let heading): return (nil, heading.line)
        case .table(let table): return (read.contains(table.line) ? nil : block.markdown, table.line)
        case .code(let code): return (read.contains(code.line) ? nil : block.markdown, code.line)
        case .text(let lines):
            let lines = lines.filter { !$0.isReferenceToCommonErrors }
            let first = lines.first { !$0.text.trimmed.isEmpty }
            return (Markdown.Block.text(lines.compactMap(\.forNote)).markdown.tidied, first?.number ?? 1)
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
                    "unread-table", "the table of \(pluralized(table.rows.count, "row")) is kept as text in notes",
                    line: line)
            ]
        case .code: [warning("unread-code", "the block of code is kept as text in notes", line: line)]
        case .text(let lines):
            lines.prefix(1).filter { $0.text.count { $0 == "|" } > 1 }.map {
                warning("unread-table", "this looks like a table without a line of dashes", line: $0.number)
            }
        }
    }
}

extension Markdown.Line {
    /// The line without the portal's markup: nil for a mark of its boxes, `:::note`. Lines that are indented and no items
    /// of lists would be code.
    fileprivate var forNote: Markdown.Line? {
        let content = text.trimmed
        if content.hasPrefix(":::") { return nil }
        let isItem = content.hasPrefix("-") || content.hasPrefix("*") || content.first?.isNumber == true
        let text = isItem ? text : String(content)
        return Markdown.Line(
            text: text.withLineBreaks.filter { $0 != "\n" }, number: number)
    }

    /// Whether the line is the sentence below the errors of most documents: a link to the page of the codes that every
    /// endpoint can return. Those codes are part of the runtime.
    fileprivate var isReferenceToCommonErrors: Bool {
        let text = text.trimmed
        return text.containsBytes(of: "/document/ukTMukTMukTM/ugjM14COyUjL4ITN") && text.count { $0 == "[" } == 1
            && text.prefix { $0 != "[" }.count < 20 && text.reversed().prefix { $0 != ")" }.count < 2
    }
}
