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

    /// Returns, for each value, the names that can have been derived: from its key, from its description, and from the value itself.
    static func allDerived(for values: [EndpointSpec.EnumeratedValue]) -> [Set<String>] {
        let withoutKeys = values.map { value in
            var value = value
            value.key = nil
            return value
        }
        let own = values.map { $0.namesItself ? Words($0.nameText).spelling : nil }
        return zip(zip(derived(for: values), derived(for: withoutKeys)), own).map { names, own in
            Set([names.0, names.1, own].compactMap(\.self))
        }
    }

    /// Returns the values, with names added to the unnamed values that have a key, or whose descriptions can be translated.
    ///
    /// Without a key, a value that serves as its own name remains unnamed, as does a value that repeats an earlier value. If a derived name would not be unique,
    /// for example because several values have the same description, the value is appended to the name.
    static func addingMissingNames(to values: [EndpointSpec.EnumeratedValue]) -> [EndpointSpec.EnumeratedValue] {
        if values.allSatisfy({ $0.name != nil && $0.name != nameOfUnnamed($0) || $0.namesItself && $0.key == nil }) {
            return values
        }
        let texts = values.enumerated().map { index, value -> String? in
            value.name != nil || values.isRepeated(at: index) ? nil : text(for: value)
        }
        var names = UniqueNames()
        for (value, text) in zip(values, texts) where text == nil {
            names.reserve(value.name ?? (value.namesItself ? value.nameText : nameOfUnnamed(value)))
        }
        let plain = texts.map { $0.map { [$0] } }
        let chosen = names.choose(from: zip(plain, values).map { words, value in words.map { ($0, value.nameText) } })
        return zip(values, chosen).map { value, name in
            var value = value
            value.name = value.name ?? name
            // A name that says nothing is needed only if another one would be derived.
            if value.name == nameOfUnnamed(value), text(for: value) == nil { value.name = nil }
            return value
        }
    }

    /// Returns the name that Swift gives a value without a name. With it, a translated description names nothing anew.
    static func nameOfUnnamed(_ value: EndpointSpec.EnumeratedValue) -> String { "value_\(value.nameText)" }

    /// Returns the words of the name of a value, or `nil` if there are none.
    private static func text(for value: EndpointSpec.EnumeratedValue) -> String? {
        if let key = value.key { return key }
        if value.namesItself { return nil }
        return value.description.flatMap { EnglishLabel.text(for: $0) ?? Lexicon.english(for: $0) }
    }
}
