import Testing

@testable import EndpointSpec

/// What is said about a spec in which one thing is wrong.
@Suite struct SpecFileTests {
    struct Fault: Sendable, CustomTestStringConvertible {
        /// What stands in the complete spec, and what is put in its place.
        let original: String
        let replacement: String
        /// The expected problems, each as `line:column: message [code]`.
        let problems: [String]

        var testDescription: String { problems.joined() }
    }

    @Test(arguments: [
        Fault(
            original: "\"title\": \"Things\"", replacement: "\"titel\": \"Things\"",
            problems: ["4:3: unknown key \"titel\" in the spec; did you mean \"title\"? [unknown-key]"]),
        Fault(
            original: "\"typeName\": \"item\"", replacement: "\"typename\": \"item\"",
            problems: ["76:9: unknown key \"typename\" in the field; did you mean \"typeName\"? [unknown-key]"]),
        Fault(
            original: "\"rateLimits\": []", replacement: "\"rateLimits\": [{\"requests\": 0, \"per\": 1}]",
            problems: [
                "17:18: the rate limit needs the key \"seconds\" [missing-key]",
                "17:31: expected a whole number from 1, found 0 [wrong-value]",
                "17:34: unknown key \"per\" in the rate limit; it may also have: seconds [unknown-key]",
            ]),
        Fault(
            original: "2024-07-10", replacement: "2024-7-10",
            problems: ["8:16: expected a day like \"2024-07-10\", found \"2024-7-10\" [wrong-value]"]),
        Fault(
            original: "\"title\": \"Things\"", replacement: "\"title\": 7",
            problems: ["4:12: expected a text in double quotes, found 7 [wrong-value]"]),
        Fault(
            original: "\"title\": \"Things\",", replacement: "",
            problems: ["1:1: the spec needs the key \"title\" [missing-key]"]),
        Fault(
            original: "\"method\": \"GET\"", replacement: "\"method\": \"get\"",
            problems: [
                "11:13: expected \"GET\" or \"POST\" or \"PUT\" or \"PATCH\" or \"DELETE\", found \"get\" [wrong-value]"
            ]),
        Fault(
            original: "\"type\": \"object[]\"", replacement: "\"type\": \"list\"",
            problems: [
                "75:17: expected a type (string, int, number, boolean, object, map, file, any), "
                    + "each with [] per array dimension, found \"list\" [wrong-value]"
            ]),
        Fault(
            original: "demo.v1.thing.list", replacement: "demo.thing list",
            problems: [
                "3:9: expected an id like \"hire.v1.job.list\" (service, version, resource, operation), "
                    + "found \"demo.thing list\" [invalid-id]"
            ]),
        Fault(
            original: "things/:thing_id", replacement: "things/:thing",
            problems: [
                "12:11: the path names :thing, which pathParameters lacks [unknown-parameter]",
                "47:15: the path has no segment :thing_id [unknown-parameter]",
            ]),
        Fault(
            original: "things/:thing_id", replacement: "things/:thing_id/:thing_id",
            problems: ["12:11: the path names :thing_id twice; a parameter has one place [duplicate-parameter]"]),
        Fault(
            original: "\"name\": \"items\"", replacement: "\"name\": \"kind\"",
            problems: [
                "74:17: the field \"kind\" stands twice among its siblings; delete or rename one of the two [duplicate-field]"
            ]),
        Fault(
            original: "\"value\": \"a\"", replacement: "\"value\": 1",
            problems: [
                "67:22: expected a value of the type string, found 1 [wrong-value]"
            ]),
        Fault(
            original: "\"field\": \"kind\"", replacement: "\"field\": \"kinds\"",
            problems: [
                "100:20: no field \"kinds\" stands beside this one; did you mean \"kind\"? [unknown-field]"
            ]),
        Fault(
            original: "\"value\": 2", replacement: "\"value\": 1",
            problems: [
                "167:9: \"status\" has the values 1, 1, not 2 [unknown-value]"
            ]),
        Fault(
            original: "\"type\": \"int\",\n        \"values\"",
            replacement: "\"type\": \"int\",\n        \"fields\": [{\"name\": \"x\", \"type\": \"any\"}], \"values\"",
            problems: ["129:17: only an object or a map has fields, not int [unexpected-fields]"]),
    ])
    func tellsEveryProblemWithItsPlace(fault: Fault) throws {
        let text = completeSpec.replacing(fault.original, with: fault.replacement, maxReplacements: 1)
        try #require(text != completeSpec)
        let error = #expect(throws: SpecFile.Problems.self) { try SpecFile(SourceText(path: "x.json", text: text)) }
        let found = (error?.diagnostics ?? []).map { problem in
            "\(problem.place.position.line):\(problem.place.position.column): \(problem.message) [\(problem.code)]"
        }
        #expect(found == fault.problems)
    }

    @Test(arguments: [
        (#""name": "status",\n        "type": "int""#, #""name": "status",\n        "type": "int[]""#, "unknown-value"),
        (
            #""name": "status",\n        "type": "int""#, #""name": "status",\n        "type": "number""#,
            "unknown-value"
        ),
        (#""type": "object",\n    "fields""#, #""type": "object[]",\n    "fields""#, "unexpected-polling"),
        ("\"in\": [\n        2\n      ]", "\"in\": []", "wrong-value"),
    ])
    func onlyAStateCanBeWaitedFor(original: String, replacement: String, code: String) throws {
        let (original, replacement) = (
            original.replacing("\\n", with: "\n"), replacement.replacing("\\n", with: "\n")
        )
        let text = completeSpec.replacing(original, with: replacement)
        try #require(text != completeSpec)
        let error = #expect(throws: SpecFile.Problems.self) { try SpecFile(SourceText(path: "x.json", text: text)) }
        #expect(error?.diagnostics.map(\.code) == [code])
    }

    @Test func arraysHaveAFewDimensionsAtMost() {
        let text = completeSpec.replacing("object[]", with: "object" + String(repeating: "[]", count: 20_000))
        let error = #expect(throws: SpecFile.Problems.self) { try SpecFile(SourceText(path: "x.json", text: text)) }
        #expect(error?.diagnostics.map(\.code) == ["wrong-value"])
    }

    @Test func missingKeysAreOneProblem() {
        let text = #"{"id": "a.b.c.d", "title": "T", "document": {"url": "u"}}"#
        let error = #expect(throws: SpecFile.Problems.self) { try SpecFile(SourceText(path: "x.json", text: text)) }
        #expect(error?.diagnostics.map(\.message) == [#"the spec needs the keys "method", "path", "response""#])
    }

    @Test func citesBothPlacesOfADuplicate() throws {
        let text = completeSpec.replacing("\"name\": \"items\"", with: "\"name\": \"kind\"")
        let error = #expect(throws: SpecFile.Problems.self) { try SpecFile(SourceText(path: "x.json", text: text)) }
        #expect(error?.diagnostics.first?.notes.first?.place?.description == "x.json:63:17")
    }

    @Test(arguments: [("titel", "title"), ("Title", "title"), ("rateLimit", "rateLimits"), ("methdo", "method")])
    func suggestsTheNearestKey(misspelt: String, expected: String) {
        #expect(misspelt.nearest(in: ["id", "title", "method", "rateLimits"]) == expected)
    }

    @Test(arguments: ["foo", "x", "", String(repeating: "t", count: 1_000_000)])
    func suggestsNothingFarOff(key: String) {
        #expect(key.nearest(in: ["id", "title", "method"]) == nil)
    }
}
