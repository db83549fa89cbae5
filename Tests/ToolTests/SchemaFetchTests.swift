import Foundation
import LoopbackPlatform
import SourceText
import Testing

@testable import feishu_codegen

/// The platform's schema comes with a page, is stored beside it, and adds to its spec.
@Suite struct SchemaFetchTests {
    private static let page = FetchTests.thing
    private static let document = "specs/documents/demo-v1.thing.get.md"
    private static let schemaFile = "specs/documents/demo-v1.thing.get.schema.json"

    private static func withWorkspace(_ body: (Workspace, LoopbackPortal) async throws -> Void) async throws {
        let workspace = try Workspace(in: Workspace.here)
        defer { workspace.remove() }
        let portal = try FetchTests.portal()
        portal[page]?.content = LoopbackPortal.document(
            "thing.get", path: "/demo/v1/thing", fields: [(0, "count", "int")])
        try await body(workspace, portal)
    }

    private static func schema(
        path: String = "/open-apis/demo/v1/thing",
        count: String = #"{"type": "integer", "format": "int64", "name": "count"}"#
    ) -> String {
        """
        {"httpMethod": "GET", "path": "\(path)", "responses": {"200": {"content": {"application/json": {"schema": {"type": "object",
        "properties": [{"name": "code", "type": "integer"}, {"name": "msg", "type": "string"},
        {"name": "data", "type": "object", "properties": [\(count)]}]}}}}}}
        """
    }

    @Test func theSchemaIsStoredBesideTheDocument() async throws {
        try await Self.withWorkspace { workspace, portal async throws in
            portal[Self.page]?.schema = Self.schema()
            let run = await FetchTests.run(["update", Self.page], in: workspace, portal)
            #expect(run.status == .done && run.errors == "" && portal.requests() == [Self.page])
            #expect(!run.output.contains("no schema"))
            let stored = try #require(workspace.read(Self.schemaFile))
            #expect(stored == (try JSON(parsing: SourceFile(path: "", text: Self.schema()))).indented + "\n")
            #expect(workspace.read(Self.document)?.contains("\nschema: demo-v1.thing.get.schema.json\n") == true)
            #expect(workspace.read("specs/demo/v1/thing.get.json")?.contains("\"format\": \"int64\"") == true)
        }
    }

    @Test func aSchemaIsWrittenOnlyIfItChanged() async throws {
        try await Self.withWorkspace { workspace, portal async throws in
            portal[Self.page]?.schema = Self.schema()
            _ = await FetchTests.run(["update", Self.page], in: workspace, portal)
            let again = await FetchTests.run(["update", Self.page], in: workspace, portal)
            #expect(again.output.contains("0 new, 0 changed, 1 unchanged"))
            portal[Self.page]?.schema = Self.schema().replacing("int64", with: "int32")
            let changed = await FetchTests.run(["update", Self.page], in: workspace, portal)
            #expect(changed.output.contains("0 new, 1 changed, 0 unchanged"))
            #expect(workspace.read("specs/demo/v1/thing.get.json")?.contains("\"format\": \"int32\"") == true)
        }
    }

    @Test func aSchemaThatThePortalLeavesOutStays() async throws {
        try await Self.withWorkspace { workspace, portal async throws in
            portal[Self.page]?.schema = Self.schema()
            _ = await FetchTests.run(["update", Self.page], in: workspace, portal)
            let before = try workspace.snapshot(of: "specs")
            portal[Self.page]?.schema = nil
            let run = await FetchTests.run(["update", Self.page], in: workspace, portal)
            #expect(run.status == .done && run.output.contains("no usable schema for 1 fetched document"))
            #expect(try workspace.snapshot(of: "specs") == before)
        }
    }

    private static let damaged = [
        "null", "[]", "1", "\"text\"", "{}", #"{"httpMethod": 1, "path": []}"#, #"{"httpMethod": "GET"}"#,
        schema(path: "/open-apis/demo/v1/other"), schema().replacing("GET", with: "POST"),
        schema().replacing("{\"200\"", with: "[{\"200\"").replacing("}}}}}}", with: "}}}}}]}"), schema(count: "null"),
        schema(count: "1, [], \"x\""),
        schema(count: #"{"name": 5, "type": "integer"}"#), schema(count: #"{"name": "count", "type": ["integer"]}"#),
        schema(count: #"{"name": "count", "type": "array", "items": []}"#),
        schema(count: #"{"name": "count", "type": "array", "items": {"type": "array", "items": null}}"#),
        schema(count: #"{"name": "count", "options": {"a": 1}}"#),
        schema(count: #"{"name": "count", "type": "object", "properties": {"a": 1}}"#),
        schema(
            count: #"{"name": "count", "type": "object", "properties": [{"name": "count", "properties": "count"}]}"#),
        schema().replacing("\"200\"", with: "\"default\""),
        #"{"httpMethod": "GET", "path": "/open-apis/demo/v1/thing", "responses": [], "parameters": {"a": 1}, "security": 1}"#,
        schema(
            count: String(repeating: #"{"name": "count", "type": "object", "properties": ["#, count: 1_000)
                + String(repeating: "]}", count: 1_000)),
    ]

    /// A good schema is worth more than a damaged one.
    @Test(
        arguments: damaged.prefix(9) + [
            #"{"httpMethod": "GET", "path": "/open-apis/demo/v1/thing", "responses": []}"#,
            schema().replacing("\"200\"", with: "\"default\""),
        ])
    func aDamagedSchemaDoesNotReplaceAGoodOne(schema: String) async throws {
        try await Self.withWorkspace { workspace, portal async throws in
            portal[Self.page]?.schema = Self.schema()
            _ = await FetchTests.run(["update", Self.page], in: workspace, portal)
            let before = try workspace.snapshot(of: "specs")
            portal[Self.page]?.schema = schema
            let run = await FetchTests.run(["update", Self.page], in: workspace, portal)
            #expect(run.status == .done && run.output.contains("no usable schema"), "\(run.output)")
            #expect(try workspace.snapshot(of: "specs") == before)
        }
    }

    /// The page says all that it says without the schema.
    @Test(arguments: damaged) func aDamagedSchemaTakesNothingFromThePage(schema: String) async throws {
        try await Self.withWorkspace { workspace, portal async throws in
            _ = await FetchTests.run(["update", Self.page], in: workspace, portal)
            let spec = workspace.read("specs/demo/v1/thing.get.json")
            portal[Self.page]?.schema = schema
            let run = await FetchTests.run(["update", Self.page], in: workspace, portal)
            #expect(run.status == .done, "\(run.errors)")
            #expect(workspace.read("specs/demo/v1/thing.get.json") == spec, "\(run.errors)")
            // What the portal sent can stay beside the document, but the next import accepts it as well.
            let again = Workspace.run(
                ["import", "--specs", workspace.folder.appendingPathComponent("specs").path],
                relativeTo: workspace.folder)
            #expect(again.status == .done && workspace.read("specs/demo/v1/thing.get.json") == spec)
        }
    }
}
