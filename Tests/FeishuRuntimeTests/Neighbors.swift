/// Characters that form one `Character` with what is before or after them: a combining mark, two joiners, and a
/// prepending character.
let neighbors = ["\u{301}", "\u{200D}", "\u{FE0F}", "\u{600}"]

/// The characters directly before and after a text. Tests take these as arguments instead of the text itself, because a
/// test run prints its arguments and the text can be a secret.
struct Surroundings: Sendable {
    let before: String
    let after: String

    static let all = neighbors.flatMap { neighbor in
        [("", neighbor), (neighbor, ""), (neighbor, neighbor)].map { Surroundings(before: $0, after: $1) }
    }

    func around(_ text: String) -> String { before + text + after }
}
