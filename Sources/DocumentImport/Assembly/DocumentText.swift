import EndpointSpec

/// The title, date and summary of a document.
struct DocumentText {
    let markdown: Markdown
    let sections: Sections

    /// The title in the front matter or, if there is none, the first level-1 heading.
    var title: String? { markdown.frontMatter.title ?? sections.title?.nonEmpty }

    /// The date of the last change, such as `2024-08-02`, or `nil` if the document does not specify a valid date.
    var updated: String? {
        var stated = markdown.frontMatter.updated
        if stated == nil, case .text(let lines) = markdown.blocks.first {
            stated = lines.lazy.compactMap { line in
                Vocabulary.updated.first(where: line.text.hasPrefix).map { line.text.dropFirst($0.count) }
            }.first.map { String($0.trimmed.prefix(10)) }
        }
        return stated.flatMap { EndpointSpec.Document.isValidDate($0) ? $0 : nil }
    }

    /// The lines of tables and code that are not part of the summary, because they were read.
    var read: Set<Int> = []

    /// The Markdown text before the first known section, without the date of the last change.
    var summary: String? {
        var blocks = sections.blocks(.summary)
        if !read.isEmpty {
            blocks.removeAll { $0.line.map(read.contains) ?? false }
            while case .heading? = blocks.last { blocks.removeLast() }
        }
        let lines = blocks.map(\.markdown).joined(separator: "\n\n").split(
            separator: "\n", omittingEmptySubsequences: false
        ).filter { line in !Vocabulary.updated.contains { line.hasPrefix($0) } }
        return lines.joined(separator: "\n").tidied.nonEmpty
    }
}

extension Markdown.Block {
    /// The line of a table or of code.
    fileprivate var line: Int? {
        switch self {
        case .table(let table): table.line
        case .code(let code): code.line
        case .heading, .text: nil
        }
    }
}

extension String {
    /// The Markdown without export artifacts such as line breaks in links, leftover attributes and repeated spaces.
    var tidied: String {
        let text = String(joiningBrokenLinks.trimmed).withoutAttributes
        return text.containsBytes(of: "  ") ? text.collapsingSpaces : text
    }

    /// The string with each run of spaces between two words of a line replaced with one space.
    private var collapsingSpaces: String {
        var text = ""
        var rest = self[...]
        while let space = rest.utf8.firstIndex(of: UInt8(ascii: " ")) {
            text += rest[..<space]
            // Compare bytes, because a space followed by a combining mark is not the `Character` space.
            let end = rest.utf8[space...].firstIndex { $0 != UInt8(ascii: " ") } ?? rest.endIndex
            let spaces = rest[space..<end]
            rest = rest[end...]
            let isBetweenWords = text.last?.isWhitespace == false && rest.first?.isWhitespace == false
            text += isBetweenWords ? " " : spaces
        }
        return text + rest
    }
}
