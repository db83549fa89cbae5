import EndpointSpec

/// The title, the date and the text of a document.
struct DocumentText {
    let markdown: Markdown
    let sections: Sections

    /// The title in the front matter, or else the first heading.
    var title: String? { markdown.frontMatter.title ?? sections.title?.nonEmpty }

    /// The day of the last change.
    var updated: String? {
        var stated = markdown.frontMatter.updated
        if stated == nil, case .text(let lines) = markdown.blocks.first {
            stated = lines.first { $0.text.hasPrefix("最后更新于") }.map { String($0.text.dropFirst(5).trimmed.prefix(10)) }
        }
        return stated.flatMap { EndpointSpec.Document.isDay($0) ? $0 : nil }
    }

    /// The text up to the request section, as Markdown.
    var summary: String? {
        let lines = sections.blocks(.summary).map(\.markdown).joined(separator: "\n\n").split(
            separator: "\n", omittingEmptySubsequences: false
        ).filter { !$0.hasPrefix("最后更新于") }
        return lines.joined(separator: "\n").tidied.nonEmpty
    }
}

extension String {
    /// Markdown without what the export left behind: broken links, and attributes in braces.
    var tidied: String {
        let text = String(joiningBrokenLinks.trimmed).withoutAttributes
        return text.containsBytes(of: "  ") ? text.joiningSpaces : text
    }

    /// The text with one space in place of several between two words of a line.
    private var joiningSpaces: String {
        var text = ""
        var rest = self[...]
        while let space = rest.utf8.firstIndex(of: UInt8(ascii: " ")) {
            text += rest[..<space]
            // A space with an accent is a character, and a space all the same.
            let end = rest.utf8[space...].firstIndex { $0 != UInt8(ascii: " ") } ?? rest.endIndex
            let spaces = rest[space..<end]
            rest = rest[end...]
            let isBetweenWords = text.last?.isWhitespace == false && rest.first?.isWhitespace == false
            text += isBetweenWords ? " " : spaces
        }
        return text + rest
    }
}
