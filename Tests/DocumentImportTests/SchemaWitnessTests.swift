import EndpointSpec
import SourceText
import Testing

@testable import DocumentImport

/// What the platform's schema adds to a page, and where the witnesses disagree.
@Suite struct SchemaWitnessTests {
    /// The schema of the endpoint of `RowsTests.document`, with the members of the request and of the response's data.
    private static func schema(
        request: String = "", response: String = "", parameters: String = "", tokens: String = ""
    ) -> String {
        func body(_ properties: String) -> String {
            #"{"content": {"application/json": {"schema": {"type": "object", "properties": ["# + properties + "]}}}}"
        }
        let data =
            #"{"name": "code", "type": "integer"}, {"name": "msg", "type": "string"}, {"name": "data", "type": "object", "properties": ["#
        return """
            {"httpMethod": "POST", "path": "/open-apis/demo/v1/things", "parameters": [\(parameters)],
            "security": {"supportedAccessToken": [\(tokens)]},
            "requestBody": \(body(request)), "responses": {"200": \(body(data + response + "]}"))}}
            """
    }

    private static func plan(
        _ document: String, _ schema: String, existing: [SpecFile] = [], options: ImportOptions = ImportOptions()
    ) -> ImportPlan {
        let document = Document(
            source: SourceFile(path: "a.md", text: document), path: "a.md",
            schema: SourceFile(path: "a.schema.json", text: schema))
        return ImportPipeline.plan(documents: [document], existing: existing, options: options)
    }

