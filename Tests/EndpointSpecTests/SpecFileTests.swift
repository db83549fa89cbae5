import SourceText
import Testing

@testable import EndpointSpec

/// The problems reported for a spec with one mistake.
@Suite struct SpecFileTests {
    struct Fault: Sendable, CustomTestStringConvertible {
        /// The text in the complete spec to replace.
        let original: String
        let replacement: String
        /// The expected problems, each as `line:column: message [code]`.
        let problems: [String]

        var testDescription: String { problems.joined() }
    }

    @Test(arguments: [
        Fault(
            original: "\"title\": \"Things\"", replacement: "\"titel\": \"Things\"",
            problems: ["5:3: unknown key \"titel\" in the spec; did you mean \"title\"? [unknown-key]"]),
        Fault(
            original: "\"typeName\": \"item\"", replacement: "\"typename\": \"item\"",
            problems: ["83:9: unknown key \"typename\" in the field; did you mean \"typeName\"? [unknown-key]"]),
        Fault(
            original: "\"rateLimits\": []", replacement: "\"rateLimits\": [{\"requests\": 0, \"per\": 1}]",
            problems: [
                "24:18: missing key \"seconds\" in the rate limit [missing-key]",
                "24:31: expected an integer of at least 1, found 0 [wrong-value]",
                "24:34: unknown key \"per\" in the rate limit; other keys of the rate limit: seconds [unknown-key]",
            ]),
        Fault(
            original: "2024-07-10", replacement: "2024-7-10",
            problems: ["15:16: expected a date like \"2024-07-10\", found \"2024-7-10\" [wrong-value]"]),
        Fault(
            original: "\"title\": \"Things\"", replacement: "\"title\": 7",
            problems: ["5:12: expected a non-empty string, found 7 [wrong-value]"]),
        Fault(
            original: "\"title\": \"Things\",", replacement: "",
            problems: ["1:1: missing key \"title\" in the spec [missing-key]"]),
        Fault(
            original: "\"method\": \"GET\"", replacement: "\"method\": \"get\"",
            problems: [
                "18:13: expected \"GET\" or \"POST\" or \"PUT\" or \"PATCH\" or \"DELETE\", found \"get\" [wrong-value]"
            ]),
        Fault(
            original: "\"type\": \"object[]\"", replacement: "\"type\": \"list\"",
            problems: [
                "82:17: expected a type (string, int, number, boolean, object, map, file, any), "
                    + "with [] per array dimension, found \"list\" [wrong-value]"
            ]),
        Fault(
            original: "demo.v1.thing.list", replacement: "demo.thing list",
            problems: [
                "4:9: expected an id like \"hire.v1.job.list\" (service, version, resource, operation), "
                    + "found \"demo.thing list\" [invalid-id]"
            ]),
        Fault(
            original: "www.feishu.cn", replacement: "www.feishu.cn.example.com",
            problems: [
                "20:11: unknown host \"www.feishu.cn.example.com\"; expected one of open.feishu.cn, "
                    + "www.feishu.cn, accounts.feishu.cn, open.larksuite.com, www.larksuite.com, "
                    + "accounts.larksuite.com [unknown-host]"
            ]),
        Fault(
            original: "things/:thing_id", replacement: "things/:thing",
            problems: [
                "19:11: the path parameter \"thing\" is missing from \"pathParameters\" [unknown-parameter]",
                "54:15: the path has no segment \":thing_id\" [unknown-parameter]",
            ]),
        Fault(
            original: "things/:thing_id", replacement: "things/:thing_id/:thing_id",
            problems: ["19:11: duplicate path parameter \"thing_id\" [duplicate-parameter]"]),
        Fault(
            original: "\"name\": \"items\"", replacement: "\"name\": \"kind\"",
            problems: [
                "81:17: duplicate field name \"kind\"; delete or rename one of the two [duplicate-field]"
            ]),
        Fault(
            original: "\"value\": \"a\"", replacement: "\"value\": 1",
            problems: [
                "74:22: expected a value of type string, found 1 [wrong-value]"
            ]),
        Fault(
            original: "\"field\": \"kind\"", replacement: "\"field\": \"kinds\"",
            problems: [
                "107:20: no sibling field \"kinds\"; did you mean \"kind\"? [unknown-field]"
            ]),
        Fault(
            original: "\"value\": 2", replacement: "\"value\": 1",
            problems: [
                "207:9: expected one of 1, 1 for \"status\", found 2 [unknown-value]"
            ]),
        Fault(
            original: "\"type\": \"int\",\n        \"values\"",
            replacement: "\"type\": \"int\",\n        \"fields\": [{\"name\": \"x\", \"type\": \"any\"}], \"values\"",
            problems: [
                "160:17: expected the type object or map for a field with \"fields\", found int [unexpected-fields]"
            ]),
        Fault(
            original: "\"type\": \"int\",\n        \"values\"",
            replacement: "\"type\": \"int\",\n        \"valueType\": \"string\", \"values\"",
            problems: [
                "161:22: expected the type map for a field with \"valueType\", found int [unexpected-value-type]"
            ]),
        Fault(
            original: "\"type\": \"object[]\",\n",
            replacement: "\"type\": \"map[]\",\n            \"valueType\": \"string\",\n",
            problems: [
                "83:26: expected the value type object for a map with \"fields\", found string [unexpected-fields]"
            ]),
        Fault(
            original: "\"type\": \"int\",\n        \"values\"",
            replacement: "\"type\": \"int\",\n        \"idempotencyKey\": true, \"values\"",
            problems: [
                "161:27: expected a string of the request that is not nested, found int response.status [unexpected-idempotency-key]"
            ]),
    ])
    func everyProblemIsReportedWithItsPlace(fault: Fault) throws {
        let text = completeSpec.replacing(fault.original, with: fault.replacement, maxReplacements: 1)
        try #require(text != completeSpec)
        let error = #expect(throws: Failure.self) { try SpecFile(SourceFile(path: "x.json", text: text)) }
        let found = (error?.diagnostics ?? []).map { problem in
            "\(problem.location.position?.line ?? 0):\(problem.location.position?.column ?? 0): \(problem.message) [\(problem.code)]"
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
        let error = #expect(throws: Failure.self) { try SpecFile(SourceFile(path: "x.json", text: text)) }
        #expect(error?.diagnostics.map(\.code) == [code])
    }

    @Test func arraysHaveAFewDimensionsAtMost() {
        let text = completeSpec.replacing(
            "object[]", with: "object" + String(repeating: "[]", count: 20_000), maxReplacements: 1)
        let error = #expect(throws: Failure.self) { try SpecFile(SourceFile(path: "x.json", text: text)) }
        #expect(error?.diagnostics.map(\.code) == ["wrong-value"])
    }

    @Test func missingKeysAreOneProblem() {
        let text = #"{"id": "a.b.c.d", "title": "T", "document": {"url": "u"}}"#
        let error = #expect(throws: Failure.self) { try SpecFile(SourceFile(path: "x.json", text: text)) }
        #expect(error?.diagnostics.map(\.message) == [#"missing keys "method", "path", "response" in the spec"#])
    }

    @Test func citesBothPlacesOfADuplicate() throws {
        let text = completeSpec.replacing("\"name\": \"items\"", with: "\"name\": \"kind\"")
        let error = #expect(throws: Failure.self) { try SpecFile(SourceFile(path: "x.json", text: text)) }
        #expect(error?.diagnostics.first?.notes.first?.location.position == .init(line: 70, column: 17))
    }

    /// An invalid part neither hides the problems of other parts nor causes follow-up problems.
    @Test func problemsOfFormAndContradictionsAreReportedTogether() {
        let text = completeSpec.replacing("\"method\": \"GET\"", with: "\"method\": 1")
            .replacing("\"name\": \"items\"", with: "\"name\": \"kind\"")
            .replacing("\"pathParameters\"", with: "\"pathParameter\"")
        let loaded = LoadedSpec(SourceFile(path: "x.json", text: text))
        #expect(loaded.problems.map(\.code) == ["wrong-value", "unknown-key", "duplicate-field"])
        #expect(loaded.file != nil)
    }

    /// A problem in one part does not hide missing values in another part.
    @Test func whatIsMissingIsReportedNextToAProblemElsewhere() {
        let text = completeSpec.replacing("\"idempotent\": true", with: "\"idempotent\": \"yes\"")
            .replacing("things/:thing_id", with: "things/:thing_id/:part")
        let loaded = LoadedSpec(SourceFile(path: "x.json", text: text))
        #expect(loaded.problems.map(\.code) == ["unknown-parameter", "wrong-value"])
    }

    @Test func aNewerFormatIsOneError() {
        let text = completeSpec.replacing("\"format\": 1", with: "\"format\": 2")
            .replacing("\"title\"", with: "\"headline\"")
        let loaded = LoadedSpec(SourceFile(path: "x.json", text: text))
        #expect(
            loaded.problems.map(\.message) == ["expected spec format 1, found newer format 2"])
        #expect(loaded.file == nil)
    }
}
