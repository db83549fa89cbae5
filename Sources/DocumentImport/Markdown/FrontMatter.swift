import EndpointSpec
import Foundation
import SourceText

/// The front matter of a document, between two lines of `---`: the source of the document.
package struct FrontMatter: Sendable, Equatable {
    package var title: String?
    /// The address of the page.
    package var sourceURL: String?
    /// The path by which the portal knows the page.
    package var fullPath: String?
    /// When the page was changed, in milliseconds since 1970.
    package var updateTime: Int?
    /// The language of the page, where it is not Chinese.
    package var language: String?
    /// The day on which the page was changed, where an export states it.
    var updatedDay: String?
    /// The number of lines, with both lines of dashes; 0 where a document has no front matter.
    private(set) var lineCount = 0

    package init(
        title: String?, sourceURL: String?, fullPath: String?, updateTime: Int?, language: String? = nil
    ) {
        self.language = language
        self.title = title
        self.sourceURL = sourceURL
        self.fullPath = fullPath
        self.updateTime = updateTime
    }

    /// Reads the front matter of a document.
    package init(of document: SourceFile) {
        let lines = document.bytes.split(
            separator: UInt8(ascii: "\n"), maxSplits: Self.maximumLineCount, omittingEmptySubsequences: false)
        self.init(lines: lines.prefix(Self.maximumLineCount).map { String(decoding: $0, as: UTF8.self).trimmed })
    }

    /// Many more than the portal and its exports write.
    static let maximumLineCount = 100

    /// - Parameter lines: The lines at the beginning of a document.
    init(lines: some Collection<Substring>) {
        guard lines.first == "---", let end = lines.dropFirst().firstIndex(of: "---") else { return }
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
            case "last_remote_update": updatedDay = value
            default: continue
            }
        }
    }

    /// The front matter as a document begins with it.
    package var text: String {
        let values: [(key: String, value: String?)] = [
            ("title", title.map { "\"\($0.onOneLine)\"" }), ("source_url", sourceURL?.onOneLine),
            ("fullPath", fullPath?.onOneLine), ("updateTime", updateTime.map { "\"\($0)\"" }),
            ("language", language),
        ]
        let lines = values.compactMap { key, value in value.map { "\(key): \($0)\n" } }
        return "---\n" + lines.joined() + "---\n"
    }

    /// The day on which the page was changed. Portal and documents mean the day in China.
    package var updated: String? {
        // The time of day can follow.
        if let updatedDay { return String(updatedDay.prefix(10)) }
        // A year has four digits.
        guard let updateTime, (0..<253_402_000_000_000).contains(updateTime),
            let china = TimeZone(secondsFromGMT: 8 * 3600)
        else { return nil }
        let date = Date(timeIntervalSince1970: Double(updateTime) / 1000)
        return date.formatted(Date.ISO8601FormatStyle(timeZone: china).year().month().day())
    }
}

extension String {
    /// The text without line breaks and other control characters.
    fileprivate var onOneLine: String {
        String(String.UnicodeScalarView(unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
    }
}
