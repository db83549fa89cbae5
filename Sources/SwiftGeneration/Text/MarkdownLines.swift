extension String {
    /// The text with a line break before each list that begins on the line of its label, such as `**Notes**: - one`. Without the
    /// line break, the first item would be part of the label's paragraph.
    var withListsBelowLabels: String {
        guard utf8.contains(UInt8(ascii: "*")) else { return self }
        return split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { line in
            guard let list = line.listAfterLabel else { return String(line) }
            return line[..<list.startIndex] + "\n" + list
        }.joined(separator: "\n")
    }
}

extension Substring {
    /// Whether the line begins an item of a Markdown list, such as `- a` or `1. a`.
    var isListItem: Bool { listMarker != nil }

    /// Whether the text is the marker of a list item and the spaces after it.
    var isListMarker: Bool { listMarker.map { self[$0.endIndex...].allSatisfy { $0 == " " } } ?? false }

    /// Whether the text would begin a list item, a heading, a quotation, or a rule if it were at the beginning of a line.
    var beginsBlock: Bool {
        guard let first = unicodeScalars.first, first.isASCII else { return false }
        return first == ">" || isListItem
            || "#=-".unicodeScalars.contains(first) && unicodeScalars.allSatisfy { $0 == first || $0 == " " }
    }

    /// The list that follows a bold label and its colon on this line. A numbered list begins with 1.
    fileprivate var listAfterLabel: Substring? {
        let line = drop { $0 == " " }
        guard line.hasPrefix("**") else { return nil }
        let label = line.dropFirst(2).prefix { $0 != "*" }
        let rest = line[label.endIndex...]
        guard !label.isEmpty, rest.hasPrefix("**") else { return nil }
        let isColonInside = label.last == "：" || label.last == ":"
        let afterLabel = rest.dropFirst(2)
        guard isColonInside || afterLabel.first == "：" || afterLabel.first == ":" else { return nil }
        let list = (isColonInside ? afterLabel : afterLabel.dropFirst()).drop { $0 == " " }
        guard let marker = list.listMarker, marker.first?.isNumber != true || marker.dropLast() == "1" else {
            return nil
        }
        return list
    }

    /// The marker of the list item that the line begins, such as `-` or `1.`.
    var listMarker: Substring? {
        let text = unicodeScalars.drop { $0 == " " }
        let digits = text.prefix { ("0"..."9").contains($0) }
        let rest = text[digits.endIndex...]
        let markers: [Unicode.Scalar] = digits.isEmpty ? ["-", "*", "+"] : [".", ")"]
        guard rest.first.map(markers.contains) == true, rest.dropFirst().first == " " else { return nil }
        return self[text.startIndex..<rest.index(after: rest.startIndex)]
    }
}
