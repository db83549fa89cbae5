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
        switch name {
        case "示例值", "示例": .example
        case "默认值": .defaultValue
        case "可选值有", "可选值", "可选值如下", "可能值有", "可能的值有", "枚举值": .values
        case "数据校验规则": .rules
        default: name.hasPrefix("字段权限要求") || name.hasSuffix("字段权限要求") ? .scopes : nil
        }
    }

    private static let introductions = ["可选值有", "可选值如下", "可选值为", "可选值", "枚举值如下", "枚举值有", "枚举值"]

    /// Returns the text before a phrase such as `，可选值有：` at the end of the line, or `nil` if there is no
    /// such phrase.
    static func introduction(ofValuesIn line: Substring) -> Substring? {
        guard line.last == "：" || line.last == ":" else { return nil }
        let text = line.dropLast()
        guard let marker = introductions.first(where: text.hasSuffix) else { return nil }
        var introduction = text.dropLast(marker.count)
        while let last = introduction.last, "，。,；;（( ".contains(last) { introduction.removeLast() }
        return introduction
    }
}