    private static func field(
        request row: String, _ schema: String, samples: String = ""
    ) throws -> (field: EndpointSpec.Field, warnings: [Diagnostic]) {
        let document = RowsTests.document(request: row, samples: samples.isEmpty ? "" : "```json\n\(samples)\n```")
        let plan = plan(document, Self.schema(request: schema))
        return (try #require(plan.specs.first?.spec.request?.fields?.first), plan.warnings)
    }

    // MARK: What the page lacks

    @Test func aValueIsNamedAfterThePlatformsKey() throws {
        let row = "a | int | 是 | 状态<br>**可选值有**：<br>- 1：所有人<br>- 2：没有人<br>- 3：其他"
        let options =
            #"{"name": "AllMembers", "value": "1"}, {"name": "NotAnyone", "value": 2}, {"name": "", "value": "3"}"#
        let (field, warnings) = try Self.field(
            request: row,
            #"{"name": "a", "type": "integer", "format": "int32", "required": true, "options": [\#(options)]}"#)
        #expect(field.values?.map(\.key) == ["AllMembers", "NotAnyone", nil])
        #expect(field.values?.prefix(2).map(\.name) == ["allMembers", "notAnyone"])
        #expect(field.format == .int32 && warnings.isEmpty)
    }

    @Test(arguments: [("", ""), ("所有人", "没有人"), ("Same", "Same"), ("Same", "same"), ("1a", "-")])
    func aKeyThatCannotNameIsLeftOut(first: String, second: String) throws {
        let row = "a | string | 是 | 范围<br>**可选值有**：<br>- `x`：甲<br>- `y`：乙"
        let options = "{\"name\": \"\(first)\", \"value\": \"x\"}, {\"name\": \"\(second)\", \"value\": \"y\"}"
        let (field, _) = try Self.field(request: row, #"{"name": "a", "type": "string", "options": [\#(options)]}"#)
        #expect(field.values?.map(\.key) == [nil, nil])
    }

    @Test(arguments: [
        ("/", #""type": "integer", "format": "int64""#, "int"),
        (#"\-"#, #""type": "array", "items": {"type": "string"}"#, "string[]"),
        ("/", #""type": "object""#, "any"), ("string", #""type": "object""#, "string"),
    ])
    func aTypeThatThePageDoesNotNameIsTheSchemas(stated: String, schema: String, type: String) throws {
        let (field, warnings) = try Self.field(request: "a | \(stated) | 是 | b", "{\"name\": \"a\", \(schema)}")
        #expect(field.type.spelling == type && !warnings.contains { $0.code == "witnesses-disagree" })
    }

    @Test func requiredTokensAndParametersAreTakenIfThePageLacksThem() throws {
        let document = RowsTests.document(
            request: "a | string | b", ruler: "--- | --- | ---", header: "名称 | 类型 | 描述")
        let schema = Self.schema(
            request: #"{"name": "a", "type": "string", "required": true}"#,
            tokens: #""tenant_access_token", "user_access_token", "other""#)
        let spec = try #require(Self.plan(document, schema).specs.first?.spec)
        #expect(spec.request?.fields?.first?.required == true && spec.accessTokens == [.tenant, .user])
    }

    @Test func theNameOfAnObjectIsTheTypeName() throws {
        let row = "a | object | 是 | b\nc | string | 是 | d"
        let (field, _) = try Self.field(
            request: row,
            #"{"name": "a", "type": "object", "objectName": "Thing", "properties": [{"name": "c", "type": "string"}]}"#)
        #expect(field.typeName == "Thing" && field.fields?.map(\.name) == ["c"])
    }

    // MARK: Places

    @Test func theSchemaProvesPlacesOfAFlattenedTable() throws {
        let rows = "a | x | 是 | b\nc | y | 是 | d\ne | string | 否 | f\ng | string | 否 | h"
        let document = RowsTests.document(request: rows)
        let leaf = { (name: String) in "{\"name\": \"\(name)\", \"type\": \"string\"}" }
        let object = { (name: String, members: String) in
            "{\"name\": \"\(name)\", \"type\": \"object\", \"properties\": [\(members)]}"
        }
        for (schema, tree) in [
            (object("a", object("c", leaf("e")) + ", " + leaf("g")), ["a", "a.c", "a.c.e", "a.g"]),
            (object("a", object("c", leaf("e") + ", " + leaf("g"))), ["a", "a.c", "a.c.e", "a.c.g"]),
            (object("a", object("c", leaf("e"))) + ", " + leaf("g"), ["a", "a.c", "a.c.e", "g"]),
        ] {
            let spec = try #require(Self.plan(document, Self.schema(request: schema)).specs.first?.spec)
            #expect(spec.fields(in: .request).map { $0.address.names.joined(separator: ".") } == tree)
            #expect(spec.fields(in: .request).allSatisfy { $0.field.placement == nil })
        }
    }

    @Test func placesThatTheSchemaDoesNotStateStayAsAPersonLeftThem() throws {
        let document = RowsTests.document(
            request: "a | x | 是 | b\nc | y | 是 | d\ne | string | 否 | f\ng | string | 否 | h")
        let first = try #require(Self.plan(document, "{").specs.first)
        var confirmed = first.spec
        confirmed.transformFields { field, _ in field.placement = nil }
        let existing = try SpecFile(SourceFile(path: first.path, text: confirmed.canonicalText))
        for schema in [#"{"name": "a", "type": "object"}"#, ""] {
            let spec = try #require(
                Self.plan(document, Self.schema(request: schema), existing: [existing]).specs.first?.spec)
            #expect(spec.fields(in: .request).map(\.address) == existing.spec.fields(in: .request).map(\.address))
            #expect(spec.fields(in: .request).allSatisfy { $0.field.placement == nil })
        }
    }

    @Test(arguments: [
        ("a | string | 是 | b\nc | string | 是 | d", #"{"name": "a", "type": "string"}"#, #"{"a": {"c": "1"}}"#),
        (
            "a | object | 是 | b\nc | string | 是 | d",
            #"{"name": "a", "type": "object", "properties": [{"name": "c", "type": "string"}]}"#,
            #"{"a": {"ou_7d8a6e6df7621556": [{"c": "1"}], "ou_7d8a6e6df7621557": []}}"#
        ),
    ])
    func aSchemaDoesNotTakeTheShapeOfAField(rows: String, schema: String, sample: String) throws {
        let document = RowsTests.document(request: rows, samples: "```json\n\(sample)\n```")
        let plan = Self.plan(document, Self.schema(request: schema))
        #expect(plan.errors.isEmpty && plan.specs.count == 1, "\(plan.errors.map(\.message))")
    }

    // MARK: Disagreement

    @Test(arguments: [
        (
            "a | string | 是 | b", #"{"name": "a", "type": "integer"}"#,
            "\"request.a\" is string: the page says string, the schema says int"
        ),
        (
            "a | string | 是 | b", #"{"name": "a", "type": "string", "required": false}"#,
            "\"request.a\" is required: the page says required, the schema says optional"
        ),
        (
            "a | string | 是 | b", #"{"name": "a", "type": "string"}, {"name": "z", "type": "string"}"#,
            "\"request.z\": the page has no such row, the schema has one"
        ),
        (
            "a | string | 是 | b", #"{"name": "z", "type": "string"}"#,
            "\"request.z\": the page has no such row, the schema has one"
        ),
        (
            "a | int | 是 | b<br>**可选值有**：<br>- 1：甲<br>- 2：乙",
            #"{"name": "a", "type": "integer", "options": [{"name": "A", "value": "1"}]}"#,
            "\"request.a\" lists \"1\", \"2\": the page says \"1\", \"2\", the schema says \"1\""
        ),
    ])
    func thePageStaysAndTheDisagreementIsShown(row: String, schema: String, message: String) throws {
        let (field, warnings) = try Self.field(request: row, schema)
        let disagreement = try #require(warnings.first { $0.code == "witnesses-disagree" })
        #expect(disagreement.message.hasPrefix(message), "\(disagreement.message)")
        #expect(field.name == "a" && field.required == true)
    }

    @Test func thePageAndTheSchemaOutvoteASample() throws {
        let (field, warnings) = try Self.field(
            request: #"a | int\[\] | 是 | b"#, #"{"name": "a", "type": "array", "items": {"type": "integer"}}"#,
            samples: #"{"a": [[1]]}"#)
        #expect(field.type == .init(.int, dimensions: 1))
        #expect(warnings.contains { $0.code == "witnesses-disagree" && $0.message.contains("samples show int[][]") })
    }

    @Test(arguments: [
        ("foreign-schema", #"{"httpMethod": "GET", "path": "/open-apis/demo/v1/things"}"#),
        ("foreign-schema", #"{"httpMethod": "POST", "path": "/open-apis/demo/v1/others"}"#), ("unread-schema", "[]"),
        ("unread-schema", "{"),
    ])
    func aSchemaOfSomethingElseIsReportedAndNotUsed(code: String, schema: String) throws {
        let document = RowsTests.document(request: "a | string | 是 | b")
        let plan = Self.plan(document, schema)
        #expect(plan.warnings.map(\.code) == [code])
        #expect(
            plan.specs.first?.spec
                == ImportPipeline.plan(
                    documents: [Document(source: SourceFile(path: "a.md", text: document), path: "a.md")]).specs.first?
                .spec)
    }

    // MARK: Names that callers know

    private static let listed = "a | int | 是 | 状态<br>**可选值有**：<br>- 1：成功<br>- 2：失败"
    private static let keyed =
        #"{"name": "a", "type": "integer", "options": [{"name": "Won", "value": "1"}, {"name": "Lost", "value": "2"}]}"#

    @Test func aNameStaysWhenAKeyArrivesUnlessRenamingIsAskedFor() throws {
        let document = RowsTests.document(request: Self.listed)
        let first = try #require(Self.plan(document, "").specs.first)
        let names = first.spec.request?.fields?.first?.values?.map(\.name)
        let existing = [first.file]
        let values = { (options: ImportOptions) in
            Self.plan(document, Self.schema(request: Self.keyed), existing: existing, options: options)
                .specs.first?.spec.request?.fields?.first?.values
        }
        #expect(
            values(ImportOptions())?.map(\.name) == names && values(ImportOptions())?.map(\.key) == ["Won", "Lost"])
        #expect(values(ImportOptions(renamesDerived: true))?.map(\.name) == ["won", "lost"])
    }

    @Test func aKeyIsNotLostWithTheSchema() throws {
        let document = RowsTests.document(request: Self.listed)
        let first = try #require(Self.plan(document, Self.schema(request: Self.keyed)).specs.first)
        let again = Self.plan(document, "{", existing: [first.file]).specs.first?.spec
        #expect(again?.request?.fields?.first?.values?.map(\.key) == ["Won", "Lost"])
    }
}
