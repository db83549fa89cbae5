/// A name in generated code. It is decided once, in planning; emitters only spell it.
struct Identifier: Hashable {
    let text: String

    /// The name as source code, in backticks where it is a keyword.
    var spelling: String { Self.keywords.contains(text) ? "`\(text)`" : text }

    /// The name as the label of an argument, for which only one keyword needs backticks.
    var label: String { text == "inout" ? "`inout`" : text }

    init(_ text: String) { self.text = text }

    /// The reserved words of Swift that cannot be plain identifiers.
    private static let keywords: Set<String> = [
        "Any", "Protocol", "Self", "Type", "as", "associatedtype", "await", "break", "case", "catch", "class",
        "continue", "default", "defer", "deinit", "do", "else", "enum", "extension", "fallthrough", "false",
        "fileprivate", "for", "func", "guard", "if", "import", "in", "init", "inout", "internal", "is", "let", "nil",
        "operator", "precedencegroup", "private", "protocol", "public", "repeat", "rethrows", "return", "self",
        "static", "struct", "subscript", "super", "switch", "throw", "throws", "true", "try", "typealias", "var",
        "where", "while",
    ]
}
