/// A name in generated code. The planner derives it once, and emitters only spell it.
struct Identifier: Hashable {
    let text: String

    /// The spelling in source code, with backticks if the name is a keyword.
    var spelling: String { Self.keywords.contains(text) ? "`\(text)`" : text }

    /// The spelling as an argument label. Only `inout` needs backticks there.
    var label: String { text == "inout" ? "`inout`" : text }

    init(_ text: String) { self.text = text }

    /// The Swift keywords that need backticks as identifiers.
    private static let keywords: Set<String> = [
        "Any", "Protocol", "Self", "Type", "as", "associatedtype", "await", "break", "case", "catch", "class",
        "continue", "default", "defer", "deinit", "do", "else", "enum", "extension", "fallthrough", "false",
        "fileprivate", "for", "func", "guard", "if", "import", "in", "init", "inout", "internal", "is", "let", "nil",
        "operator", "precedencegroup", "private", "protocol", "public", "repeat", "rethrows", "return", "self",
        "static", "struct", "subscript", "super", "switch", "throw", "throws", "true", "try", "typealias", "var",
        "where", "while",
    ]
}
