/// Recognizes names in samples that are documented names with a typing error, such as `insatnce_code`.
enum Misspelling {
    /// Returns whether one letter of `name` is missing, added, wrong, or exchanged with its neighbor when compared with `original`.
    ///
    /// A difference in the ending of a word, as between `department_list` and `departments_list`, or in a digit is not a typing error.
    static func isMisspelling(_ name: String, of original: String) -> Bool {
        let (left, right) = (Array(name.utf8), Array(original.utf8))
        guard name != original, min(left.count, right.count) >= 5, abs(left.count - right.count) <= 1 else {
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
