import Foundation
import Testing

@testable import feishu_codegen

/// What `import` does with documents and existing specs.
@Suite struct ImportTests {
    /// The folder of the documents need not exist: `update` creates it.
    @Test(arguments: ["", "specs", "specs/documents"])
    func aPathThroughALinkToTheProjectIsRelativeToIt(existing: String) throws {
        let workspace = try Workspace()
        defer { workspace.remove() }
        try workspace.write("", to: "project/\(existing)/other.md")
        try workspace.link("link", to: "project")
        let (project, link) = (
            workspace.folder.appendingPathComponent("project"), workspace.folder.appendingPathComponent("link")
        )
        for (root, folder) in [(project, link), (link, project)] {
            let path = folder.appendingPathComponent("specs/documents/a.md").path
            #expect(DocumentFiles.path(of: path, from: root) == "specs/documents/a.md")
        }
    }

    static func document(
        limit: String = "5 次/秒", fields: String = "state | int | 是 | 状态  \n**可选值有**：  \n- 1：成功  \n- 2：失败",
        errors: String = "400 | 7 | 参数错误 | 检查"
    ) -> String {
        """
        ---
        title: "修改"
        source_url: https://example.com/doc
        ---
        最后更新于 2024-01-02

        # 修改

        修改一个东西。

        ## 请求
        名称 | 值
        ---|---
        HTTP URL | https://open.feishu.cn/open-apis/demo/v1/things/:thing_id
        HTTP Method | PATCH
        接口频率限制 | [\(limit)](https://example.com/limits)
        支持的应用类型 | 自建应用、商店应用
        权限要求 | 修改(demo:thing)

        ### 路径参数
        名称 | 类型 | 描述
        --- | --- | ---
        thing_id | string | ID

        ### 请求体
        名称 | 类型 | 必填 | 描述
        --- | --- | --- | ---
        \(fields)

        ## 响应
        ### 响应体
        名称 | 类型 | 描述
        --- | --- | ---
        code | int | 错误码
        msg | string | 错误描述

        ### 错误码
        HTTP状态码 | 错误码 | 描述 | 排查建议
        --- | --- | --- | ---
        \(errors)

        """
    }

    static let specPath = "specs/demo/v1/thing.patch.json"

    static func importDocuments(
        _ workspace: Workspace, from folder: String = "specs/documents", _ further: String...
    ) -> Workspace.Run {
        let path = workspace.folder.appendingPathComponent(folder).path
        return further.isEmpty ? workspace.run("import", path) : workspace.run("import", path, further[0])
    }

    /// The documents of this repository give its specs, with the annotations that people added, to the byte.
    @Test func theRepositorysDocumentsGiveItsSpecs() throws {
        let workspace = try Workspace()
        defer { workspace.remove() }
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        try FileManager.default.copyItem(
            at: root.appendingPathComponent("specs"), to: workspace.folder.appendingPathComponent("specs"))
        let result = Self.importDocuments(workspace)
        #expect(result.status == .done)
        #expect(result.output.contains(": 0 specs new, 0 changed, "))
    }

