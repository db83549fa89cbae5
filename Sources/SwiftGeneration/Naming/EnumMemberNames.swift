import EndpointSpec
import SourceText

/// Derives the member names of an open enum.
enum EnumMemberNames {
    /// Returns one name per value: the name in the spec or, if there is none, a name derived from the value.
    ///
    /// If a derived name is also the name of another value, the value from which it is derived is appended to it. Some documents
    /// list a value twice; the repetition does not count as another value.
    static func of(_ values: [EndpointSpec.EnumeratedValue]) -> [Identifier] {
        let plain = values.map(plainName)
        let counts = Dictionary(
            plain.enumerated().map { ($1, values.isRepeated(at: $0) ? 0 : 1) }, uniquingKeysWith: +)
        return zip(values, plain).map { value, name in
            value.name != nil || counts[name] == 1
                ? name : SwiftName.enumMember(name.text + "_" + value.nameText)
        }
    }

    /// Returns the meaning of a value, for comparing the values of different fields. The meaning is the name of the value or, if
    /// the name is merely derived from a value without letters, the description of the value.
    static func meaning(of value: EndpointSpec.EnumeratedValue, named name: Identifier) -> String {
        if value.namesItself { return name.text }
        return name == plainName(of: .init(value: value.value)) ? value.description ?? "" : name.text
    }

    private static func plainName(of value: EndpointSpec.EnumeratedValue) -> Identifier {
        let text = value.nameText
        if let name = value.name ?? (value.namesItself ? text : nil) { return SwiftName.enumMember(name) }
        if text.isEmpty { return Identifier("empty") }
        return SwiftName.enumMember(Words(text).words.isEmpty ? text : "value_" + text)
    }
}
