import Testing

@testable import SwiftGeneration

@Suite struct TextTests {
    @Test(arguments: [
        ("plain", "\"plain\""), ("a\"b", #""a\"b""#), (#"\(x)"#, #""\\(x)""#), ("a\nb\r\t", #""a\nb\r\t""#),
        ("\u{0}\u{202E}", #""\u{0}\u{202e}""#), ("\"\"\"", #""\"\"\"""#), ("中 é", "\"中 é\""),
    ])
    func nothingBreaksOutOfALiteral(text: String, expected: String) {
        #expect(StringLiteral.of(text) == expected)
    }

    @Test(arguments: [
        ("one two three", 8, ["one two", "three"]), ("one", 1, ["one"]), ("中文，中文", 6, ["中文，", "中文"]),
        ("see [a b c](x) now", 10, ["see", "[a b c](x)", "now"]), ("a `b c d` e", 4, ["a `b c d`", "e"]),
        ("- one two", 7, ["- one", "  two"]), ("  - one two", 9, ["  - one", "    two"]), ("", 5, [""]),
        ("a\nb\r\nc", 9, ["a", "b", "c"]), ("a\u{2028}b\u{202E}c", 9, ["a", "bc"]), ("tab\there", 99, ["tab here"]),
        ("12. one two", 9, ["12. one", "    two"]), ("one two - six", 8, ["one", "two -", "six"]),
        ("one two 11. three", 9, ["one", "two 11.", "three"]), ("one two > six", 8, ["one", "two >", "six"]),
        ("- [a b c](x)", 5, ["- [a b c](x)"]), ("one two   - six", 8, ["one", "two   -", "six"]),
        ("one C# two", 6, ["one C#", "two"]),
        ("one two # six", 8, ["one", "two #", "six"]),
    ])
    func commentsAreWrapped(text: String, width: Int, expected: [String]) {
        #expect(WrappedText.commentLines(of: text, width: width) == expected)
    }

    @Test(arguments: [
        ("**Notes**：- one\n- two", "**Notes**：\n- one\n- two"), ("**Notes:** - one", "**Notes:** \n- one"),
        ("a\n**Notes**: 1. one", "a\n**Notes**: \n1. one"), ("**Level**: 11. one", "**Level**: 11. one"),
        ("**Notes**: one - two", "**Notes**: one - two"), ("**Name** - one", "**Name** - one"),
        ("Stage: 1. one", "Stage: 1. one"), ("**Range**: -1 to 2", "**Range**: -1 to 2"), ("a - b", "a - b"),
    ])
    func aListBeginsBelowItsLabel(text: String, expected: String) {
        #expect(text.withListsBelowLabels == expected)
    }

    @Test func aPieceWiderThanThePageDoesNotCostALineMore() {
        #expect(
            WrappedText.commentLines(of: "see https://example.com/long now", width: 10) == [
                "see https://example.com/long", "now",
            ])
    }

    @Test func wrappingLosesNothing() {
        let text = "任务不存在，请检查 任务ID；  如果 [a](b) 正确\u{0}"
        #expect(WrappedText.lines(of: text[...], width: 5).joined() == text)
    }
}
