import Testing

@testable import SourceText

/// The human-readable and machine-readable forms of diagnostics.
@Suite struct DiagnosticTests {
    @Test func theLineIsShownWithCaretsAndTheNotes() {
        let source = SourceFile(path: "a.json", text: "{\n  \"title\": \"更新\", \"titel\": 1\n}\n")
        let start = Array("{\n  \"title\": \"更新\", ".utf8).count
        let diagnostic = Diagnostic(
            .error, "unknown-key", "unknown key", at: .range(source, start..<start + 7),
            notes: [.init("first used here", at: .range(source, 4..<11)), .init("delete one")])
        #expect(
            diagnostic.rendered == """
                a.json:2:18: error: unknown key [unknown-key]
                      "title": "更新", "titel": 1
                                \u{3000}\u{3000}   ^^^^^^^
                    note: a.json:2:3: first used here
                    note: delete one
                """)
    }

    @Test(arguments: [
        (Diagnostic.Location.none, "error: m [c]"), (.file("a.md"), "a.md: error: m [c]"),
        (.line(2, of: SourceFile(path: "a.md", text: "x\ny")), "a.md:2:1: error: m [c]\n    y\n    ^"),
    ])
    func aLocationIsNothingAFileOrARange(location: Diagnostic.Location, expected: String) {
        #expect(Diagnostic(.error, "c", "m", at: location).rendered == expected)
    }

    @Test func controlCharactersAreNotShown() {
        let source = SourceFile(path: "a.json", text: "\u{1B}[31m\r\n")
        let rendered = Diagnostic(.error, "c", "\u{7}", at: .range(source, 0..<1)).rendered
        #expect(rendered == "a.json:1:1: error: \u{FFFD} [c]\n    \u{FFFD}[31m\n    ^")
    }

    /// Otherwise, a name in a file could imitate another diagnostic or hide its real text.
    @Test(arguments: ["\n", "\r\n", "\u{85}", "\u{2028}", "\u{2029}", "\u{202E}", "\u{2066}", "\u{1B}[31m"])
    func aDiagnosticHasItsLinesOnly(text: String) {
        let source = SourceFile(path: "a\(text)b", text: "x\(text == "\n" ? "" : text)y")
        let diagnostic = Diagnostic(
            .error, "c", "a\(text)b.json:1:1: error: forged", at: .range(source, 0..<1), notes: [.init("n\(text)n")])
        let lines = diagnostic.rendered.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        #expect(lines.count == 4)
        #expect(!lines.joined().unicodeScalars.contains { text.unicodeScalars.first == $0 })
    }

    @Test func longLinesAreCutAroundTheRange() {
        let source = SourceFile(path: "a.json", text: String(repeating: "x", count: 500))
        let excerpt = Diagnostic(.error, "c", "m", at: .range(source, 200..<300)).rendered.split(separator: "\n")[1]
        #expect(excerpt.count == 4 + 50 + 40 + 40)
    }

    /// A range can start or end inside a character; for example, if a parser points at a single byte.
    @Test(arguments: ["，", "é", "😀", "e\u{301}", "👨‍👩‍👧"])
    func charactersAreNeverCut(character: String) {
        let text = "[\(String(repeating: character, count: 120))]"
        let source = SourceFile(path: "a.json", text: text)
        for start in 0..<text.utf8.count {
            let excerpt = Excerpt(of: start..<start + 1, in: source)
            #expect(!excerpt.line.contains("\u{FFFD}"), "from byte \(start)")
            let allowed: Set<Character> = ["[", "]", "…", Character(character)]
            if character.unicodeScalars.count == 1 { #expect(excerpt.line.allSatisfy(allowed.contains)) }
        }
    }

    @Test func programsGetOneObject() throws {
        let source = SourceFile(path: "a.json", text: "{\n  \"更\": 1\n}\n")
        let diagnostic = Diagnostic(
            .warning, "c", "m", at: .range(source, 4..<9), notes: [.init("n", at: .file("b.md")), .init("o")])
        #expect(
            diagnostic.json.compact
                == #"{"severity": "warning", "code": "c", "message": "m", "file": "a.json", "line": 2, "column": 3, "#
                + #""endLine": 2, "endColumn": 6, "notes": [{"message": "n", "file": "b.md"}, {"message": "o"}]}"#)
    }
}
