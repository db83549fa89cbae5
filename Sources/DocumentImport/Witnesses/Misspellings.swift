import SourceText

/// Names in samples that are documented names with a typing error, such as `insatnce_code`.
struct Misspellings {
    /// The documented names without one of their letters, and whole, keyed by what is left.
    ///
    /// Two names that differ in one letter, or in the order of two, have such a remainder in common, so that not every name is
    /// compared with every other.
    private var namesByRemainder: [[UInt8]: [String]] = [:]
    /// The objects in which each key appears.
    private var objectsByKey: [String: Set<Int>] = [:]

    /// The lengths of the names that are compared. Shorter names are similar by chance.
    private static let lengths = 5...64
    /// The number of documented names with a common remainder that are compared. Names that resemble more are similar by design.
    private static let maximumSimilar = 8

    /// - Parameters:
    ///   - names: The documented names.
    ///   - objects: The objects that have these names or others in samples.
    init(of names: [String], in objects: [[JSON.Member]]) {
        for name in names {
            for remainder in Self.remainders(of: name)
            where namesByRemainder[remainder, default: []].count < Self.maximumSimilar {
                namesByRemainder[remainder, default: []].append(name)
            }
        }
        if namesByRemainder.isEmpty { return }
        for (index, object) in objects.enumerated() {
            for member in object { objectsByKey[member.key, default: []].insert(index) }
        }
    }

    /// Returns the documented name that `name` misspells, or `nil` if there is none. Two similar names in the same object are two
    /// names.
    func original(of name: String) -> String? {
        var compared: Set<String> = []
        for original in Self.remainders(of: name).flatMap({ namesByRemainder[$0] ?? [] })
        where compared.insert(original).inserted && Self.isMisspelling(name, of: original) {
            if objectsByKey[name, default: []].isDisjoint(with: objectsByKey[original, default: []]) { return original }
        }
        return nil
    }

    private static func remainders(of name: String) -> Set<[UInt8]> {
        let bytes = Array(name.utf8)
        guard lengths.contains(bytes.count) else { return [] }
        let letters = bytes.indices.filter { isLetter(bytes[$0]) }
        return Set([bytes] + letters.map { Array(bytes[..<$0] + bytes[($0 + 1)...]) })
    }

    /// Returns whether one letter of `name` is missing, added, wrong, or exchanged with its neighbor when compared with `original`.
    ///
    /// A difference in the ending of a word, as between `department_list` and `departments_list`, or in a digit is not a typing error.
    static func isMisspelling(_ name: String, of original: String) -> Bool {
        let (left, right) = (Array(name.utf8), Array(original.utf8))
        guard name != original, min(left.count, right.count) >= lengths.lowerBound, abs(left.count - right.count) <= 1
        else {
            return false
        }
        let start = zip(left, right).prefix { $0 == $1 }.count
        let end = zip(left[start...].reversed(), right[start...].reversed()).prefix { $0 == $1 }.count
        let (changed, expected) = (left[start..<(left.count - end)], right[start..<(right.count - end)])
        guard (changed + expected).allSatisfy(isLetter) else { return false }
        if changed.count == 2, expected.count == 2 { return changed.elementsEqual(expected.reversed()) }
        guard changed.count <= 1, expected.count <= 1 else { return false }
        // In a longer name, a letter at the end of a word is an inflection.
        let longer = changed.isEmpty ? right : left
        let isInflection = left.count != right.count && (end == 0 || !isLetter(longer[longer.count - end]))
        return !isInflection
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }
}
