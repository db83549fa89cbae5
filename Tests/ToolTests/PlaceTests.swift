import Foundation
import Testing

@testable import feishu_codegen

/// `place` does what a person would do in the JSON, and later imports respect it.
@Suite struct PlaceTests {
    private static let path = "specs/demo/v1/box.get.json"

    /// A spec in which the place of `remark` below `owner` is assumed.
    private static func workspace() throws -> Workspace {
        let workspace = try Workspace(in: Workspace.here)
        try workspace.write(SupersededPageTests.flattened, to: "specs/documents/mine.md")
        #expect(workspace.run("import").status == .done)
        return workspace
    }

    private static func place(_ arguments: String..., in workspace: Workspace) -> Workspace.Run {
        Workspace.run(
            ["place", "demo.v1.box.get"] + arguments + [
                "--specs", workspace.folder.appendingPathComponent("specs").path,
            ],
            relativeTo: workspace.folder)
    }

    @Test(arguments: ["response", "response.data"])
    func aFieldIsMovedAndStaysThere(target: String) throws {
        let workspace = try Self.workspace()
        defer { workspace.remove() }
        let run = Self.place("response.owner.remark", "--under", target, in: workspace)
        #expect(
            run.status == .done && run.output == "Changed \(Self.path): response.owner.remark moved under \(target).")
        let spec = try #require(workspace.read(Self.path))
        #expect(
            spec.contains(
                "\n      {\n        \"name\": \"remark\",\n        \"type\": \"string\",\n        \"description\": \"备注\"\n"
            ))
        let again = workspace.run("import")
        #expect(again.status == .done && workspace.read(Self.path) == spec)
        #expect(!again.errors.contains("\"remark\" is placed"))
    }

    @Test func aPlaceIsConfirmed() throws {
        let workspace = try Self.workspace()
        defer { workspace.remove() }
        #expect(
            Self.place("response.data.owner.remark", "--confirm", "--dry-run", in: workspace).output.hasPrefix("Would"))
        #expect(workspace.read(Self.path)?.contains("assumed") == true)
        #expect(Self.place("response.data.owner.remark", "--confirm", in: workspace).status == .done)
        #expect(workspace.run("import").errors.contains("\"remark\" is placed") == false)
    }

    /// Many places are confirmed by one command.
    @Test(arguments: [
        ["response.owner", "--recursive"], ["response", "--recursive"], ["response.data", "--recursive"],
        ["response.owner.*"], ["response.data.owner.r*"], ["*"], ["*.remark"],
    ])
    func aPatternConfirmsAllPlaces(arguments: [String]) throws {
        let workspace = try Self.workspace()
        defer { workspace.remove() }
        let specs = workspace.folder.appendingPathComponent("specs").path
        let run = Workspace.run(
            ["place", "demo.v1.*"] + arguments + ["--confirm", "--specs", specs], relativeTo: workspace.folder)
        #expect(run.output.hasPrefix("Changed \(Self.path): placement") && run.output.contains("response.owner.remark"))
        #expect(workspace.read(Self.path)?.contains("assumed") == false)
        #expect(workspace.run("import").output.contains("0 changed, 1 unchanged"))
        let again = Workspace.run(["place", "demo.v1.box.get"] + arguments + ["--confirm", "--specs", specs])
        #expect(again.status == .problems && again.errors.contains("has an assumed placement [wrong-place]"))
    }

    @Test(arguments: [
        (["response.owner.remrk", "--confirm", "--recursive"], "did you mean \"remark\"?"),
        (["response.owner.remark", "--under", "response", "--recursive"], "--recursive requires --confirm"),
        (["response.owner.remrk", "--confirm"], "response.owner has no field \"remrk\"; did you mean \"remark\"?"),
        (["response.owner.remrk", "--confirm"], "note: existing fields: id, size, remark"),
        (
            ["body.remark", "--confirm"],
            "expected one of header, path, query, request, response at the start of the address"
        ),
        (["response.owner.id", "--confirm"], "the placement of the field is not assumed"),
        (["response.owner", "--under", "response.owner.id"], "cannot move a field into itself"),
        (["response.owner.remark", "--under", "response.owner.id"], "has the type string, which cannot have fields"),
        (["response.owner.remark", "--under", "response.owner"], "use --confirm to confirm the placement"),
        (["response.owner.remark", "--under", "request"], "cannot move a field to another body"),
        (["response.owner.remark"], "either --under FIELD or --confirm"),
        (
            ["response.owner.remark", "--under", "response", "--confirm"],
            "--under and --confirm are mutually exclusive"
        ),
        (["response.owner.size", "--under", "response.owner.id.x"], "response.owner.id has no field"),
    ])
    func whatCannotBeIsRefused(arguments: [String], message: String) throws {
        let workspace = try Self.workspace()
        defer { workspace.remove() }
        let before = workspace.read(Self.path)
        let run = Workspace.run(
            ["place", "demo.v1.box.get"] + arguments + [
                "--specs", workspace.folder.appendingPathComponent("specs").path,
            ])
        #expect(run.status != .done && run.errors.contains(message), "\(run.errors)")
        #expect(workspace.read(Self.path) == before)
    }

    /// Names repeat: a document lists `url` on two levels, and what follows it.
    private static let repeated = SupersededPageTests.flattened.replacing(
        """
        owner | owner | 主人
        id | string | ID
        size | int | 大小
        remark | string | 备注
        """,
        with: """
            users | user[] | 用户
            url | string | 地址
            chats | chat[] | 群
            url | string | 地址
            name | string | 名称
            remark | string | 备注
            """)

    /// Whatever a person settles stays, and the spec is what import would write.
    @Test(arguments: [
        ("response.chats.url", "response"), ("response.chats.name", "response"), ("response.chats.remark", "response"),
    ])
    func aSettledPlaceSurvivesImports(field: String, target: String) throws {
        let workspace = try Workspace(in: Workspace.here)
        defer { workspace.remove() }
        try workspace.write(Self.repeated, to: "specs/documents/mine.md")
        #expect(workspace.run("import").status == .done)
        let run = Self.place(field, "--under", target, in: workspace)
        guard run.status == .done else {
            // It is refused where the document shows another place, and nothing changes.
            #expect(run.errors.contains("[wrong-place]"), "\(run.errors)")
            return
        }
        let spec = workspace.read(Self.path)
        #expect(workspace.run("import").output.contains("0 changed, 1 unchanged") && workspace.read(Self.path) == spec)
    }

    /// What comes after a field in the document cannot stay in a field that has ended.
    @Test func whatFollowsMovesAlong() throws {
        let workspace = try Self.workspace()
        defer { workspace.remove() }
        let run = Self.place("response.owner.size", "--under", "response", in: workspace)
        #expect(run.status == .done, "\(run.errors)")
        let spec = try #require(workspace.read(Self.path))
        #expect(
            spec.contains("\n      {\n        \"name\": \"size\",")
                && spec.contains("\n      {\n        \"name\": \"remark\","))
    }
}
