import Testing

@testable import EndpointSpec

@Suite struct DiagnosticTests {
    @Test func showsTheLineWithCaretsAndTheNotes() {
        let source = SourceText(path: "a.json", text: "{\n  \"title\": \"更新\", \"titel\": 1\n}\n")
        let range = Array("{\n  \"title\": \"更新\", ".utf8).count
        let diagnostic = Diagnostic(
            "unknown-key", "unknown key", at: .init(source, range..<range + 7),
            notes: [.init("it stands first here", at: .init(source, 4..<11)), .init("delete one")])
        #expect(
            diagnostic.rendered == """
                a.json:2:18: error: unknown key [unknown-key]
                      "title": "更新", "titel": 1
                                \u{3000}\u{3000}   ^^^^^^^
                    note: a.json:2:3: it stands first here
                    note: delete one
                """)
    }

    @Test func whatSteersATerminalIsNotShown() {
        let source = SourceText(path: "a.json", text: "\u{1B}[31m\r\n")
        let rendered = Diagnostic("c", "\u{7}", at: .init(source, 0..<1)).rendered
        #expect(rendered == "a.json:1:1: error: \u{FFFD} [c]\n    \u{FFFD}[31m\n    ^")
    }

    @Test func cutsLongLinesToTheirProblem() {
        let source = SourceText(path: "a.json", text: String(repeating: "x", count: 500))
        let excerpt = Diagnostic("c", "m", at: .init(source, 200..<300)).rendered.split(separator: "\n")[1]
        #expect(excerpt.count == 4 + 50 + 40 + 40)
    }
}
