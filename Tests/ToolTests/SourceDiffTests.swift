import Foundation
import RepositoryFiles
import Testing

@testable import feishu_codegen

/// What `diff` says about callers' source, and what the compiler says about the same source.
@Suite struct SourceDiffTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        /// The specs before and after, in pairs.
        let old: [String]
        let new: [String]
        /// Source that uses the generated code and compiles with the old specs.
        let source: String
        /// What `diff` says about it; empty where the source also compiles with the new specs.
        let changes: [String]
        /// Whether the change of the spec itself says what breaks.
        var isRename = false
    }

    private static func parameter(_ type: String) -> String {
        #"{"name": "id", "type": "\#(type)", "required": true}, "#
    }
    private static let paging = #"{"name": "page_token", "type": "string"}"#
    private static let page = """
        {"name": "items", "type": "object[]", "fields": [\(name)]}, {"name": "page_token", "type": "string"},
        {"name": "has_more", "type": "boolean"}
        """

    private static func spec(
        _ operation: String, parameters: String = "", errors: String = "",
        fields: String = #"{"name": "kind", "type": "int", "values": [{"value": 1, "name": "big"}]}"#
    ) -> String {
        """
        {"id": "demo.v1.thing.\(operation)", "title": "Thing", "document": {"url": "https://example.com/\(operation)"},
         "method": "GET", "path": "/open-apis/demo/v1/\(operation)", "queryParameters": [\(parameters)], "errors": [\(errors)],
         "response": {"envelope": "data", "type": "object", "fields": [\(fields)]}}
        """
    }

    private static let name = #"{"name": "name", "type": "string"}"#
    private static let otherKind = #"{"name": "kind", "type": "int", "values": [{"value": 2, "name": "small"}]}"#

    static let cases = [
        Case(
            testDescription: "a removed field", old: [spec("get", fields: name)],
            new: [spec("get", fields: #"{"name": "id", "type": "int"}"#)],
            source: "func use(_ response: Feishu.Demo.V1.Thing.Get.Response) -> String? { response.name }",
            changes: ["`Get.Response.name` was removed"]),
        Case(
            testDescription: "a field of another type", old: [spec("get", fields: name)],
            new: [spec("get", fields: #"{"name": "name", "type": "int"}"#)],
            source: "func use(_ response: Feishu.Demo.V1.Thing.Get.Response) -> String? { response.name }",
            changes: ["`Get.Response.name` is `Int?` instead of `String?`"]),
        Case(
            testDescription: "a required parameter", old: [spec("get")],
            new: [spec("get", parameters: #"{"name": "id", "type": "string", "required": true}"#)],
            source: "func use(_ client: FeishuClient) async throws { _ = try await client.demo.v1.thing.get() }",
            changes: ["`get` takes (id: String) instead of ()"]),
        Case(
            testDescription: "an optional parameter", old: [spec("get")],
            new: [spec("get", parameters: #"{"name": "id", "type": "string"}"#)],
            source: "func use(_ client: FeishuClient) async throws { _ = try await client.demo.v1.thing.get() }",
            changes: []),
        Case(
            testDescription: "a renamed value", old: [spec("get")],
            new: [spec("get", fields: #"{"name": "kind", "type": "int", "values": [{"value": 1, "name": "large"}]}"#)],
            source: "let kind = Feishu.Demo.V1.Thing.Get.Kind.big", changes: ["`Get.Kind.big` was removed"]),
        Case(
            testDescription: "a type that becomes shared", old: [spec("get"), spec("list", fields: otherKind)],
            new: [spec("get"), spec("list")],
            source: """
                extension Feishu.Demo.V1.Thing.Get.Kind { var size: Int { 1 } }
                extension Feishu.Demo.V1.Thing.List.Kind { var size: Int { 2 } }
                """,
            changes: ["`List.Kind.small` was removed"]),
        Case(
            testDescription: "a further endpoint with the same type", old: [spec("get")],
            new: [spec("get"), spec("list")],
            source: "extension Feishu.Demo.V1.Thing.Get.Kind { var size: Int { 1 } }", changes: []),
        Case(
            testDescription: "a parameter that is no longer required",
            old: [spec("get", parameters: #"{"name": "id", "type": "string", "required": true}"#)],
            new: [spec("get", parameters: #"{"name": "id", "type": "string"}"#)],
            source: "func use(_ call: Feishu.Demo.V1.Thing.Get) -> String { call.id }",
            changes: ["`Get.id` is `String?` instead of `String`"]),
        Case(
            testDescription: "a renamed parameter",
            old: [spec("get", parameters: #"{"name": "id", "type": "string", "required": true}"#)],
            new: [spec("get", parameters: #"{"name": "key", "type": "string", "required": true}"#)],
            source:
                "func use(_ client: FeishuClient) async throws { _ = try await client.demo.v1.thing.get(id: \"1\") }",
            changes: [], isRename: true),
        Case(
            testDescription: "a parameter of another type in all functions of a list",
            old: [spec("list", parameters: parameter("string") + paging, fields: page)],
            new: [spec("list", parameters: parameter("int") + paging, fields: page)],
            source:
                "func use(_ client: FeishuClient) async throws { _ = try await client.demo.v1.thing.list(id: \"1\") }",
            changes: [
                "`list`, `listPages`, `listItems` take (id: Int, pageToken: String?) instead of (id: String, pageToken: String?)"
            ]),
        Case(
            testDescription: "an error code that another endpoint still has",
            old: [
                spec("get", errors: #"{"code": 1, "message": "bad thing", "name": "badThing"}"#),
                spec("list", errors: #"{"code": 1, "message": "bad thing", "name": "badThing"}"#),
            ],
            new: [spec("get"), spec("list", errors: #"{"code": 1, "message": "bad thing", "name": "badThing"}"#)],
            source: "let code = FeishuErrorCode.demo.badThing", changes: []),
        Case(
            testDescription: "values of another type", old: [spec("get")],
            new: [
                spec("get", fields: #"{"name": "kind", "type": "string", "values": [{"value": "1", "name": "big"}]}"#)
            ],
            source: "let kind = Feishu.Demo.V1.Thing.Get.Kind(rawValue: 1)",
            changes: ["`Get.Kind.rawValue` is `String` instead of `Int`"]),
        Case(
            testDescription: "a type that is no longer shared", old: [spec("get"), spec("list")],
            new: [spec("get"), spec("list", fields: otherKind)],
            source: """
                func use(_ kind: Feishu.Demo.V1.Thing.Get.Kind) -> Feishu.Demo.V1.Thing.List.Kind { kind }
                """,
            changes: [
                "`Get.Kind` is no longer shared with other endpoints, and was removed from `Types`",
                "`List.Kind.big` was removed",
                "`List.Kind` is no longer shared with other endpoints, and was removed from `Types`",
            ]),
    ]

    @Test(arguments: cases)
    func theSourceThatBreaksIsNamed(example: Case) throws {
        let workspace = try Workspace()
        defer { workspace.remove() }
        for (folder, specs) in [("old", example.old), ("new", example.new)] {
            for (index, spec) in specs.enumerated() { try workspace.write(spec, to: "\(folder)/\(index).json") }
        }
        let paths = ["old", "new"].map { workspace.folder.appendingPathComponent($0).path }
        let lines = Workspace.run(["diff"] + paths, relativeTo: workspace.folder).output.split(separator: "\n")
        #expect(
            lines.filter { $0.contains("breaking: Swift: ") }.map { String($0.trimmingPrefix("  breaking: Swift: ")) }
                == example.changes)

        if example.isRename { #expect(lines.count == 2 && lines[1].contains("; in Swift, "), "\(lines)") }
        let modules = try #require(
            GeneratedModule.builtModules, "the tests do not find the FeishuRuntime that they were built with")
        try workspace.write("import FeishuRuntime\n" + example.source, to: "use.swift")
        #expect(try Self.compiles(workspace, "old", modules))
        #expect(try Self.compiles(workspace, "new", modules) == (example.changes.isEmpty && !example.isRename))
    }

    /// Whether the source compiles together with what a folder of specs gives.
    private static func compiles(_ workspace: Workspace, _ specs: String, _ modules: String) throws -> Bool {
        let folder = workspace.folder
        let output = folder.appendingPathComponent("\(specs)-generated")
        let generated = Workspace.run(
            ["generate", "--specs", folder.appendingPathComponent(specs).path, "--output", output.path],
            relativeTo: folder)
        #expect(generated.status == .done, "\(generated.errors)")
        return try GeneratedModule.compiles(output, with: folder.appendingPathComponent("use.swift"), modules)
    }
}
