import Foundation
import Testing

@testable import feishu_codegen

/// Corrections of parts with annotations: imports keep both, and an undone correction leaves the spec as it was.
@Suite struct UndoneCorrectionTests {
    private static let path = "specs/demo/v1/thing.get.json"
    private static let document = """
        ---
        source_url: https://example.com/doc
        ---
        # 查询

        ## 请求
        名称 | 值
        ---|---
        HTTP URL | https://open.feishu.cn/open-apis/demo/v1/things/:thing_id
        HTTP Method | GET

        ### 路径参数
        名称 | 类型 | 描述
        --- | --- | ---
        thing_id | string | ID

        ## 响应
        ### 响应体
        名称 | 类型 | 描述
        --- | --- | ---
        code | int | 错误码
        msg | string | 错误描述
        group | object | 组
        ∟ name | string | 名称
        ∟ kind | int | 类型 <br>**可选值有**：<br>- 1：成功<br>- 2：失败
        status | int | 状态 <br>**可选值有**：<br>- 1：处理中<br>- 2：成功

        """

    /// The annotations of a spec, by the text before each.
    private static let annotations = [
        (#""description": "名称""#, #","availableWhen": {"field": "kind", "equals": 2}, "swiftName": "fullName""#),
        (#""description": "ID""#, #","swiftName": "identifier""#),
    ]

    private static func workspace() throws -> Workspace {
        let workspace = try Workspace(in: Workspace.here)
        try workspace.write(document, to: "specs/documents/mine.md")
        #expect(workspace.run("import").status == .done)
        var text = try #require(workspace.read(path))
        for (place, annotation) in annotations { text = text.replacing(place, with: place + annotation) }
        let polling = #", "polling": {"until": {"field": "status", "in": [2]}}}"#
        text = String(text.dropLast(2)).replacing(#""name": "succeeded""#, with: #""name": "wellDone""#) + polling
        try workspace.write(text, to: path)
        #expect(workspace.run("import").output.contains("1 changed"))
        return workspace
    }

    private static func correct(_ arguments: [String], in workspace: Workspace) -> Workspace.Run {
        Workspace.run(
            ["correct", "demo.v1.thing.get"] + arguments
                + ["--specs", workspace.folder.appendingPathComponent("specs").path],
            relativeTo: workspace.folder)
    }

    /// Corrections, each followed by an import; the arguments that undo them; and what the corrected spec has.
    @Test(arguments: [
        // A scalar has no fields, and what is not a scalar has no listed values.
        ([["response.group", "--type", "string"]], [["response.group"]], #""swiftName": "fullName""#),
        (
            [["response.group", "--type", "string"], ["response.group", "--type", "int"]], [["response.group"]],
            #""swiftName": "fullName""#
        ),
        ([["response.group.name", "--type", "object"]], [["response.group.name"]], #""equals": 2"#),
        (
            [["response.group.kind", "--type", "string"], ["response.group", "--type", "string"]],
            [["response.group"], ["response.group.kind"]], #""name": "wellDone""#
        ),
        // Values in annotations follow the type of their field.
        ([["response.group.kind", "--type", "string"]], [["response.group.kind"]], #""equals": "2""#),
        (
            [["response.group.kind", "--type", "string"], ["response.group.kind", "--type", "object"]],
            [["response.group.kind"]], #""name": "wellDone""#
        ),
        (
            [["response.status", "--type", "string"], ["response.status", "--type", "string", "--value", "3=over"]],
            [["response.status"]], "\"in\": [\n        \"2\""
        ),
        // A parameter keeps its annotations under another name.
        (
            [
                ["path.thing_id", "--type", "int"], ["--path", "/open-apis/demo/v1/things/:a/:b"], ["--path", "/x/:c"],
            ],
            [[], ["path.thing_id"]], #""swiftName": "identifier""#
        ),
        ([["--path", "/x/:c"], ["--method", "POST"]], [[]], #""swiftName": "identifier""#),
        // The document has no request body.
        (
            [["request.a", "--add", "--type", "object"], ["request.a.b", "--add", "--type", "int"]], [["request.a"]],
            #""name": "b""#
        ),
    ])
    func anUndoneCorrectionLeavesNothing(corrections: [[String]], undone: [[String]], fact: String) throws {
        let workspace = try Self.workspace()
        defer { workspace.remove() }
        let before = workspace.read(Self.path)
        for arguments in corrections {
            let run = Self.correct(arguments + ["--reason", "r"], in: workspace)
            #expect(run.status == .done, "\(run.errors)")
            let imported = workspace.run("import")
            #expect(imported.output.contains("0 changed, 1 unchanged") && imported.errors.isEmpty, "\(imported)")
        }
        #expect(workspace.read(Self.path)?.contains(fact) == true)
        for arguments in undone {
            let run = Self.correct(arguments + ["--undo"], in: workspace)
            #expect(run.status == .done, "\(run.errors)")
        }
        #expect(workspace.read(Self.path) == before)
    }

    @Test func aSpecWithoutADocumentHasNoBodyAfterItsOnlyFieldIsUndone() throws {
        let workspace = try Self.workspace()
        defer { workspace.remove() }
        try FileManager.default.removeItem(at: workspace.folder.appendingPathComponent("specs/documents"))
        let before = workspace.read(Self.path)
        #expect(Self.correct(["request.a", "--add", "--type", "int", "--reason", "r"], in: workspace).status == .done)
        #expect(workspace.read(Self.path)?.contains("\"request\"") == true)
        #expect(Self.correct(["request.a", "--undo"], in: workspace).status == .done)
        #expect(workspace.read(Self.path) == before)
    }
}
