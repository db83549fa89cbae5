import EndpointSpec
import SourceText

/// Derives the names of listed values from their descriptions.
enum ValueNames {
    /// Derives the names of all values, ignoring existing names.
    ///
    /// A name is `nil` if it cannot be derived, if the value serves as its own name, or if the value repeats an earlier value.
    static func derived(for values: [EndpointSpec.EnumeratedValue]) -> [String?] {
        addingMissingNames(
            to: values.map { value in
                var value = value
                value.name = nil
                return value
            }
        ).map(\.name)
    }

    /// Returns the values, with derived names added to the unnamed values whose descriptions can be translated.
    ///
    /// A value that serves as its own name or repeats an earlier value remains unnamed. If a derived name would not be unique,
    /// for example because several values have the same description, the value is appended to the name.
    static func addingMissingNames(to values: [EndpointSpec.EnumeratedValue]) -> [EndpointSpec.EnumeratedValue] {
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
