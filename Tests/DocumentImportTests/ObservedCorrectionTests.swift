import EndpointSpec
import SourceText
import Testing

@testable import DocumentImport

/// Which corrections observations lead to.
@Suite struct ObservedCorrectionTests {
    private static func spec(_ field: String) throws -> EndpointSpec {
        let text = """
            {"id": "a.v1.b.get", "title": "b", "document": {}, "method": "GET", "path": "/b",
            "response": {"envelope": "data", "type": "object", "fields": [\(field)]}}
            """
        return try SpecFile(SourceFile(path: "x.json", text: text)).spec
    }

    private static func corrections(_ lines: [String], for spec: EndpointSpec) throws -> [ObservedCorrection] {
        let text = lines.map { "{\"endpoint\": \"a.v1.b.get\", \"count\": 1, \($0)}" }.joined(separator: "\n")
        let observations = try Observation.read(SourceFile(path: "o.jsonl", text: text))
        return ObservedCorrection.proposed(by: observations, for: spec).corrections
    }

    /// Returns the arguments of the corrections without their reasons.
    private static func proposals(_ lines: [String], for spec: EndpointSpec) throws -> [String] {
        try corrections(lines, for: spec).map { $0.arguments.dropLast(2).joined(separator: " ") }
    }

    private static func converted(_ path: String, from expected: String, to found: String) -> String {
        #""kind": "converted", "path": "\#(path)", "expected": "\#(expected)", "found": "\#(found)""#
    }

    private typealias TypeCase = (type: String, expected: String, found: [String], command: String?)

    private static let types: [TypeCase] = [
        (#""type": "int""#, "int", ["string"], "--type string"),
        (#""type": "int""#, "int", ["number"], "--type number"),
        (#""type": "int""#, "int", ["boolean", "int"], "--type string"),
        // Numbers become strings without a loss, and integers numbers.
        (#""type": "string""#, "string", ["int"], nil),
        (#""type": "number""#, "number", ["int"], nil),
        (#""type": "int""#, "int", ["null"], nil),
        (#""type": "any""#, "string", ["int"], nil),
        (#""type": "int""#, "int", ["object"], "--type object"),
        (#""type": "int""#, "int", ["object", "string"], "--type any"),
        (#""type": "int""#, "int", ["nonsense"], "--type any"),
        // Objects and arrays are still what the document says, too.
        (#""type": "object", "fields": [{"name": "c", "type": "int"}]"#, "object", ["string"], "--type any"),
        (#""type": "int[]""#, "int[]", ["string"], "--type any"),
        // An array and a map are observed by their elements.
        (#""type": "string""#, "string", ["array"], "--type string[]"),
        (#""type": "int[]""#, "int", ["string"], "--type string[]"),
        (#""type": "int[][]""#, "int[]", ["array"], "--type int[][][]"),
        (#""type": "object[]""#, "object", ["array"], "--type object[][]"),
        (#""type": "object[]""#, "object", ["string"], "--type any[]"),
        (#""type": "map", "valueType": "int""#, "int", ["string"], "--type map of string"),
        (#""type": "map", "valueType": "int""#, "map", ["string"], "--type any"),
    ]

    @Test(arguments: types)
    func aFieldOfAnotherTypeGetsOneThatHasBoth(
        _ testCase: (type: String, expected: String, found: [String], command: String?)
    ) throws {
        let spec = try Self.spec("{\"name\": \"a\", \(testCase.type)}")
        let lines = testCase.found.map { Self.converted("response.a", from: testCase.expected, to: $0) }
        let arguments = testCase.command.map { ["response.a \($0)"] } ?? []
        #expect(try Self.proposals(lines, for: spec) == arguments)
        // The observations of the former client lead to nothing else once the correction is made.
        guard let correction = try Self.corrections(lines, for: spec).first else { return }
        let corrected = try CorrectionEditor(path: "x.json").corrected(spec, by: correction.change, because: "r")
        #expect(try Self.proposals(lines, for: corrected) == [], "\(testCase)")
    }

    @Test func aFieldOfAnObjectThatLosesItsFieldsIsNotCorrected() throws {
        let spec = try Self.spec(#"{"name": "a", "type": "object", "fields": [{"name": "c", "type": "int"}]}"#)
        let lines = [
            Self.converted("response.data.a.c", from: "int", to: "string"),
            Self.converted("response.data.a", from: "object", to: "string"),
        ]
        #expect(try Self.proposals(lines, for: spec) == ["response.a --type any"])
        #expect(try Self.proposals([lines[0]], for: spec) == ["response.a.c --type string"])
    }

    private static let values: [(type: String, found: String, text: String?, command: String?)] = [
        ("string", #""x""#, "x", "--value x"), ("string", #""a=b""#, "a=b", "--value a=b="),
        ("string", #""=""#, "=", "--value =="), ("string", #""""#, "", "--value ="),
        ("string", #""-x""#, "-x", "--value=-x"), ("int", "-1", "-1", "--value=-1"),
        ("boolean", "true", "true", "--value true"),
        ("int", #""""#, nil, nil), ("int", #""x""#, nil, nil), ("object", "1", nil, nil),
    ]

    /// Each value is an argument from which the command line reads it.
    @Test(arguments: values)
    func aValueIsListed(_ testCase: (type: String, found: String, text: String?, command: String?)) throws {
        let spec = try Self.spec("{\"name\": \"a\", \"type\": \"\(testCase.type)\"}")
        let line = #""kind": "unknownValue", "path": "response.a", "found": \#(testCase.found)"#
        let arguments = testCase.command.map { ["response.a \($0)"] } ?? []
        #expect(try Self.proposals([line], for: spec) == arguments)
        guard let argument = testCase.command?.dropFirst("--value ".count) else { return }
        let value = CorrectionEditor.ListedName(argument: String(argument))
        #expect(value.text == testCase.text && value.name == nil)
    }

    @Test func aCodeIsAddedOnceWithItsMostFrequentStatus() throws {
        let lines = [
            #""kind": "undocumentedCode", "path": "errors", "found": 9, "status": 400"#,
            #""kind": "undocumentedCode", "path": "errors", "found": 9, "status": 429"#,
            #""kind": "undocumentedCode", "path": "errors", "found": "9", "status": 429"#,
            #""kind": "undocumentedCode", "path": "errors", "found": 8, "status": 99999"#,
            #""kind": "undocumentedCode", "path": "errors", "found": "x""#,
        ]
        #expect(try Self.proposals(lines, for: Self.spec("")) == ["--error 8", "--error 9=429"])
    }

    @Test func linesCanEndWithACarriageReturn() throws {
        let line =
            "{\"endpoint\": \"a.v1.b.get\", \"count\": 1, \(Self.converted("response.a", from: "int", to: "string"))}"
        let source = SourceFile(path: "o.jsonl", text: "\(line)\r\n\r\n\(line)\r\n")
        #expect(try Observation.read(source).map(\.count) == [2])
    }

    @Test func aReasonIsALineThatCanBeRead() throws {
        let found = String(repeating: "x", count: 1000)
        let texts = [#"a\nb"#, #"\u001b[31m"#, #"\u2028"#, #"\u202e"#, found]
        let lines = texts.map { text in #""kind": "unknownValue", "path": "response.a", "found": "\#(text)""# }
        let spec = try Self.spec(#"{"name": "a", "type": "string"}"#)
        let correction = try #require(try Self.corrections(lines, for: spec).first)
        #expect(correction.reason.unicodeScalars.allSatisfy { !$0.isInvisible } && correction.reason.count < 500)
    }
}
