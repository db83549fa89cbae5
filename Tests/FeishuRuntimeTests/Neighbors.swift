/// Characters that make another `Character` of what is next to them: a combining mark, a joiner, a variation selector, and a
/// mark that belongs to the character after it.
let neighbors = ["\u{301}", "\u{200D}", "\u{FE0F}", "\u{600}"]

/// A text with each of the neighbors before and after it.
func surrounded(_ text: String) -> [String] {
    neighbors.flatMap { [text + $0, $0 + text, $0 + text + $0] }
}
