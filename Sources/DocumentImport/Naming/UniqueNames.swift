import SourceText

/// Chooses names for one scope of the generated code. The names must be distinct in Swift.
struct UniqueNames {
    private var taken: Set<String> = []

    /// Reserves an existing name.
    mutating func reserve(_ name: String) { taken.insert(Self.key(name)) }

    /// Chooses and reserves a name for each candidate.
    ///
    /// The name consists of the words if no other candidate has the same words and the name is free. Otherwise, the number is
    /// appended to the words or, if the resulting name is not free, `value` and the number are appended. The name is `nil` if
    /// none of these names is free.
    ///
    /// - Parameter candidates: The words and number of each candidate, or `nil` for a candidate that gets no name.
    mutating func choose(from candidates: [(words: [String], number: String)?]) -> [String?] {
        let plain = candidates.map { $0.map { Self.name($0.words) } }
        let counts = Dictionary(plain.compactMap { $0.map { (Self.key($0), 1) } }, uniquingKeysWith: +)
        // Assign the names without a number first, so that no name with a number can equal one of them.
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

    /// Returns the key of a name. Names with equal keys can collide in Swift.
    ///
    /// The key ignores the suffix `Value`, and the prefix `value` before a number, because either can be added to a Swift name:
    /// `none` becomes `noneValue`.
    private static func key(_ name: String) -> String {
        var key = Words(name).lowerCamelCase[...]
        if key.hasSuffix("Value") { key = key.dropLast(5) }
        if key.hasPrefix("value"), key.dropFirst(5).first?.isNumber == true { key = key.dropFirst(5) }
        return String(key)
    }
}

extension Words {
    /// The name in a spec: the words in lower camel case if this does not change the Swift name, or else joined with underscores.
    var spelling: String {
        Words(lowerCamelCase).lowerCamelCase == lowerCamelCase ? lowerCamelCase : words.joined(separator: "_")
    }
}
