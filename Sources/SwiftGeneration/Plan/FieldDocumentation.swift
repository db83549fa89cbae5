import EndpointSpec
import SourceText

/// The documentation comment of a field.
struct FieldDocumentation {
    let siblings: [NamedField]

    /// Returns the documentation comment of a field.
    ///
    /// - Parameters:
    ///   - field: The field to document.
    ///   - isRequest: Whether the field is part of a request.
    ///   - hasEnum: Whether the type of the field is an open enum or an array of open enums. If so, the comment does not list the
    ///     values, because the enum documents them.
    func text(for field: NamedField, isRequest: Bool, hasEnum: Bool) -> String {
        let sentences = facts(about: field, isRequest: isRequest, hasEnum: hasEnum)
        guard let description = field.field.description?.withListsBelowLabels, !description.isEmpty else {
            return sentences.isEmpty ? "`\(field.field.name)`" : sentences.joined(separator: " ")
        }
        if sentences.isEmpty { return description }
        // A sentence on the line after a list item would be part of the item.
        if description.split(whereSeparator: \.isNewline).last?.isListItem == true {
            return description + "\n\n" + sentences.joined(separator: " ")
        }
        return description + Self.separator(after: description) + sentences.joined(separator: " ")
    }

    /// Returns the separator between a description and the sentences that follow it: a full stop unless the description ends with
    /// punctuation, and a space unless the description ends with a wide character, such as a Chinese one. After a line that is only
    /// a number, the full stop is escaped, because it would make the line a list item.
    private static func separator(after description: String) -> String {
        guard let last = description.unicodeScalars.last else { return "" }
        if "。.！!？?；;：:".unicodeScalars.contains(last) { return last.isWide ? "" : " " }
        let line = description.split(whereSeparator: \.isNewline).last ?? ""
        if (line + ". ").isListItem { return "\\. " }
        return last.isWide ? "。" : ". "
    }

    private func facts(about named: NamedField, isRequest: Bool, hasEnum: Bool) -> [String] {
        let field = named.field
        var facts: [String] = []
        if let condition = field.availableWhen { facts.append("Only if \(text(for: condition)).") }
        if field.required == true && !isRequest { facts.append("Documented as always present.") }
        if !hasEnum, let values = field.values, !values.isEmpty {
            facts.append("One of " + values.map(text(for:)).joined(separator: ", ") + ".")
        }
        if let `default` = field.default { facts.append("Default: \(code(`default`)).") }
        if let constraints = field.constraints { facts += text(for: constraints) }
        if let example = field.example { facts.append("Example: \(text(for: example, of: named, hasEnum: hasEnum)).") }
        if let deprecated = field.deprecated, isRequest && field.required == true {
            facts.append("Deprecated: \(deprecated)")
        }
        if field.idempotencyKey == true, field.required != true {
            facts.append("If nil, the client sends a new key with each call, and the same one with its retries.")
        }
        if field.evidence == .sample { facts.append("Only the document's samples show this field.") }
        if field.placement == .assumed { facts.append("The position of this field is assumed.") }
        if let correction = field.corrected { facts.append("Corrected: \(correction.text).") }
        return facts
    }

    private func text(for condition: EndpointSpec.Condition) -> String {
        let sibling = siblings.first { $0.field.name == condition.field }
        let member = sibling?.memberName(of: condition.equals)
        let value = member.map { ".\($0.text)" } ?? condition.equals.compact
        return "`\(sibling?.name.text ?? condition.field) == \(value)`"
    }

    /// Returns an example as inline code. If the field's open enum has a constant for the example, the code is the name of the
    /// constant.
    private func text(for example: JSON, of field: NamedField, hasEnum: Bool) -> String {
        let member = hasEnum ? field.memberName(of: example) : nil
        return member.map { "`.\($0.text)`" } ?? code(example)
    }

    private func text(for value: EndpointSpec.EnumeratedValue) -> String {
        code(value.value) + (value.description.map { " (\($0))" } ?? "")
    }

    private func text(for constraints: EndpointSpec.Constraints) -> [String] {
        [
            range("Length", constraints.minLength.map(String.init), constraints.maxLength.map(String.init)),
            range("Number of elements", constraints.minItems.map(String.init), constraints.maxItems.map(String.init)),
            range("Range", constraints.minimum, constraints.maximum),
            constraints.pattern.map { "Pattern: \(code(.string($0)))." },
        ].compactMap { $0 }
    }

    private func range(_ label: String, _ minimum: String?, _ maximum: String?) -> String? {
        switch (minimum, maximum) {
        case (let minimum?, let maximum?): "\(label): \(minimum) to \(maximum)."
        case (let minimum?, nil): "\(label): at least \(minimum)."
        case (nil, let maximum?): "\(label): at most \(maximum)."
        case (nil, nil): nil
        }
    }

    /// Returns a value as inline code or, if it contains a backtick, as escaped text: DocC takes code between several backticks for
    /// a link to a symbol.
    private func code(_ value: JSON) -> String {
        let text = value.compact
        if !text.unicodeScalars.contains("`") { return "`\(text)`" }
        return text.replacingScalars { "\\`*_[]<>&~".unicodeScalars.contains($0) ? "\\" + String($0) : nil }
    }
}
