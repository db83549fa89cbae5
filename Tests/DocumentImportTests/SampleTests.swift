import SourceText
import Testing

@testable import DocumentImport

/// Samples that are almost JSON.
@Suite struct SampleTests {
    @Test(arguments: [
        (#"{"a": 1, // one"# + "\n" + #" "b": 2}"#, #"{"a": 1, "b": 2}"#), (#"{"a": /* x */ 1}"#, #"{"a": 1}"#),
        (#"{"a": 1,}"#, #"{"a": 1}"#), (#"{"a": [1, 2,],, "b": 3}"#, #"{"a": [1, 2], "b": 3}"#),
        ("{\"a\": 1\n\"b\": 2}", #"{"a": 1, "b": 2}"#), (#"{"a": [{} {}]}"#, #"{"a": [{}, {}]}"#),
        ("{\"a\": \"1\n2\t3\"}", #"{"a": "1\n2\t3"}"#), (#"{"a": "\d"}"#, #"{"a": "\\d"}"#),
        (#"{"a": [1, ...]}"#, #"{"a": [1]}"#), (#"{"a": xxx}"#, #"{"a": "xxx"}"#),
        ("{\u{A0}\"a\": 1}", #"{"a": 1}"#),
        (#"{"a": [{"b": 1], "c": 2}"#, #"{"a": [{"b": 1}], "c": 2}"#), (#"{"a": [1"#, #"{"a": [1]}"#),
        (#"{"a": 1}}]"#, #"{"a": 1}"#),
        (#"{"a": nan, "b": [-inf, infinity], "c": 0x10}"#, #"{"a": "nan", "b": ["-inf", "infinity"], "c": "0x10"}"#),
        (#"{"a": 01, "b": +1, "c": 1., "d": -1.5e3}"#, #"{"a": "01", "b": "+1", "c": "1.", "d": -1.5e3}"#),
    ])
    func whatIsAlmostJSONIsRepaired(text: String, expected: String) throws {
        func json(_ text: String) throws -> JSON { try JSON(parsing: SourceFile(path: "sample", text: text)) }
        #expect(try json(RepairedJSON.text(of: text)) == json(expected))
    }

    @Test func aSampleWhoseEndWasForgottenEndsAtTheNextHeading() {
        let blocks = Markdown("```json\n{}\n\n## 响应\n\n```json\n[]\n```").blocks
        #expect(
            blocks == [
                .code(.init(language: "json", text: "{}\n", line: 1)),
                .heading(.init(level: 2, text: "响应", line: 4)), .code(.init(language: "json", text: "[]", line: 6)),
            ])
    }

    @Test func whatIsJSONIsUnchanged() {
        let text = #"{"a": "// [,] \" \\u0041", "b": [1.50, -2e3, true, null, {}], "c": []}"#
        #expect(RepairedJSON.text(of: text) == text)
    }
}
