import EndpointSpec
import Foundation
import SourceText

/// The front matter of a document. It is enclosed in `---` lines, or in a comment, and identifies the source page.
package struct FrontMatter: Sendable, Equatable {
    package var title: String?
    /// The URL of the page.
    package var sourceURL: String?
    /// The path that identifies the page on the portal.
    package var fullPath: String?
    /// The time of the last change, in milliseconds since 1970.
    package var updateTime: Int?
    /// The language of the page, or `nil` for Chinese.
    package var language: String?
    /// The name of the file with the platform's schema, or `nil` if the page has none.
    package var schema: String?
    /// The date of the last change, optionally followed by a time, as specified by some exports.
    var updatedDay: String?
    /// The number of lines including both delimiters, or 0 if the document has no front matter.
    private(set) var lineCount = 0

    package init(
        title: String?, sourceURL: String?, fullPath: String?, updateTime: Int?, language: String? = nil,
        schema: String? = nil
    ) {
        self.language = language
        self.schema = schema
        self.title = title
        self.sourceURL = sourceURL
        self.fullPath = fullPath
        self.updateTime = updateTime
    }

    /// Parses the front matter of a document.
    package init(of document: SourceFile) {
        let lines = document.bytes.split(
            separator: UInt8(ascii: "\n"), maxSplits: Self.maximumLineCount, omittingEmptySubsequences: false)
        self.init(lines: lines.prefix(Self.maximumLineCount).map { String(decoding: $0, as: UTF8.self).trimmed })
    }

    /// The maximum number of lines of front matter. In practice, front matter is much shorter.
    static let maximumLineCount = 100

    /// Parses front matter. If `lines` does not begin with front matter, the result is empty.
    ///
    /// - Parameter lines: The lines at the beginning of a document.
    init(lines: some Collection<Substring>) {
        // Some mirrors put the front matter into a comment.
        let delimiters = lines.first == "<!--" ? ("<!--", "-->") : ("---", "---")
        guard let first = lines.first, first == delimiters.0,
            let end = lines.dropFirst().firstIndex(where: { $0 == delimiters.1 })
        else { return }
        let head = lines[..<end]
        lineCount = head.count + 1
        for line in head.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2 else { continue }
            var text = parts[1].trimmed
            if text.count > 1, text.hasPrefix("\""), text.hasSuffix("\"") { text = text.dropFirst().dropLast() }
            guard let value = String(text).nonEmpty else { continue }
            switch parts[0].trimmed {
            case "title": title = value
            case "source_url": sourceURL = value
            case "fullPath": fullPath = value
            case "updateTime": updateTime = Int(value)
            case "language": language = value
            case "schema": schema = value
            case "last_remote_update": updatedDay = value
            default: continue
            }
        }
    }

    /// The serialized front matter, including the delimiters.
    package var text: String {
        let values: [(key: String, value: String?)] = [
            ("title", title.map { "\"\($0.onOneLine)\"" }), ("source_url", sourceURL?.onOneLine),
            ("fullPath", fullPath?.onOneLine), ("updateTime", updateTime.map { "\"\($0)\"" }),
            ("language", language), ("schema", schema?.onOneLine),
        ]
        let lines = values.compactMap { key, value in value.map { "\(key): \($0)\n" } }
        return "---\n" + lines.joined() + "---\n"
    }

    /// The date of the last change, such as `2024-08-02`, or `nil` if it is unknown.
    package var updated: String? {
        // A time of day can follow the date.
        if let updatedDay { return String(updatedDay.prefix(10)) }
        return updateTime.flatMap(Self.day)
    }

    /// Returns the date of a time in milliseconds since 1970, or `nil` if its year does not have four digits. Like all portal dates,
    /// it is in China's time zone.
    package static func day(of updateTime: Int) -> String? {
        // Limit years to four digits.
        guard (0..<253_402_000_000_000).contains(updateTime),
            let china = TimeZone(secondsFromGMT: 8 * 3600)
        else { return nil }
        let date = Date(timeIntervalSince1970: Double(updateTime) / 1000)
        return date.formatted(Date.ISO8601FormatStyle(timeZone: china).year().month().day())
    }
}

extension String {
    /// The string with line breaks and other control characters replaced with spaces.
    fileprivate var onOneLine: String {
        String(String.UnicodeScalarView(unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
    }
}