    @Test func aDocumentGivesASpecThatGenerates() throws {
        let workspace = try Workspace()
        defer { workspace.remove() }
        try workspace.write(Self.document(), to: "specs/documents/thing.md")
        #expect(
            Self.importDocuments(workspace).output == """
                Created specs/demo/v1/thing.patch.json: client.demo.v1.thing.patch(thingID:body:)
                Read 1 document with 2 fields into specs: 1 spec new, 0 changed, 0 unchanged; 0 warnings.
                """)
        let spec = try #require(workspace.read(Self.specPath))
        for fact in [
            #""id": "demo.v1.thing.patch""#, #""title": "修改""#, #""summary": "修改一个东西。""#, #""updated": "2024-01-02""#,
            #""seconds": 1"#, #""store""#, #""name": "demo:thing""#,
            #""description": "失败""#, #""code": 7"#,
        ] { #expect(spec.contains(fact), "\(fact)") }
        #expect(workspace.run("generate").status == .done)
        #expect(
            Self.importDocuments(workspace).output
                == "Read 1 document with 2 fields into specs: 0 specs new, 0 changed, 1 unchanged; 0 warnings.")
    }

    @Test func derivedNamesOfValuesStay() throws {
        let workspace = try Workspace()
        defer { workspace.remove() }
        let fields = "state | int | 是 | 状态  \n**可选值有**：  \n- 1：已提交  \n- 2：西红柿"
        try workspace.write(Self.document(fields: fields), to: "specs/documents/thing.md")
        _ = Self.importDocuments(workspace)
        #expect(workspace.read(Self.specPath)?.contains(#""name": "submitted""#) == true)
        #expect(workspace.read(Self.specPath)?.contains(#""name": "value2""#) == false)
        let edited = try #require(workspace.read(Self.specPath)).replacing("submitted", with: "handedIn")
        try workspace.write(edited, to: Self.specPath)
        _ = Self.importDocuments(workspace)
        #expect(workspace.read(Self.specPath) == edited)
        #expect(workspace.run("generate").status == .done)
        #expect(workspace.run("check").status == .done)
        // A value that means something else now keeps its name, which is reported.
        try workspace.write(
            Self.document(fields: fields.replacing("已提交", with: "已拒绝")), to: "specs/documents/thing.md")
        let errors = Self.importDocuments(workspace).errors
        #expect(
            errors.contains(
                "the value 1 of request.state is still named \"handedIn\", but its description is now \"已拒绝\" instead of"
            ))
    }

    /// Documents list some values twice.
    @Test func importingTwiceChangesNothing() throws {
        let workspace = try Workspace()
        defer { workspace.remove() }
        let fields = "state | int | 是 | 状态  \n**可选值有**：  \n- 1：已提交  \n- 1：已取消  \n- 2：已取消"
        try workspace.write(Self.document(fields: fields), to: "specs/documents/thing.md")
        _ = Self.importDocuments(workspace)
        for arguments in [[], ["--rename"]] {
            let run = workspace.run(
                "import", arguments + [workspace.folder.appendingPathComponent("specs/documents").path])
            #expect(run.output.contains("0 changed, 1 unchanged") && !run.output.contains("breaking"), "\(run.output)")
        }
        #expect(workspace.run("generate").status == .done)
    }

    /// A better name breaks the code that uses the old one, so it is adopted only on demand, and never over a person's.
    @Test func betterNamesAreAdoptedOnDemand() throws {
        let workspace = try Workspace()
        defer { workspace.remove() }
        let fields = "state | int | 是 | 状态  \n**可选值有**：  \n- 1：已提交  \n- 2：已完成"
        try workspace.write(Self.document(fields: fields), to: "specs/documents/thing.md")
        _ = Self.importDocuments(workspace)
        let edited = try #require(workspace.read(Self.specPath)).replacing(#""finished""#, with: #""done""#)
        try workspace.write(edited, to: Self.specPath)
        let changed = fields.replacing("已提交", with: "已拒绝").replacing("已完成", with: "已取消")
        try workspace.write(Self.document(fields: changed), to: "specs/documents/thing.md")
        _ = Self.importDocuments(workspace)
        #expect(workspace.read(Self.specPath)?.contains(#""submitted""#) == true)
        try workspace.write(edited, to: Self.specPath)
        let run = Self.importDocuments(workspace, from: "specs/documents", "--rename")
        #expect(
            run.output.contains(
                "breaking: demo.v1.thing.patch: request.state: the value 1 is named \"rejected\" instead of \"submitted\""
            ))
        #expect(!run.output.contains("the value 2"))
        #expect(workspace.read(Self.specPath)?.contains(#""done""#) == true)
    }

    @Test func aDryRunSaysWhatWouldChange() throws {
        let workspace = try Workspace()
        defer { workspace.remove() }
        try workspace.write(Self.document(), to: "specs/documents/thing.md")
        let planned = workspace.run("import", "--dry-run")
        #expect(
            planned.output == """
                Would create specs/demo/v1/thing.patch.json: client.demo.v1.thing.patch(thingID:body:)
                Would read 1 document with 2 fields into specs: 1 spec new, 0 changed, 0 unchanged; 0 warnings.
                """)
        #expect(planned.status == .done && workspace.read(Self.specPath) == nil)
        #expect(workspace.run("import").status == .done)
        try workspace.write(Self.document(limit: "9 次/秒"), to: "specs/documents/thing.md")
        #expect(workspace.run("import", "--dry-run").output.hasPrefix("Would change \(Self.specPath)\n"))
        #expect(workspace.run("import").output.hasPrefix("Changed \(Self.specPath)\n"))
    }

    @Test func strictWritesNothingWhereThereIsAWarning() throws {
        let workspace = try Workspace()
        defer { workspace.remove() }
        try workspace.write(
            Self.document(fields: "a | A | 是 | x\nb | int | 否 | y\nc | int | 否 | z"), to: "specs/documents/thing.md")
        let result = Self.importDocuments(workspace, "--strict")
        #expect(result.status == .problems)
        #expect(
            result.errors.hasPrefix(
                """
                specs/documents/thing.md:30:1: error: assumed placement of "c" in "a": no sample contains "c"; it could also be at the top level [assumed-place]
                    c | int | 否 | z
                    ^^^^^^^^^^^^^^^^
                """))
        #expect(workspace.read(Self.specPath) == nil)
        #expect(Self.importDocuments(workspace).status == .done)
    }

    @Test(arguments: [
        ("# a\n\ntext\n", "1:1: error: expected a table below the heading 请求 or Request"),
        (
            "## 请求\n名称 | 值\n--- | ---\nHTTP Method | GET\n",
            "2:1: error: expected a row \"HTTP URL\" with a URL such as https://open.feishu.cn/open-apis/..."
        ),
        (
            "## 请求\n名称 | 值\n--- | ---\nHTTP URL | https://open.feishu.cn/open-apis/a/v1/b\n",
            "2:1: error: expected a row \"HTTP Method\" with GET, POST, PUT, PATCH or DELETE"
        ),
        (
            "## 请求\n名称 | 值\n--- | ---\nHTTP Method | FETCH\nHTTP URL | https://open.feishu.cn/open-apis/a/v1/b\n",
            "4:1: error: expected a row \"HTTP Method\" with GET, POST, PUT, PATCH or DELETE"
        ),
    ])
    func aDocumentOfNoEndpointIsReported(text: String, reason: String) throws {
        let workspace = try Workspace()
        defer { workspace.remove() }
        try workspace.write(text, to: "specs/documents/thing.md")
        let result = Self.importDocuments(workspace)
        #expect(result.status == .problems)
        #expect(result.errors.hasPrefix("specs/documents/thing.md:\(reason) [no-endpoint]"))
    }

    @Test func ofTwoDocumentsOfOneEndpointTheNewerCounts() throws {
        let workspace = try Workspace()
        defer { workspace.remove() }
        try workspace.write(Self.document(), to: "docs/a.md")
        try workspace.write(
            Self.document(limit: "7 次/秒").replacing("2024-01-02", with: "2025-01-02"), to: "docs/b.md")
        let result = Self.importDocuments(workspace, from: "docs")
        #expect(
            result.errors
                == "docs/a.md: warning: ignored in favor of docs/b.md, which describes the same endpoint and is not older "
                + "[same-endpoint]")
        #expect(try #require(workspace.read(Self.specPath)).contains(#""requests": 7"#))
    }

    @Test func aDocumentOfNoEndpointDoesNotKeepOthersFromBeingImported() throws {
        let workspace = try Workspace()
        defer { workspace.remove() }
        try workspace.write("# Notes\n", to: "docs/notes.md")
        try workspace.write(Self.document(), to: "docs/thing.md")
        let result = Self.importDocuments(workspace, from: "docs")
        #expect(result.status == .problems)
        #expect(result.errors.hasPrefix("docs/notes.md:1:1: error: expected a table below the heading 请求 or Request"))
        #expect(workspace.read(Self.specPath) != nil)
    }

    @Test func endpointsHaveDifferentIDs() throws {
        let workspace = try Workspace()
        defer { workspace.remove() }
        try workspace.write(Self.document(), to: "docs/a.md")
        let other = Self.document().replacing("/things/:thing_id", with: "/thing/:thing_id")
        try workspace.write(other, to: "docs/b.md")
        let result = Self.importDocuments(workspace, from: "docs")
        #expect(
            result.errors == "docs/b.md: warning: the id demo.v1.thing.patch is already used by another endpoint; "
                + "using demo.v1.thing_by_thing_id.patch [taken-id]")
        #expect(workspace.read("specs/demo/v1/thing_by_thing_id.patch.json") != nil)
        #expect(workspace.run("validate").status == .done)
        #expect(Self.importDocuments(workspace, from: "docs").output.contains("0 changed, 2 unchanged; 0 warnings."))
    }

    /// A fact that makes no valid spec is shown where the document states it.
    @Test func anInvalidFactIsShownInTheDocument() throws {
        let workspace = try Workspace()
        defer { workspace.remove() }
        let document = Self.document(fields: "state | int | 是 | 状态  \n**可选值有**：  \n- 1.5：成功  \n- 2：失败")
        try workspace.write(document, to: "docs/thing.md")
        let result = Self.importDocuments(workspace, from: "docs")
        #expect(result.status == .problems)
        #expect(
            result.errors == """
                docs/thing.md:28:1: error: cannot build a valid spec from this document: expected a value of type int, found 1.5 [invalid-spec]
                    state | int | 是 | 状态\u{20}\u{20}
                    ^^^^^^^^^^^^^^^^^^^^^^^^^
                """)
        #expect(workspace.read(Self.specPath) == nil)
    }

    @Test func ofVeryManyWarningsTheFirstAreShownAndAllAreCounted() throws {
        let workspace = try Workspace()
        defer { workspace.remove() }
        let errors = Array(repeating: "400 | 无 | 参数错误 | 检查", count: 29).joined(separator: "\n")
        try workspace.write(Self.document(errors: errors), to: "specs/documents/thing.md")
        let result = Self.importDocuments(workspace)
        #expect(result.output.hasSuffix("; 29 warnings (29 unread-row)."))
        #expect(result.errors.hasSuffix("specs/documents/thing.md: warning: and 9 more warnings"))
        #expect(result.errors.ranges(of: "[unread-row]").count == 20)
        let all = Self.importDocuments(workspace, from: "specs/documents", "--verbose")
        #expect(all.errors.ranges(of: "[unread-row]").count == 29)
    }

    /// The three rows with the most rows below them are named.
    @Test func theAssumedPlacesOfATableAreOneWarning() throws {
        let workspace = try Workspace()
        defer { workspace.remove() }
        let rows = ["a | A | 是 | x"] + (0..<9).map { "c\($0) | int | 否 | z" } + ["d | D | 否 | z", "e | int | 否 | z"]
        try workspace.write(Self.document(fields: rows.joined(separator: "\n")), to: "specs/documents/thing.md")
        let result = Self.importDocuments(workspace)
        #expect(result.output.hasSuffix("; 1 warning (1 assumed-place)."))
        #expect(
            result.errors.hasPrefix(
                "specs/documents/thing.md:30:1: warning: the placement of 9 rows of this table is assumed [assumed-place]\n"
            ))
        #expect(
            result.errors.hasSuffix(
                "note: to list all of them, run feishu-codegen import --specs specs --verbose specs/documents"))
        #expect(["c1", "c2", "d"].allSatisfy { result.errors.contains("assumed placement of \"\($0)\" ") })
        #expect(result.errors.ranges(of: "note: ").count == 4)
        for option in ["--verbose", "--format=json"] {
            let all = Self.importDocuments(workspace, from: "specs/documents", option)
            #expect(all.errors.ranges(of: "assumed-place").count == 9)
        }
    }

    @Test(arguments: ["specs", "specs/", "./specs//"])
    func aSlashAtTheEndOfAFolderMeansNothing(specs: String) throws {
        let workspace = try Workspace(in: Workspace.here)
        defer { workspace.remove() }
        try workspace.write(Self.document(), to: "specs/documents/thing.md")
        let folder = workspace.folder.path
        for command in ["import", "generate", "check"] {
            let output = command == "import" ? [] : ["--output", "\(folder)/out/"]
            let result = Workspace.run(
                [command, "--specs", "\(folder)/\(specs)"] + output, relativeTo: workspace.folder)
            #expect(result.status == .done, "\(result.errors)")
        }
        #expect(workspace.read(Self.specPath) != nil)
    }

    @Test func whereOneSpecCannotBeWrittenNoneIs() throws {
        let workspace = try Workspace()
        defer { workspace.remove() }
        try workspace.write(
            Self.document().replacing("/demo/v1/", with: "/other/v1/"), to: "specs/documents/a.md")
        try workspace.write(Self.document(), to: "specs/documents/b.md")
        try workspace.write("# Notes\n", to: "specs/documents/c.md")
        // A file is where a folder has to be.
        try workspace.write("a file", to: "specs/demo")
        let before = try workspace.snapshot(of: "specs")
        let result = workspace.run("import")
        #expect(result.status == .problems && result.output == "")
        #expect(
            result.errors.contains("[no-endpoint]") && result.errors.contains("; nothing was changed [unwritable-f"))
        #expect(try workspace.snapshot(of: "specs") == before)
        try FileManager.default.removeItem(at: workspace.folder.appendingPathComponent("specs/demo"))
        #expect(workspace.run("import").output.contains("Read 2 documents with 4 fields into specs: 2 specs new"))
    }
}
