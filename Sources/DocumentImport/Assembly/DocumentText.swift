import EndpointSpec

/// The title, the date and the text of a document.
struct DocumentText {
    let markdown: Markdown
    let sections: Sections

    /// The title in the front matter, or else the first heading.
    var title: String? { markdown.frontMatter["title"]?.nonEmpty ?? sections.title?.nonEmpty }

    /// The day of the last change.
    var updated: String? {
        var stated = markdown.frontMatter["last_remote_update"]
        if stated == nil, case .text(let lines) = markdown.blocks.first {
            stated = lines.first { $0.text.hasPrefix("最后更新于") }.map { String($0.text.dropFirst(5).trimmed) }
        }
        // The time of day can follow.
        return stated.map { String($0.prefix(10)) }.flatMap { EndpointSpec.Document.isDay($0) ? $0 : nil }
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
        var text = String(joiningBrokenLinks.trimmed)
        if text.holds("}(url=") { text = text.replacing(/\{[^}\n]*\}\(url=[^)\n]*\)/, with: "") }
        if text.holds("  ") { text = text.replacing(/([^\s]) {2,}(?=[^\s])/, with: { $0.1 + " " }) }
        return text
    }
}
