import EndpointSpec
import SourceText
import Testing

@testable import DocumentImport

/// What the samples of a document add to its tables.
@Suite struct SampleWitnessTests {
    /// Some tables call an object a map and list its members.
    @Test(arguments: [("{}", "object"), (#"{"b": "1"}"#, "object"), (#"{"ou_7d8a6e6df7621556": {"b": "1"}}"#, "map")])
    func aMapWithRowsIsAnObjectUnlessItsKeysAreData(sample: String, type: String) throws {
        let document = Self.response("∟a | map | x\n&emsp;∟b | string | y", [#"{"a": \#(sample)}"#])
        let field = try #require(try ReadDocument(document).spec.response.fields?.first)
        #expect(field.type.spelling == type && field.fields?.map(\.name) == ["b"])
    }

    /// A document whose response has the given rows in `data`, and the given samples of `data`.
    static func response(_ rows: String, _ samples: [String]) -> String {
        response(
            body: "code | int | x\nmsg | string | x\ndata | \\- | x\n\(rows)",
            samples.map { #"{"code": 0, "msg": "", "data": \#($0)}"# })
    }

    /// A document whose response has the given rows and samples.
    static func response(body rows: String, _ samples: [String]) -> String {
        let blocks = samples.map { "```json\n\($0)\n```" }.joined(separator: "\n")
        let table = rows.isEmpty ? "" : "### 响应体\n名称 | 类型 | 描述\n--- | --- | ---\n\(rows)\n"
        return RowsTests.document(rest: table + "\n### 响应体示例\n\(blocks)\n")
            .replacing(rows.isEmpty ? RowsTests.response : "\u{0}", with: "")
    }

    /// A document whose request body has the given rows and samples.
    static func request(_ rows: String, _ samples: [String]) -> String {
        RowsTests.document(
            request: rows, samples: samples.map { "```json\n\($0)\n```" }.joined(separator: "\n"))
    }

    /// The fields in one line. Fields that only samples show are marked with `*`, assumed placements with `?`.
    static func outline(_ fields: [EndpointSpec.Field]?) -> String {
        (fields ?? []).map { field in
            let marks = (field.evidence == nil ? "" : "*") + (field.placement == nil ? "" : "?")
            let type = field.type.spelling + (field.valueType.map { " of \($0.spelling)" } ?? "")
            let nested = field.fields.map { " {\(outline($0))}" } ?? ""
            return "\(field.name)\(marks): \(type)\(nested)"
        }.joined(separator: ", ")
    }

    private static func responseOutline(_ document: String) throws -> String {
        outline(try ReadDocument(document).spec.response.fields)
    }

    private static func messages(_ document: String) throws -> [String] {
        let read = try ReadDocument(document).imported
        return read.sampleFindings.warnings(in: read.document.source, of: read.spec.id.description, listsAll: true)
            .flatMap { warning in
                (["\(warning.code): \(warning.message)"]
                    + warning.notes.map(\.message).filter { !$0.contains("run feishu-codegen correct") })
            }
    }

    // MARK: Arrays

    @Test(arguments: [
        // The table says less than the samples.
        ("a | string | x", [#"{"a": ["x"]}"#], "a: string[]"),
        ("a | Item | x\nb | string | x", [#"{"a": [{"b": "x"}]}"#], "a: object[] {b: string}"),
        ("a | / | x\nb | string | x", [#"{"a": [{"b": "x"}]}"#], "a: object[] {b: string}"),
        ("a | \\- | x\nb | string | x", [#"{"a": [{"b": "x"}]}"#], "a: object[] {b: string}"),
        ("a | / | x", [#"{"a": [1, 2]}"#], "a: int[]"), ("a | / | x", [#"{"a": [1, "x"]}"#], "a: string[]"),
        ("a | / | x", [#"{"a": [1, {}]}"#], "a: any[]"), ("a | / | x", [#"{"a": 1}"#], "a: any"),
        ("a | string | x", [#"{"a": [["x"]]}"#], "a: string[][]"),
        ("a | string[] | x", [#"{"a": [["x"]]}"#], "a: string[][]"),
        ("a | string[][] | x", [#"{"a": [["x"]]}"#], "a: string[][]"),
        // The table says more than the samples.
        ("a | Item\\[\\] | x\nb | string | x", [#"{"a": {"b": "x"}}"#], "a: object {b: string}"),
        // A text can be a list in the form of a text.
        ("a | string\\[\\] | x", [#"{"a": "x"}"#], "a: string[]"),
        // Samples that do not agree change nothing.
        ("a | string | x", [#"{"a": ["x"]}"#, #"{"a": "x"}"#], "a: string"),
        (
            "a | Item\\[\\] | x\nb | string | x", [#"{"a": {"b": "x"}}"#, #"{"a": [{"b": "x"}]}"#],
            "a: object[] {b: string}"
        ),
        // Missing values say nothing.
        ("a | string | x", [#"{"a": null}"#], "a: string"), ("a | string\\[\\] | x", [#"{"a": null}"#], "a: string[]"),
        ("a | string\\[\\] | x", [#"{"a": ""}"#], "a: string[]"),
        ("a | string | x", [#"{"a": ["x"]}"#, #"{"a": null}"#, #"{"a": ""}"#, "{}"], "a: string[]"),
        ("a | string | x", [#"{"a": []}"#], "a: string[]"),
        ("a | string\\[\\]\\[\\] | x", [#"{"a": []}"#], "a: string[][]"),
        ("a | string\\[\\]\\[\\] | x", [#"{"a": [[]]}"#], "a: string[][]"),
        // The samples contradict more than the dimensions.
        ("a | string | x", [#"{"a": [{"b": 1}]}"#], "a: string"), ("a | int | x", [#"{"a": ["day"]}"#], "a: int"),
        ("a | map | x", [#"{"a": [{"b": 1}]}"#], "a: map[]"),
    ])
    func arraysFollowTheSamples(rows: String, samples: [String], expected: String) throws {
        let rows = rows.replacing("\\[\\]", with: "[]").replacing("[]", with: "\\[\\]")
        #expect(try Self.responseOutline(Self.response(rows, samples)) == expected)
        let spec = try ReadDocument(Self.request(rows.replacing(" | x", with: " | 是 | x"), samples)).spec
        #expect(Self.outline(spec.request?.fields) == expected)
    }

    @Test(arguments: [
        ("\\-", "id | string | x", [#"[{"id": "1"}]"#], "object[]", "id: string"),
        ("Item", "id | string | x", [#"[{"id": "1"}]"#], "object[]", "id: string"),
        ("Item\\[\\]", "id | string | x", [#"{"id": "1"}"#], "object", "id: string"),
        ("Item\\[\\]", "id | string | x", [#"[{"id": "1"}]"#], "object[]", "id: string"),
        ("\\-", "id | string | x", [#"[{"id": "1"}]"#, #"{"id": "1"}"#], "object", "id: string"),
        ("\\-", "", [#"["a"]"#], "string[]", ""), ("\\-", "", [#"[{"id": "1"}]"#], "object[]", "id*: string"),
        ("string\\[\\]", "", [#"["a"]"#], "string[]", ""), ("string", "", [#"["a"]"#], "string[]", ""),
        ("string", "", [#"{"a": 1}"#], "string", ""), ("map", "", [#"{"a": 1}"#], "map", ""),
    ])
    func theRootOfAResponseCanBeAnArray(type: String, rows: String, data: [String], expected: String, fields: String)
        throws
    {
        let document = Self.response(rows, data).replacing("data | \\- ", with: "data | \(type) ")
        let response = try ReadDocument(document).spec.response
        #expect(response.type.spelling == expected && response.envelope == .data)
        #expect(Self.outline(response.fields) == fields)
    }

    @Test(arguments: [
        ("a | string | 1", #"["x"]"#, #""response.a" is string[], as every sample shows; the table says string"#),
        ("a | / | 1", "[1]", #""response.a" is int[], as every sample shows; the table names no type"#),
    ])
    func anArrayIsReportedWithBothTypes(rows: String, sample: String, expected: String) throws {
        #expect(try Self.messages(Self.response(rows, [#"{"a": \#(sample)}"#])) == ["sample-decides: \(expected)"])
    }

    /// Facts of the cell that the new type cannot have must not make the spec invalid.
    @Test(arguments: [
        ("a | int | x **默认值**：`10` **数据校验规则**： - 取值范围：`1` ～ `20`", "[10]"),
        ("a | int | x **可选值有**：<br>- 1：一<br>- 2：二", "[1]"), ("a | / | x **示例值**：\"b\"", "[1]"),
        ("a | / | x **可选值有**：<br>- `1`：一<br>- `b`：二", "[1]"),
        ("a | Item\\[\\] | x **数据校验规则**： - 长度范围：`1` ～ `20`\nb | int | x", #"{"b": 1}"#),
        ("a | string\\[\\] | x **示例值**：[\"b\"]", #""b""#), ("a | string | x", "[[[[[[[[[[\"x\"]]]]]]]]]]"),
    ])
    func theSpecIsValidWithTheTypesOfSamples(rows: String, sample: String) throws {
        let document = Self.response(rows, [#"{"a": \#(sample)}"#])
        let plan = Self.plan(document)
        #expect(plan.errors.map(\.message) == [] && plan.specs.count == 1)
    }

    static func plan(_ text: String, existing: [SpecFile] = []) -> ImportPlan {
        ImportPipeline.plan(
            documents: [Document(source: SourceFile(path: "x.md", text: text), path: "x.md")], existing: existing)
    }

    // MARK: Maps

    @Test(arguments: [
        (
            "a | Item | x\nb | string | x", [#"{"a": {"ou_1234567890": {"b": "x"}}}"#], "a: map {b: string}"
        ),
        (
            "a | Item | x\nb | string | x", [#"{"a": {"ou_1234567890": [{"b": "x"}]}}"#],
            "a: map of object[] {b: string}"
        ),
        ("a | Item | x\nb | string | x", [#"{"a": {"zh_cn": {"b": "x"}, "en_us": {"b": "y"}}}"#], "a: map {b: string}"),
        ("a | Item\\[\\] | x\nb | string | x", [#"{"a": [{"7123": {"b": "x"}}]}"#], "a: map[] {b: string}"),
        // A row for the key.
        (
            "a | Item | x\nid | string | x\nb | string | x", [#"{"a": {"7123": {"id": "7123", "b": "x"}}}"#],
            "a: map {id: string, b: string}"
        ),
        (
            "a | Item | x\n{user_id} | User | x\nb | string | x", [#"{"a": {"7123": {"b": "x"}}}"#],
            "a: map {b: string}"
        ),
        // An object with one of its fields is none.
        ("a | Item | x\nb | string | x", [#"{"a": {"b": "x", "ou_1234567890": {"b": "x"}}}"#], "a: object {b: string}"),
        ("a | Item | x\nb | string | x", [#"{"a": {}}"#], "a: object {b: string}"),
        // The values can have fields that only samples show.
        (
            "a | Item | x\nb | string | x", [#"{"a": {"ou_1234567890": {"b": "x", "c": 1}}}"#],
            "a: map {b: string, c*: int}"
        ),
    ])
    func anObjectWhoseKeysAreDataIsAMap(rows: String, samples: [String], expected: String) throws {
        let document = Self.response(rows, samples)
        #expect(try Self.responseOutline(document).replacing("?", with: "") == expected)
    }

    /// A person who knows better can paste the command.
    @Test func aDecisionNamesTheCommandThatDecidesOtherwise() throws {
        let document = Self.response("a | string | 1", [#"{"a": ["x"]}"#])
        let read = try ReadDocument(document).imported
        let notes = read.sampleFindings.warnings(in: read.document.source, of: "demo.v1.b.get", listsAll: true)
            .flatMap(\.notes)
        #expect(
            notes.map(\.message) == [
                "if the table is right, run feishu-codegen correct demo.v1.b.get response.a --type string "
                    + "--reason 'the table is right'"
            ])
    }

    @Test func aMapIsReportedWithAKey() throws {
        let document = Self.response("a | Item | x\nb | string | x", [#"{"a": {"7123": {"b": "x"}}}"#])
        #expect(
            try Self.messages(document) == [
                #"sample-decides: "response.a" is a map, because its keys in samples are data, such as "7123"; the table says object"#
            ])
    }

    // MARK: Fields that only samples show

    @Test(arguments: [
        ("a | int | x", [#"{"b": "x", "a": 1}"#], "a: int, b*: string"),
        // The order is that of the samples, and the type that of all of them.
        (
            "a | int | x", [#"{"c": 1, "b": true}"#, #"{"a": 1, "d": 1.5, "c": "x"}"#],
            "a: int, c*: string, b*: boolean, d*: number"
        ),
        ("a | int | x", [#"{"b": null}"#, #"{"b": 1}"#], "a: int, b*: int"),
        ("a | int | x", [#"{"b": null}"#], "a: int, b*: any"),
        (
            "a | int | x", [#"{"b": {"c": [{"d": 1}, {"e": ""}]}}"#],
            "a: int, b*: object {c*: object[] {d*: int, e*: string}}"
        ),
        ("a | int | x", [#"{"b": [], "c": {}, "d": [[]]}"#], "a: int, b*: any[], c*: object, d*: any[][]"),
        ("a | int | x", [#"{"b": 1}"#, #"{"b": {"c": 1}}"#], "a: int, b*: any"),
        (
            "a | int | x", [#"{"b": ""}"#, #"{"b": {"c": 1}}"#, #"{"b": {"d": 1}}"#],
            "a: int, b*: object {c*: int, d*: int}"
        ),
        ("a | int | x", [#"{"b": ""}"#, #"{"b": ["x"]}"#], "a: int, b*: string[]"),
        ("a | int | x", [#"{"b": {"ou_1234567890": 1, "ou_1234567891": 2}}"#], "a: int, b*: map of int"),
        ("a | int | x", [#"{"b": {"zh_cn": ["x"]}}"#], "a: int, b*: map of string[]"),
        ("a | int | x", [#"{"b": {"zh_cn": {"x": 1}}}"#], "a: int, b*: map"),
        ("a | Item | x\nb | int | x", [#"{"a": {"b": 1, "c": 2}}"#], "a: object {b: int, c*: int}"),
        // Not below a value of which the table lists no fields.
        ("a | any | x", [#"{"a": {"b": 1}}"#], "a: any"), ("a | map | x", [#"{"a": {"b": 1}}"#], "a: map"),
        ("a | Item | x", [#"{"a": {"b": 1}}"#], "a: object"), ("a | object | x", [#"{"a": {"b": 1}}"#], "a: any"),
        // Not for keys that are data, nor for omissions.
        ("a | int | x", [#"{"ou_1234567890": 1, "zh_cn": 2, "7123": 3, "ou_xxx": 4, "名": 5}"#], "a: int"),
        ("a | int | x", [#"{"a": 1, "...": "...", "": 1, "-": 1, "_": 1}"#], "a: int"),
        ("a | int | x", [#"{"b": {"...": "..."}}"#], "a: int, b*: object"),
        ("a | int | x", [##"{"b\nc": 1, "d\"e": 2, "\u0000": 3, "f": 4}"##], "a: int, f*: int"),
        (
            "a | int | x", [#"{"b": 99999999999999999999, "c": 1e3, "d": 1.0}"#],
            "a: int, b*: number, c*: number, d*: number"
        ),
    ])
    func fieldsThatOnlySamplesShowAreAdded(rows: String, samples: [String], expected: String) throws {
        #expect(try Self.responseOutline(Self.response(rows, samples)) == expected)
        let request = rows.replacing(" | x", with: " | 是 | x")
        let spec = try ReadDocument(Self.request(request, samples)).spec
        #expect(Self.outline(spec.request?.fields) == expected)
    }

    @Test func anAddedFieldIsReported() throws {
        let document = Self.response("a | int | x", [#"{"a": 1, "b": {"c": [1]}}"#])
        #expect(
            try Self.messages(document) == [
                #"sample-decides: "response.b" is added with the type object, because only samples show it"#
            ])
    }

    @Test func withoutATableAllFieldsAreThoseOfTheSamples() throws {
        let request = try ReadDocument(
            RowsTests.document(samples: "```json\n{\"a\": {\"b\": 1}}\n```").replacing(
                "### 请求体\n名称 | 类型 | 必填 | 描述\n--- | --- | --- | ---\n", with: "")
        ).spec.request
        #expect(Self.outline(request?.fields) == "a*: object {b*: int}")
    }

    @Test(arguments: [
        (#"{"code": 0, "msg": "", "data": {"a": 1}}"#, EndpointSpec.Envelope.data, "a*: int"),
        (#"{"code": 0, "msg": "", "a": 1}"#, .flat, "a*: int"), (#"{"code": 0, "msg": ""}"#, .data, ""),
        (#"{"code": 0, "msg": "", "data": {}}"#, .data, ""), (#"{"code": 1, "msg": "", "error": {}}"#, .data, ""),
        (#"[1]"#, .data, ""), (#""x""#, .data, ""), (#"{"a": 1}"#, .none, "a*: int"),
    ])
    func withoutATableTheEnvelopeIsThatOfTheSamples(sample: String, envelope: EndpointSpec.Envelope, fields: String)
        throws
    {
        for rows in ["", "code | int | x\nmsg | string | x"] where !(envelope == .none && !rows.isEmpty) {
            let response = try ReadDocument(Self.response(body: rows, [sample])).spec.response
            #expect(response.envelope == envelope, "\(rows)")
            #expect(Self.outline(response.fields) == fields, "\(rows)")
        }
    }

    /// Two names of the same words would be one name in Swift.
    @Test(arguments: [
        ("userId | string | x", [#"{"user_id": "1"}"#], "userId: string", 1),
        ("a | int | x", [#"{"user_id": "1", "userId": "1"}"#], "a: int, user_id*: string", 1),
        ("a | int | x", [#"{"A": 1}"#], "a: int", 1),
        ("a | int | x", [#"{"b": {"user_id": "1", "userID": "1"}}"#], "a: int, b*: object {user_id*: string}", 1),
        ("a | int | x", [#"{"userid": "1", "user_id": "1"}"#], "a: int, userid*: string, user_id*: string", 0),
    ])
    func ofTwoNamesOfTheSameWordsOneIsAField(rows: String, samples: [String], expected: String, count: Int) throws {
        let document = Self.response(rows, samples)
        #expect(try Self.responseOutline(document) == expected)
        #expect(try Self.messages(document).count { $0.contains("no field was added") } == count)
    }

    // MARK: Misspellings

    @Test(arguments: [
        ("instance_code", "insatnce_code", true), ("instance_code", "instnce_code", true),
        ("instance_code", "insttance_code", true), ("instance_code", "instence_code", true),
        ("department", "departments", false), ("department_list", "departments_list", false),
        ("address1", "address2", false), ("name", "nmae", false), ("update_time", "updated_time", false),
        ("create_time", "update_time", false),
    ])
    func aMisspelledKeyIsReported(documented: String, shown: String, isMisspelling: Bool) throws {
        let document = Self.response("\(documented) | string | x", [#"{"\#(shown)": "x"}"#])
        let added = isMisspelling ? "" : ", \(shown)*: string"
        #expect(try Self.responseOutline(document) == "\(documented): string\(added)")
        let message =
            #"misspelled-key: samples show "\#(shown)" in "response", which looks like a misspelling of "\#(documented)"; no field was added"#
        #expect(try Self.messages(document).contains(message) == isMisspelling)
    }

    @Test func twoSimilarKeysOfOneObjectAreTwoFields() throws {
        let document = Self.response("start_time | int | x", [#"{"start_time": 1, "stort_time": 1}"#])
        #expect(try Self.responseOutline(document) == "start_time: int, stort_time*: int")
    }
}
