import Foundation
import Testing

@testable import feishu_codegen

/// The commands treat events like endpoints.
@Suite struct EventCommandTests {
    private static let document = """
        ---
        source_url: https://example.com/created
        ---
        # 考试创建

        ## 事件
        名称 | 值
        ---|---
        事件类型 | demo.exam.created_v1
        支持的应用类型 | 自建应用

        ### 事件体
        名称 | 类型 | 描述
        --- | --- | ---
        schema | string | 事件模式
        header | event_header | 事件头
        event | \\- | \\-
        owner | Owner | 人
        id | string | 标识
        remark | string | 备注
        """

    private static let path = "specs/demo/v1/events/exam.created.json"

    private static func workspace() throws -> Workspace {
        let workspace = try Workspace(in: Workspace.here)
        try workspace.write(document, to: "specs/documents/event.md")
        try workspace.write(ImportTests.document(), to: "specs/documents/endpoint.md")
        let run = workspace.run("import")
        #expect(run.status == .done, "\(run.errors)")
        return workspace
    }

    private static func run(_ arguments: String..., in workspace: Workspace) -> Workspace.Run {
        Workspace.run(
            arguments + ["--specs", workspace.folder.appendingPathComponent("specs").path],
            relativeTo: workspace.folder)
    }

    @Test func anEventIsImportedGeneratedAndChecked() throws {
        let workspace = try Self.workspace()
        defer { workspace.remove() }
        #expect(workspace.read(Self.path)?.contains("\"eventType\": \"demo.exam.created_v1\"") == true)
        #expect(workspace.read("specs/event.schema.json") != nil)
        let run = workspace.run("generate")
        #expect(run.output.contains("Generated 1 endpoint and 1 event into out"), "\(run.errors)")
        #expect(
            workspace.read("out/Demo/V1/Demo.V1.Exam.Created.swift")?.contains("struct Created: FeishuEvent") == true)
        #expect(workspace.run("check").status == .done && Self.run("validate", in: workspace).status == .done)
        #expect(workspace.run("import").output.contains("0 changed, 2 unchanged"))
    }

    @Test func anEventIsListedShownReportedAndExported() throws {
        let workspace = try Self.workspace()
        defer { workspace.remove() }
        let list = Self.run("list", in: workspace).output
        #expect(list.contains("EVENT  demo.exam.created_v1") && list.hasSuffix("1 endpoint and 1 event."))
        let show = Self.run("show", "demo.v1.exam.created", in: workspace).output
        #expect(show.contains("event demo.exam.created_v1, envelope 2.0") && show.contains("event.owner.id (string"))
        #expect(show.contains("receiver.on(Feishu.Demo.V1.Exam.Created.self) { event, context in }"))
        let report = workspace.folder.appendingPathComponent("report.html").path
        #expect(Self.run("report", "--output", report, in: workspace).output.hasPrefix("Wrote 1 endpoint and 1 event"))
        #expect(workspace.read("report.html")?.contains("demo.exam.created_v1") == true)
        #expect(Self.run("export", "openapi", in: workspace).output.contains("\"webhooks\": {"))
    }

    @Test func anAppWithEventsAloneGeneratesNoEndpoint() throws {
        let workspace = try Self.workspace()
        defer { workspace.remove() }
        let run = workspace.run("generate", "--only", "demo.v1.exam.created")
        #expect(run.output.contains("Generated 1 event into out"))
        #expect(workspace.read("out/Demo/V1/Demo.V1.Thing.Patch.swift") == nil)
        #expect(workspace.read("out/Feishu+Endpoints.swift")?.contains("@_exported import FeishuRuntime") == true)
    }

    @Test func placesAndFactsOfAnEventAreSettled() throws {
        let workspace = try Self.workspace()
        defer { workspace.remove() }
        #expect(workspace.read(Self.path)?.contains("assumed") == true)
        let placed = Self.run("place", "demo.v1.exam.created", "event", "--confirm", "--recursive", in: workspace)
        #expect(placed.status == .done && workspace.read(Self.path)?.contains("assumed") == false, "\(placed.errors)")
        let corrected = Self.run(
            "correct", "demo.v1.exam.created", "event.owner.id", "--type", "int", "--reason", "r", in: workspace)
        #expect(corrected.output.contains("breaking: event.owner.id: the type is int instead of string (corrected: r)"))
        #expect(workspace.run("import").output.contains("0 changed, 2 unchanged"))
    }

    @Test func aChangedEventIsInTheDiff() throws {
        let workspace = try Self.workspace()
        defer { workspace.remove() }
        let specs = workspace.folder.appendingPathComponent("specs").path
        let old = workspace.folder.appendingPathComponent("old").path
        try FileManager.default.copyItem(atPath: specs, toPath: old)
        try workspace.write(
            Self.document.replacing("remark | string", with: "remark | int"), to: "specs/documents/event.md")
        #expect(workspace.run("import").status == .done)
        let diff = Workspace.run(["diff", old, specs])
        #expect(diff.output.contains("remark: the type is int instead of string"), "\(diff.output)")
    }

    @Test(arguments: [
        ["--method", "GET"], ["--envelope", "flat"], ["--error", "7=400"], ["--path", "/a"],
        ["response", "--type", "int"],
    ])
    func anEventHasNoFactsOfEndpoints(arguments: [String]) throws {
        let workspace = try Self.workspace()
        defer { workspace.remove() }
        let run = Workspace.run(
            ["correct", "demo.v1.exam.created"] + arguments
                + ["--reason", "r", "--specs", workspace.folder.appendingPathComponent("specs").path],
            relativeTo: workspace.folder)
        #expect(run.status == .problems && run.errors.contains("is an event, which has no"), "\(run.errors)")
    }

    @Test func anEventThatChangesItsTypeKeepsItsSpec() throws {
        let workspace = try Self.workspace()
        defer { workspace.remove() }
        _ = Self.run(
            "correct", "demo.v1.exam.created", "event.owner.id", "--type", "int", "--reason", "r", in: workspace)
        try workspace.write(Self.document.replacing("created_v1", with: "made_v1"), to: "specs/documents/event.md")
        #expect(workspace.run("import").status == .done)
        let spec = workspace.read(Self.path)
        #expect(
            spec?.contains(#""eventType": "demo.exam.made_v1""#) == true && spec?.contains(#""reason": "r""#) == true)
    }

    @Test func aPageOfAnEventThatBecomesAnEndpointIsAnotherSpec() throws {
        let workspace = try Self.workspace()
        defer { workspace.remove() }
        let specs = workspace.folder.appendingPathComponent("specs").path
        let old = workspace.folder.appendingPathComponent("old").path
        try FileManager.default.copyItem(atPath: specs, toPath: old)
        let endpoint = ImportTests.document().replacing("/things/", with: "/exams/")
        try workspace.write(
            "---\nsource_url: https://example.com/created\n---\n" + endpoint, to: "specs/documents/event.md")
        let run = workspace.run("import")
        #expect(run.errors.contains("no longer exists or describes another event"), "\(run.errors)")
        #expect(workspace.read(Self.path)?.contains("\"eventType\"") == true)
        #expect(workspace.run("import", "--prune").status == .done && workspace.read(Self.path) == nil)
        let diff = Workspace.run(["diff", old, specs]).output
        #expect(diff.contains("breaking: the event was removed") && diff.contains("the endpoint is new"), "\(diff)")
    }

    @Test func twoDocumentsOfAnEventAreOneSpec() throws {
        let workspace = try Self.workspace()
        defer { workspace.remove() }
        try workspace.write(
            Self.document.replacing("example.com/created", with: "example.com/other"), to: "specs/documents/other.md")
        let run = workspace.run("import")
        #expect(run.errors.contains("which describes the same event and is not older"), "\(run.errors)")
    }
}
