import SourceText

/// The names in one scope of the generated code, which must be distinct in Swift.
struct UniqueNames {
    private var taken: Set<String> = []

    /// Reserves an existing name.
    mutating func reserve(_ name: String) { taken.insert(Self.key(name)) }

    /// Chooses a name for each candidate. The number is appended only if the words alone are not unique. The name is `nil` if the
    /// longer name is not free either.
    ///
    /// - Parameter candidates: The words and number of each candidate, or `nil` for those without a name.
    mutating func choose(from candidates: [(words: [String], number: String)?]) -> [String?] {
        let plain = candidates.map { $0.map { Self.name($0.words) } }
        let counts = Dictionary(plain.compactMap { $0.map { (Self.key($0), 1) } }, uniquingKeysWith: +)
        // Assign names without a number first, so that names with a number cannot occupy them.
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

    /// Returns a key that is equal for names that can collide in Swift, where a name can get the prefix `value` or the suffix
    /// `Value`: `none` becomes `noneValue`.
    private static func key(_ name: String) -> String {
        var key = Words(name).lowerCamelCase[...]
        if key.hasSuffix("Value") { key = key.dropLast(5) }
        if key.hasPrefix("value"), key.dropFirst(5).first?.isNumber == true { key = key.dropFirst(5) }
        return String(key)
    }
}

extension Words {
    /// The words as a name in a spec: in lower camel case if this is the same name in Swift, and otherwise with underscores.
    var spelling: String {
        Words(lowerCamelCase).lowerCamelCase == lowerCamelCase ? lowerCamelCase : words.joined(separator: "_")
    }
}
