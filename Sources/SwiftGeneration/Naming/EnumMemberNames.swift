import EndpointSpec
import SourceText

/// Names the members of an open enum.
enum EnumMemberNames {
    /// One name per value: the annotated one, else one from the value's own text or a known term, else one from the value.
    ///
    /// Where a document describes two values with the same words, the values distinguish them.
    static func of(_ values: [EndpointSpec.EnumeratedValue]) -> [Identifier] {
        let plain = values.map(plainName)
        let counts = Dictionary(plain.map { ($0, 1) }, uniquingKeysWith: +)
        return zip(values, plain).map { value, name in
            value.name != nil || counts[name] == 1
                ? name : SwiftName.enumMember(name.text + "_" + text(of: value.value))
        }
    }

    /// What a value means, as far as it can be compared: its name, or its text if the name only repeats the value.
    static func meaning(of value: EndpointSpec.EnumeratedValue, named name: Identifier) -> String {
        if case .string(let text) = value.value, text.contains(where: \.isLetter) { return name.text }
        return name == plainName(of: .init(value: value.value)) ? value.description ?? "" : name.text
    }

    private static func plainName(of value: EndpointSpec.EnumeratedValue) -> Identifier {
        if let name = value.name { return SwiftName.enumMember(name) }
        if case .string(let text) = value.value, text.contains(where: \.isLetter) { return SwiftName.enumMember(text) }
        if let english = value.description.flatMap(Lexicon.english(for:)) { return SwiftName.enumMember(english) }
        let text = text(of: value.value)
        if text.isEmpty { return Identifier("empty") }
        return SwiftName.enumMember(Words(text).words.isEmpty ? text : "value_" + text)
    }

    private static func text(of value: JSON) -> String {
        switch value {
        case .string(let text): text
        case .number(let spelling): spelling.replacing("-", with: "minus_", maxReplacements: 1)
        default: value.compact
        }
    }
}
