import EndpointSpec
import SourceText

/// Names listed values by the texts that describe them.
enum ValueNames {
    /// The names that the descriptions give, whatever names the values have. Nil where nothing speaks for a name, or the value
    /// is a word that names itself.
    ///
    /// Where a document describes two values with the same words, the values distinguish them.
    static func derived(for values: [EndpointSpec.EnumeratedValue]) -> [String?] {
        let texts = values.map { value -> String in
            if value.namesItself { return value.nameText }
            return value.description.flatMap(Lexicon.english(for:)) ?? value.nameText
        }
        let counts = Dictionary(texts.map { (Words($0).lowerCamelCase, 1) }, uniquingKeysWith: +)
        return zip(values, texts).map { value, text in
            if value.namesItself || text == value.nameText { return nil }
            return Words(counts[Words(text).lowerCamelCase] == 1 ? text : "\(text)_\(value.nameText)").spelling
        }
    }

    /// Names the values that have no name yet.
    static func complete(_ values: [EndpointSpec.EnumeratedValue]) -> [EndpointSpec.EnumeratedValue] {
        let taken = Set(values.compactMap(\.name).map { Words($0).lowerCamelCase })
        return zip(values, derived(for: values)).map { value, name in
            guard value.name == nil, let name else { return value }
            var value = value
            value.name = taken.contains(Words(name).lowerCamelCase) ? Words("\(name)_\(value.nameText)").spelling : name
            return value
        }
    }
}

extension Words {
    /// The words as a name in a spec: in lower camel case if that gives the same name in Swift, otherwise with underscores.
    var spelling: String {
        Words(lowerCamelCase).lowerCamelCase == lowerCamelCase ? lowerCamelCase : words.joined(separator: "_")
    }
}
