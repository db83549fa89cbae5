/// A label that introduces a fact, such as `**示例值**：`. The colon can be inside or outside the asterisks.
///
/// Add new markers here; `DescriptionCell` interprets them.
enum Marker {
    case example, defaultValue, values, rules, scopes

    /// Returns the marker at the beginning of the line and the text after it, or `nil` if there is no marker.
    static func leading(_ line: Substring) -> (marker: Marker, rest: Substring)? {
        let label = line.prefix { $0 != "：" && $0 != ":" }
        // Quickly skip most prose: a label of 90 or more bytes is not a marker.
        guard label.endIndex < line.endIndex, label.utf8.count < 90 else { return nil }
        let rest = line[line.index(after: label.endIndex)...].drop { $0 == "*" }.trimmed
        return marker(named: name(in: label)).flatMap { marker in
            // If text follows a label of values, such as `可选值：`, the line is prose.
            marker == .values && !rest.isEmpty ? nil : (marker, rest)
        }
    }

    private static func name(in label: Substring) -> Substring {
        var name = label.filter { $0 != "*" }
        if name.contains("<" as Character) {
            name = name.replacing("<b>", with: "").replacing("</b>", with: "")
        }
        return name.trimmed
    }

    private static func marker(named name: Substring) -> Marker? {
        // A list item such as `- default: text` is a value.
        guard name.first?.isLetter == true else { return nil }
        if let marker = Vocabulary.markers[name] { return marker }
        let text = name.lowercased()
        return Vocabulary.fieldScopes.contains { text.hasPrefix($0) || text.hasSuffix($0) } ? .scopes : nil
    }

    /// Returns the text before a phrase such as `，可选值有：` at the end of the line, or `nil` if there is no
    /// such phrase.
    static func introduction(ofValuesIn line: Substring) -> Substring? {
        guard line.last == "：" || line.last == ":" else { return nil }
        let text = line.dropLast()
        let lowercased = text.lowercased()
        guard let marker = Vocabulary.introductions.first(where: lowercased.hasSuffix) else { return nil }
        var introduction = text.dropLast(marker.count)
        while let last = introduction.last, "，。,；;（( ".contains(last) { introduction.removeLast() }
        return introduction
    }
}
