import SourceText

/// Names of one scope of the generated code, no two of which are the same in Swift.
struct UniqueNames {
    private var taken: Set<String> = []

    /// Takes a name that something has already.
    mutating func reserve(_ name: String) { taken.insert(Self.key(name)) }

    /// Chooses a name for each candidate: its words, and only where several have the same words, or something else has the
    /// name, also the number. Nil where not even that is free.
    ///
    /// - Parameter candidates: Words and a number for each; nil for what gets no name.
    mutating func choose(from candidates: [(words: [String], number: String)?]) -> [String?] {
        let plain = candidates.map { $0.map { Self.name($0.words) } }
        let counts = Dictionary(plain.compactMap { $0.map { (Self.key($0), 1) } }, uniquingKeysWith: +)
        // Names without a number come first, so that no other takes them.
        var names: [String?] = plain.map { name in
            guard let name, counts[Self.key(name)] == 1, taken.insert(Self.key(name)).inserted else { return nil }
            return name
        }
        for (index, candidate) in candidates.enumerated() where names[index] == nil {
            guard let (words, number) = candidate else { continue }
            names[index] = [[number], ["value", number]].map { Self.name(words + $0) }.first { name in
                taken.insert(Self.key(name)).inserted
            }
        }
        return names
    }

    private static func name(_ words: [String]) -> String { Words(words.joined(separator: "_")).spelling }

    /// What two names share that can be the same in Swift, where some get `value` or `Value` beside them: `none` is `noneValue`.
    private static func key(_ name: String) -> String {
        var key = Words(name).lowerCamelCase[...]
        if key.hasSuffix("Value") { key = key.dropLast(5) }
        if key.hasPrefix("value"), key.dropFirst(5).first?.isNumber == true { key = key.dropFirst(5) }
        return String(key)
    }
}

extension Words {
    /// The words as a name in a spec: in lower camel case if that gives the same name in Swift, otherwise with underscores.
    var spelling: String {
        Words(lowerCamelCase).lowerCamelCase == lowerCamelCase ? lowerCamelCase : words.joined(separator: "_")
    }
}
