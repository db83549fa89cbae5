extension String {
    /// The string without leftover export attributes, such as `{color}(url=...)`. Attributes that span several lines
    /// are kept.
    var withoutAttributes: String {
        containsBytes(of: "}(url=")
            ? replacingSpans("{", "}", before: "(url=", ")", staysOnLine: true) { _ in [] } : self
    }

    /// The string with each link, such as `[title](target)`, replaced with its title.
    var withoutLinkTargets: String {
        containsBytes(of: "](") ? replacingSpans("[", "]", before: "(", ")", staysOnLine: false) { $0 } : self
    }

    /// The string without HTML tags and without superscripts, such as `<sup>1</sup>`.
    var withoutTags: String {
        guard containsBytes(of: "<") else { return self }
        var text: [UInt8] = []
        var rest = Search(of: Array(utf8))
        while let byte = rest.next {
            if rest.hasPrefix("<sup>"), let end = rest.firstIndex(of: "</sup>") {
                rest.position = end + 6
            } else if byte == UInt8(ascii: "<"), rest.isTag, let end = rest.firstIndex(of: ">") {
                rest.position = end + 1
            } else {
                text.append(byte)
                rest.position += 1
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Returns the string with a replacement for each `open...close` that is directly followed by `mark...end`. Both parts are
    /// replaced. Makes a single pass over the bytes.
    ///
    /// - Parameters:
    ///   - open: The first character of the first part.
    ///   - close: The last character of the first part.
    ///   - mark: The beginning of the second part.
    ///   - end: The end of the second part.
    ///   - staysOnLine: Whether both parts must be on the same line.
    ///   - replacement: A function that returns the replacement, given the bytes between `open` and `close`.
    private func replacingSpans(
        _ open: Unicode.Scalar, _ close: Unicode.Scalar, before mark: String, _ end: String, staysOnLine: Bool,
        _ replacement: (ArraySlice<UInt8>) -> ArraySlice<UInt8>
    ) -> String {
        let (open, close) = (UInt8(ascii: open), UInt8(ascii: close))
        var text: [UInt8] = []
        var rest = Search(of: Array(utf8))
        // The position in `text` of the first `open` after the last `close` or, if `staysOnLine` is `true`, the last line break.
        var start: Int?
        while let byte = rest.next {
            rest.position += 1
            if byte == close, let begin = start, rest.hasPrefix(mark),
                let last = rest.firstIndex(of: end, onLine: staysOnLine)
            {
                let inner = Array(replacement(text[(begin + 1)...]))
                text.removeSubrange(begin...)
                text += inner
                rest.position = last + 1
                start = nil
                continue
            }
            if byte == close || staysOnLine && byte == UInt8(ascii: "\n") { start = nil }
            if byte == open, start == nil { start = text.count }
            text.append(byte)
        }
        return String(decoding: text, as: UTF8.self)
    }
}

/// A cursor over bytes. It remembers failed searches, so that searching from every position takes linear time.
private struct Search {
    private let bytes: [UInt8]
    var position = 0
    /// For each searched string, the position up to which it is known not to occur.
    private var absentBefore: [String: Int] = [:]

    init(of bytes: [UInt8]) { self.bytes = bytes }

    var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    func hasPrefix(_ text: String) -> Bool { bytes[position...].starts(with: text.utf8) }

    /// Whether the angle bracket at the current position begins a tag, such as `<a` or `</a`.
    var isTag: Bool {
        let name = bytes[(position + 1)...].prefix(2)
        let first = name.first == UInt8(ascii: "/") ? name.dropFirst().first : name.first
        return first.map { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0 | 0x20) } ?? false
    }

    /// Returns the offset of the next occurrence of a string, or `nil` if there is none.
    ///
    /// - Parameters:
    ///   - text: The string to search for.
    ///   - onLine: Whether the occurrence must be on the current line.
    mutating func firstIndex(of text: String, onLine: Bool = false) -> Int? {
        var offset = max(position, absentBefore[text] ?? 0)
        while offset < bytes.count {
            if bytes[offset...].starts(with: text.utf8) { return offset }
            if onLine, bytes[offset] == UInt8(ascii: "\n") { break }
            offset += 1
        }
        // If the search was limited to the current line, only the bytes before `offset` have been searched.
        absentBefore[text] = offset
        return nil
    }
}
