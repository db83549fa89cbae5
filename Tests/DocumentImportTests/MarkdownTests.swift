import SourceText
import Testing

@testable import DocumentImport

/// How the portal's Markdown is cut into blocks.
@Suite struct MarkdownTests {
    private static func tables(_ text: String) -> [Markdown.Table] {
        Markdown(text).blocks.compactMap { if case .table(let table) = $0 { table } else { nil } }
    }

    @Test func theFrontMatterIsReadAndNoBlock() {
        let document = Markdown("---\ntitle: \"a: b\"\nsource_url: https://example.com/x\n---\n# a\n")
        #expect(document.frontMatter.title == "a: b" && document.frontMatter.sourceURL == "https://example.com/x")
        #expect(document.blocks == [.heading(.init(level: 1, text: "a", line: 5))])
    }

    /// A title of the portal can contain anything.
    @Test func theFrontMatterThatIsWrittenIsRead() {
        let written = FrontMatter(
            title: "a \"b\": c\n---\nfullPath: /evil", sourceURL: "https://example.com/x", fullPath: "/a/b",
            updateTime: 7)
        let read = FrontMatter(of: SourceFile(path: "a.md", text: written.text + "\n# a\n"))
        #expect(read.title == "a \"b\": c --- fullPath: /evil")
        #expect(read.sourceURL == written.sourceURL && read.fullPath == "/a/b" && read.updateTime == 7)
    }

    /// The portal counts milliseconds and means the day in China.
    @Test(arguments: [
        ("updateTime: \"1720618210000\"", "2024-07-10"), ("updateTime: 1722528000000", "2024-08-02"),
        ("updateTime: 1722527999999", "2024-08-01"), ("last_remote_update: 2024-08-02 10:00", "2024-08-02"),
    ])
    func theFrontMatterStatesTheDay(line: String, day: String) {
        #expect(Markdown("---\n\(line)\n---\n").frontMatter.updated == day)
    }

    @Test func aDocumentNeedsNoFrontMatter() {
        let none = FrontMatter(title: nil, sourceURL: nil, fullPath: nil, updateTime: nil)
        #expect(Markdown("text").frontMatter == none)
        #expect(Markdown("---\ntitle: no end").frontMatter == none)
        #expect(Markdown("").blocks.isEmpty)
    }

    @Test(arguments: [
        "名称 | 值\n---|---\na | 1\nb | 2\n", "名称 | 值\r\n--- | ---\r\na | 1\r\nb | 2\r\n",
        "| 名称 | 值 |\n| :-- | --: |\n| a | 1 |\n| b | 2 |", "|名称|值|\n|-|-|\n|a|1|\n|b|2|\n\ntext",
    ])
    func allFormsOfATableAreRead(text: String) {
        let tables = Self.tables(text)
        #expect(tables.map(\.header) == [["名称", "值"]])
        #expect(tables.flatMap(\.rows).map(\.cells) == [["a", "1"], ["b", "2"]])
        #expect(tables.flatMap(\.rows).map(\.line) == [3, 4])
    }

    @Test func aLineThatEndsInTwoSpacesContinuesTheCell() {
        let table = Self.tables("名称 | 值\n--- | ---\na | 1  \n- x | y  \n\nb | 2\n")
        #expect(table.flatMap(\.rows).map(\.cells) == [["a", "1  \n- x | y"], ["b", "2"]])
        #expect(table.flatMap(\.rows).map(\.line) == [3, 6])
    }

    @Test func aRowHasAsManyCellsAsTheHeader() {
        let table = Self.tables("a | b | c\n--- | --- | ---\n1\\|2 | 3\n1 | 2 | 3 | 4\n")
        #expect(table.flatMap(\.rows).map(\.cells) == [["1\\|2", "3", ""], ["1", "2", "3 | 4"]])
    }

    @Test func codeIsNeitherTableNorHeading() {
        let blocks = Markdown("```json\n# a\nb | c\n--- | ---\n```\n## d ##\n~~~\ne").blocks
        #expect(
            blocks == [
                .code(.init(language: "json", text: "# a\nb | c\n--- | ---", line: 1)),
                .heading(.init(level: 2, text: "d", line: 6)), .code(.init(language: "", text: "e", line: 7)),
            ])
    }

    @Test func theRestIsTextUnchanged() {
        let blocks = Markdown("\na\n- b\n\n## c\n#d\n").blocks
        #expect(blocks.count == 3)
        #expect(blocks.last == .text([.init(text: "#d", number: 6), .init(text: "", number: 7)]))
    }

    @Test(arguments: [
        ("a   b", "a b"), ("a\n  - b  \nc", "a\n  - b  \nc"), ("a  \u{300}b", "a \u{300}b"), ("a  ", "a"),
        ("{x}(url=y)a  b", "a b"),
        ("[a](  \nb)", "[a](b)"), ("a \t b", "a \t b"),
    ])
    func textIsTidied(text: String, expected: String) {
        #expect(text.tidied == expected)
    }
}
