import EndpointSpec
import SourceText
import Testing

@testable import DocumentImport

/// What is reported about samples, and what later imports make of it.
@Suite struct SampleFindingTests {
    private static func warnings(_ document: String, existing: [SpecFile] = []) -> [Diagnostic] {
        SampleWitnessTests.plan(document, existing: existing).warnings.filter {
            ["sample-decides", "misspelled-key", "sample-contradicts"].contains($0.code)
        }
    }

    private static func files(of plan: ImportPlan) throws -> [SpecFile] {
        try plan.specs.map { try SpecFile(SourceFile(path: $0.path, text: $0.text)) }
    }

    // MARK: Contradictions

    @Test(arguments: [
        ("a | int | x", #""day""#, "int", #""day""#, "string"), ("a | int | x", "1.5", "int", "1.5", "number"),
        ("a | boolean | x", #""y""#, "boolean", #""y""#, "string"),
        ("a | string | x", #"{"b": 1}"#, "string", #"{"b": 1}"#, "object"),
        ("a | string | x", #"[{"b": 1}]"#, "string", #"[{"b": 1}]"#, "object[]"),
        ("a | int\\[\\] | x", #"["day"]"#, "int[]", #""day""#, "string[]"),
        ("a | map | x", "1", "map", "1", "int"),
        ("a | string | x", #"{"b": "\#(String(repeating: "c", count: 50))"}"#, "string", "an object", "object"),
    ])
    func theTableStaysIfSamplesContradictItsType(
        rows: String, value: String, type: String, shown: String, correct: String
    ) throws {
        let document = SampleWitnessTests.response(rows, [#"{"a": \#(value)}"#])
        #expect(SampleWitnessTests.outline(try ReadDocument(document).spec.response.fields) == "a: \(type)")
        #expect(
            Self.warnings(document).map(\.message) == [
                "\"response.a\" stays \(type), as the table says, although samples show \(shown)"
            ])
        #expect(
            Self.warnings(document).flatMap(\.notes).map(\.message) == [
                "if the samples are right, run feishu-codegen correct demo.v1.thing.create response.a --type "
                    + "\(ShellCommand.text(of: [correct])) --reason 'the samples are right'"
            ])
    }

    @Test func theTypeOfTheWholeResponseCanBeContradicted() {
        let document = SampleWitnessTests.response("", [#"{"a": 1}"#]).replacing("data | \\- ", with: "data | string ")
        #expect(Self.warnings(document).map(\.message).map { $0.prefix(24) } == ["\"response\" stays string,"])
    }

    @Test(arguments: [
        ("int", #""12""#), ("int", "1.0"), ("int", #""""#), ("number", #""1.5""#), ("number", "1"), ("boolean", "1"),
        ("boolean", #""True""#), ("string", "12"), ("string", "true"), ("string", "null"), ("\\-", "{}"), ("map", "{}"),
    ])
    func aValueThatConvertsWithoutALossIsNoContradiction(type: String, value: String) {
        #expect(Self.warnings(SampleWitnessTests.response("a | \(type) | x", [#"{"a": \#(value)}"#])).isEmpty)
    }

    // MARK: Reports

    @Test func eachKindIsReportedOnceWithTheMostConsequentialFirst() throws {
        let document = SampleWitnessTests.response(
            body: "number_one | int | 1\nc | Item | 1\nd | string | 1\nf | string | 1",
            [
                #"{"code": 0, "msg": "", "data": {"z": 1, "number_oen": 1, "f": ["x"], "c": {"7123": {"d": "x"}}}}"#
            ])
        let warnings = Self.warnings(document)
        #expect(warnings.map(\.code) == ["sample-decides", "misspelled-key"])
        let decides = try #require(warnings.first)
        let texts = ([decides.message] + decides.notes.dropFirst().map(\.message)).map { String($0.prefix(30)) }
        #expect(
            texts == [
                "the table lists the payload al", "\"response.c\" is a map, because",
                "\"response.f\" is string[], as e",
                "\"response.z\" is added with the",
            ])
    }

    @Test func manyFindingsAreCutOff() throws {
        let members = (1...9).map { "\"b\($0)\": 1" }.joined(separator: ", ")
        let document = SampleWitnessTests.response("a | int | x", ["{\(members)}"])
        let notes = try #require(Self.warnings(document).first).notes
        #expect(notes.count == 6 && notes.last?.message.hasPrefix("and 4 more; to list all of them, run ") == true)
    }

    @Test(arguments: [
        ("a | Item | x\nb | string | x", [#"{"a": {"ou_1234567890": [{"b": "x"}]}}"#]),
        ("a | Item | x\nUser | User | x\nb | string | x", [#"{"a": {"7123": {"b": "x"}}}"#]),
        ("a | Item | x\nuser_id | string | x\nb | string | x", [#"{"a": {"7123": {"b": "x"}}}"#]),
        ("a | int | x", [#"{"a": 1, "b": {"c": [1]}}"#]), ("a | string | x", [#"{"a": ["x"]}"#]),
        ("a | int | x", [#"{"a": "day"}"#]), ("number_one | int | x", [#"{"number_oen": 1}"#]),
        ("a | Item | x\nb | Other | x\nc | string | x", [#"{"a": {"c": 1, "d": 1}, "b": {"e": 1}}"#]),
    ])
    func aSecondImportChangesAndReportsNothing(rows: String, samples: [String]) throws {
        let document = SampleWitnessTests.response(rows, samples)
        let first = SampleWitnessTests.plan(document)
        #expect(first.errors.isEmpty && !Self.warnings(document).isEmpty)
        let files = try Self.files(of: first)
        let second = SampleWitnessTests.plan(document, existing: files)
        #expect(second.specs.map(\.state) == [.unchanged])
        #expect(Self.warnings(document, existing: files).isEmpty)
    }

    // MARK: Later versions of the document

    @Test func aRowTakesOverAFieldThatOnlySamplesShowed() throws {
        let samples = [#"{"a": 1, "b": "x"}"#]
        var files = try Self.files(
            of: SampleWitnessTests.plan(SampleWitnessTests.response("a | int | x", samples)))
        let annotated = files[0].source.text.replacing(
            "\"evidence\": \"sample\"", with: "\"evidence\": \"sample\",\n        \"swiftName\": \"other\"")
        #expect(annotated != files[0].source.text)
        files = [try SpecFile(SourceFile(path: files[0].source.path, text: annotated))]
        let plan = SampleWitnessTests.plan(
            SampleWitnessTests.response("a | int | x\nb | string | text", samples), existing: files)
        let field = try #require(plan.specs.first?.spec.response.fields?.last)
        #expect(field.evidence == nil && field.swiftName == "other" && field.description == "text")
    }

    /// A field that had no row confirms no place of a row.
    @Test func theRowThatTakesOverCanBeAssumed() throws {
        let samples = [#"{"a": {"x": 1}, "b": {"x": 1}}"#]
        let rows = "a | Item | x\nw | string | x\nb | Item | x\ny | string | x\nx | string | x"
        let first = try ReadDocument(SampleWitnessTests.response(rows, samples)).spec
        let alone = SampleWitnessTests.outline(first.response.fields)
        let before = SampleWitnessTests.response(rows.replacing("\nx | string | x", with: ""), samples)
        let files = try Self.files(of: SampleWitnessTests.plan(before))
        let after = SampleWitnessTests.plan(SampleWitnessTests.response(rows, samples), existing: files)
        #expect(after.specs.map { SampleWitnessTests.outline($0.spec.response.fields) } == [alone])
    }

    // MARK: Rows that move

    @Test(arguments: [
        // A row moves to the open row whose samples show it, and the rows behind it follow.
        ("a | Item | x\nb | Item | x\nc | string | x\nd | string | x", #"{"a": {"b": {"e": 1}, "c": 1, "d": 1}}"#),
        ("a | Item | x\nb | Item | x\nc | string | x\nd | string | x", #"{"a": {"b": {"d": 1}, "c": 1}}"#),
        (
            "a | Item | x\nname | string | x\nb | Item | x\nc | string | x\nname | string | x",
            #"{"a": {"name": 1, "b": {"x": 1}, "c": 1}}"#
        ),
    ])
    func noRowIsLostOrBecomesATwin(rows: String, sample: String) throws {
        for document in [
            SampleWitnessTests.response(rows, [sample]),
            SampleWitnessTests.request(rows.replacing(" | x", with: " | 是 | x"), [sample]),
        ] {
            let read = try ReadDocument(document)
            let fields = read.spec.allFields.map(\.field).filter { $0.evidence == nil }
            #expect(
                fields.map(\.name).sorted()
                    == rows.split(separator: "\n").map { String($0.prefix { $0 != " " }) }.sorted())
            #expect(!read.findings.contains { $0.hasSuffix("repeated-field") })
            let placed = read.imported.tables.flatMap(\.rows).map(\.name)
            #expect(
                placed.filter { !["code", "msg", "data"].contains($0) }
                    == rows.split(separator: "\n").map { String($0.prefix { $0 != " " }) })
        }
    }

    // MARK: Forms

    @Test(arguments: [
        ("a | file | 是 | x", true), ("a | string | 是 | 文件，multipart/form-data 的一部分", true),
        ("a | string | 是 | x", false),
        ("a | int | 是 | 上传方式为 multipart/form-data 时的大小", false),
    ])
    func aFileInAJSONBodyMakesAForm(row: String, isForm: Bool) throws {
        let document = RowsTests.document(request: row).replacing(
            "### 请求体\n",
            with:
                "### 请求头\n名称 | 类型 | 必填 | 描述\n--- | --- | --- | ---\nContent-Type | string | 是 | **固定值**：\"application/json\"\n\n### 请求体\n"
        )
        let read = try ReadDocument(document)
        #expect(read.spec.request?.contentType == (isForm ? "multipart/form-data" : "application/json"))
        #expect((read.spec.request?.fields?.first?.type == .init(.file)) == isForm)
        #expect(read.findings.contains { $0.hasSuffix("file-in-json") } == isForm)
    }

    @Test func aResponseAmongTheSamplesOfARequestAddsNoFields() throws {
        let document = SampleWitnessTests.request("a | int | 是 | x", [#"{"code": 0, "msg": "", "data": {"b": 1}}"#])
        #expect(SampleWitnessTests.outline(try ReadDocument(document).spec.request?.fields) == "a: int")
    }

    // MARK: Envelopes

    @Test(arguments: [
        ([#"{"code": 0, "msg": "", "data": {"a": 1}}"#, #"{"code": 99, "msg": "wrong"}"#], EndpointSpec.Envelope.data),
        ([#"{"code": 99, "msg": "wrong", "data": {}}"#, #"{"code": 0, "msg": "", "data": {"a": 1}}"#], .data),
        ([#"{"code": 0, "msg": "", "data": [{"a": 1}]}"#], .data),
        ([#"{"code": 0, "msg": "", "a": 1}"#, #"{"code": 1}"#], .flat),
        ([#"{"a": 1}"#, #"{"code": 1, "msg": ""}"#], .none), ([#"{"code": 1, "msg": ""}"#], .none), ([], .none),
    ])
    func thePayloadAloneHasTheEnvelopeOfTheSuccesses(samples: [String], envelope: EndpointSpec.Envelope) throws {
        let response = try ReadDocument(SampleWitnessTests.response(body: "a | int | x", samples)).spec.response
        #expect(response.envelope == envelope)
        #expect(SampleWitnessTests.outline(response.fields) == "a: int")
        #expect(response.type.dimensions == (samples.first?.contains("[") == true ? 1 : 0))
    }

    // MARK: Hostile samples

    @Test(arguments: [
        String(repeating: "[", count: 100) + String(repeating: "]", count: 100),
        String(repeating: #"{"a": "#, count: 180) + "1" + String(repeating: "}", count: 180),
        String(repeating: #"{"b": "#, count: 180) + "1" + String(repeating: "}", count: 180),
        String(repeating: "[", count: 10_000), String(repeating: #"{"a": "#, count: 10_000),
        #"{"self": 1, "init": 2, "Type": {"a": 1}, "String": {"b": 1}, "default": 3, "code": 4, "data": {"data": 5}}"#,
        #"{"a": 1, "a": "x", "b": {"c": 1, "c": []}}"#, "[[[[[[[[[[[[1]]]]]]]]]]]]", "1", "null", #""x""#, "[]",
        "[1, {\"b\": 2}]",
        #"{"b": [[[[[[[[[[[[1]]]]]]]]]]]]}"#, #"{"a": {"\u0000": {"\n": 1}}, "b\u202e": 1, "\u0061\u0301": 1}"#,
    ])
    func anySampleGivesAValidSpec(sample: String) {
        for document in [
            SampleWitnessTests.response("a | Item | x\nb | string | x", [sample]),
            SampleWitnessTests.response(body: "", [sample]),
            SampleWitnessTests.request("a | Item | 是 | x\nb | string | 是 | x", [sample]),
        ] {
            let plan = SampleWitnessTests.plan(document)
            #expect(plan.errors.map(\.message) == [] && plan.specs.count == 1)
        }
    }
}
