import Testing

@testable import SourceText

@Suite struct JSONParserTests {
    @Test(arguments: [
        "null", "true", "[]", "{}", "-0", "1.0", "1e5", "12345678901234567890", "\"\"", "\"中文 \\u4e2d\"",
        "[1, [2, {\"a\": null}]]", "{\"b\": 1, \"a\": 2}",
    ])
    func readsWhatIsJSON(text: String) throws {
        let node = try JSONParser.parse(SourceFile(path: "x.json", text: text))
        #expect(node.range == 0..<text.utf8.count)
    }

    @Test func keepsOrderAndSpelling() throws {
        let json = try JSONParser.parse(SourceFile(path: "x.json", text: #"{"b": 1.0, "a": 12345678901234567890}"#))
            .json
        #expect(json == .object([.init("b", .number("1.0")), .init("a", .number("12345678901234567890"))]))
    }

    @Test(arguments: [
        (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"), (#""\ud83d\ude00""#, "😀"), (#""\u00e9""#, "é"),
    ])
    func readsEscapes(text: String, expected: String) throws {
        #expect(try JSONParser.parse(SourceFile(path: "x.json", text: text)).json == .string(expected))
    }

    @Test func skipsAByteOrderMark() throws {
        let source = SourceFile(path: "x.json", bytes: [0xEF, 0xBB, 0xBF] + Array("[]".utf8))
        #expect(try JSONParser.parse(source).json == .array([]))
    }

    struct Fault: Sendable {
        let text: String
        let line: Int
        let column: Int
        let message: String
    }

    @Test(arguments: [
        Fault(text: "", line: 1, column: 1, message: "expected a JSON value, found an empty file [json-syntax]"),
        Fault(
            text: "[1,\n 2,\n]", line: 2, column: 3,
            message: "trailing comma before ']'; delete it [trailing-comma]"),
        Fault(
            text: #"{"a": 1,}"#, line: 1, column: 8,
            message: "trailing comma before '}'; delete it [trailing-comma]"),
        Fault(text: "[1 2]", line: 1, column: 4, message: "expected ',' or ']' in the array, found '2' [json-syntax]"),
        Fault(
            text: #"{"中": 1, b: 2}"#, line: 1, column: 10,
            message: "expected a key in double quotes, found 'b' [json-syntax]"),
        Fault(
            text: #"{"a" 1}"#, line: 1, column: 6, message: "expected ':' after the key \"a\", found '1' [json-syntax]"),
        Fault(
            text: "[1, // x\n2]", line: 1, column: 5,
            message: "expected a value, found a comment, which JSON does not allow [json-syntax]"),
        Fault(
            text: "[tru]", line: 1, column: 2,
            message: "expected a value, found 't'; a string needs double quotes [json-syntax]"),
        Fault(
            text: "[01]", line: 1, column: 2,
            message: "invalid number: leading zero [json-syntax]"),
        Fault(
            text: "[1.]", line: 1, column: 2,
            message: "invalid number: expected a digit after the decimal point [json-syntax]"),
        Fault(
            text: "[\"a\n\"]", line: 1, column: 2,
            message: "unterminated string [json-syntax]"),
        Fault(
            text: "[\"a\tb\"]", line: 1, column: 4,
            message: "unescaped control character in a string; write it as \\u00XX [json-syntax]"),
        Fault(
            text: #"["\x"]"#, line: 1, column: 3,
            message: "invalid escape; expected one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX [json-syntax]"),
        Fault(text: #"["\ud83d"]"#, line: 1, column: 3, message: "unpaired surrogate in a string [json-syntax]"),
        Fault(
            text: #"["\u12"]"#, line: 1, column: 3, message: "expected four hexadecimal digits after \\u [json-syntax]"),
        Fault(
            text: "[] []", line: 1, column: 4,
            message: "expected the end of the file after the value, found '[' [json-syntax]"),
        Fault(
            text: "[1", line: 1, column: 3,
            message: "expected ',' or ']' in the array, found the end of the file [json-syntax]"),
        Fault(
            text: #"{"a": 1, "a": 2}"#, line: 1, column: 10,
            message: "duplicate key \"a\" in an object; delete or rename one of the two [duplicate-key]"),
        Fault(
            text: "\"\\", line: 1, column: 2,
            message: "invalid escape; expected one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX [json-syntax]"),
    ])
    func whatIsNotJSONIsReported(fault: Fault) {
        let error = #expect(throws: Failure.self) {
            try JSONParser.parse(SourceFile(path: "x.json", text: fault.text))
        }
        let first = error?.diagnostics.first?.rendered.split(separator: "\n").first.map(String.init)
        #expect(first == "x.json:\(fault.line):\(fault.column): error: \(fault.message)")
    }

    @Test func invalidUTF8IsReportedAtItsByte() {
        let source = SourceFile(path: "x.json", bytes: Array("[\"a".utf8) + [0xFF] + Array("\"]".utf8))
        let error = #expect(throws: Failure.self) { try JSONParser.parse(source) }
        #expect(error?.diagnostics.first?.location.position == .init(line: 1, column: 4))
    }

    @Test func survivesHostileDepth() {
        let text = String(repeating: "[", count: 100_000)
        let error = #expect(throws: Failure.self) {
            try JSONParser.parse(SourceFile(path: "x.json", text: text))
        }
        #expect(error?.diagnostics.first?.message == "nested more than 200 levels deep")
    }

    @Test(arguments: [
        ("0", true), ("-1.50", true), ("1e5", true), ("02", false), ("+1", false), ("0x10", false), (".5", false),
        ("nan", false), ("1 ", false), ("[1]", false), ("", false), ("1,000", false),
    ])
    func onlyTheSpellingOfJSONIsANumber(spelling: String, isNumber: Bool) {
        #expect((JSON(number: spelling) == .number(spelling)) == isNumber)
    }
}
