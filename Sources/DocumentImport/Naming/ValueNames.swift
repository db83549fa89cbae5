import EndpointSpec
import SourceText

/// Names listed values by the texts that describe them.
enum ValueNames {
    /// The names that the descriptions give, whatever names the values have. Nil where nothing speaks for a name, where the value
    /// is a word that names itself, and where a value is listed again.
    static func derived(for values: [EndpointSpec.EnumeratedValue]) -> [String?] {
        complete(
            values.map { value in
                var value = value
                value.name = nil
                return value
            }
        ).map(\.name)
    }

    /// Names the values that have no name yet. Where a document describes two values with the same words, the values
    /// distinguish them.
    static func complete(_ values: [EndpointSpec.EnumeratedValue]) -> [EndpointSpec.EnumeratedValue] {
        if values.allSatisfy({ $0.name != nil || $0.namesItself }) { return values }
        let texts = values.enumerated().map { index, value in
            value.name != nil || value.namesItself || values.isRepeated(at: index)
                ? nil : value.description.flatMap(Lexicon.english(for:))
        }
        var names = UniqueNames()
        for (value, text) in zip(values, texts) where text == nil {
            names.reserve(value.name ?? (value.namesItself ? value.nameText : "value_\(value.nameText)"))
        }
        let plain = texts.map { $0.map { [$0] } }
        let chosen = names.choose(from: zip(plain, values).map { words, value in words.map { ($0, value.nameText) } })
        return zip(values, chosen).map { value, name in
            var value = value
            value.name = value.name ?? name
            return value
        }
    }
}
