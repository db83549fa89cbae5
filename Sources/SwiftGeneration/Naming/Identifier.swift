/// A name in generated code. Only the planner derives names; emitters print them.
struct Identifier: Hashable {
    let text: String

    /// The spelling in source code, with backticks if the name is a keyword.
    var spelling: String { Self.keywords.contains(text) ? "`\(text)`" : text }

    /// The spelling as an argument label. Only `inout` needs backticks as a label.
    var label: String { text == "inout" ? "`inout`" : text }

    init(_ text: String) { self.text = text }

    /// The keywords that need backticks when used as identifiers.
    private static let keywords: Set<String> = [
        "Any", "Protocol", "Self", "Type", "as", "associatedtype", "await", "break", "case", "catch", "class",
        "continue", "default", "defer", "deinit", "do", "else", "enum", "extension", "fallthrough", "false",
        "fileprivate", "for", "func", "guard", "if", "import", "in", "init", "inout", "internal", "is", "let", "nil",
        "operator", "precedencegroup", "private", "protocol", "public", "repeat", "rethrows", "return", "self",
        "static", "struct", "subscript", "super", "switch", "throw", "throws", "true", "try", "typealias", "var",
        "where", "while",
    ]
}
