import Testing

@testable import feishu_codegen

/// The output of `diff`.
@Suite struct DiffTests {
    private static func run(_ workspace: Workspace, _ arguments: String...) -> Workspace.Run {
        Workspace.run(
            ["diff"] + arguments.map { $0.hasPrefix("-") || !$0.contains("/") ? $0 : workspace.folder.path + "/" + $0 },
            relativeTo: workspace.folder)
    }

    private static func workspace() throws -> Workspace {
        let workspace = try Workspace()
        let old = Workspace.spec()
        try workspace.write(old, to: "old/a.json")
        try workspace.write(old.replacing("\"name\": \"name\"", with: "\"name\": \"other\""), to: "new/a.json")
        try workspace.write(
            Workspace.spec(id: "demo.v1.more.get").replacing("v1/thing", with: "v1/more"), to: "new/b.json")
        return workspace
    }

    @Test func foldersAreCompared() throws {
        let workspace = try Self.workspace()
        defer { workspace.remove() }
        let result = Self.run(workspace, "old/", "new/")
        #expect(result.status == .problems && result.errors.isEmpty)
        #expect(
            result.output == """
                demo.v1.more.get (Thing)
                  compatible: the endpoint is new
                demo.v1.thing.get (Thing)
                  breaking: response.other: the field is named other instead of name; in Swift, `Get.Response.other` \
                instead of `Get.Response.name`
                """)
    }

    @Test func anEndpointWhosePathChangedIsStillTheOneOfItsDocument() throws {
        let workspace = try Workspace()
        defer { workspace.remove() }
        try workspace.write(Workspace.spec(), to: "old/a.json")
        try workspace.write(Workspace.spec().replacing("v1/thing", with: "v1/things"), to: "new/a.json")
        try workspace.write(
            Workspace.spec(id: "demo.v1.more.get").replacing("v1/thing", with: "v1/more")
                .replacing("https://", with: "https://other."), to: "new/b.json")
        let lines = Self.run(workspace, "old/", "new/").output.split(separator: "\n")
        #expect(lines.count == 4)
        #expect(lines.contains { $0.hasPrefix("  breaking: the path is ") && $0.contains("v1/things instead of ") })
    }

    @Test func aPullRequestGetsMarkdownAndAProgramJSON() throws {
        let workspace = try Self.workspace()
        defer { workspace.remove() }
        #expect(
            Self.run(workspace, "old/a.json", "new/a.json", "--format", "markdown").output == """
                ### `demo.v1.thing.get` Thing

                [Document](https://example.com)

                - **breaking**: response.other: the field is named other instead of name; in Swift, `Get.Response.other` \
                instead of `Get.Response.name`
                """)
        let json = Self.run(workspace, "new/", "old/", "--format=json").output
        #expect(json.contains(#""impact": "breaking""#) && json.contains(#""text": "the endpoint was removed""#))
    }

    @Test func equalFoldersHaveNoChanges() throws {
        let workspace = try Self.workspace()
        defer { workspace.remove() }
        let result = Self.run(workspace, "old/", "old/")
        #expect(result.status == .done && result.output == "No changes for callers.")
    }

    @Test(arguments: [
        (["old/"], "error: diff takes two arguments, OLD and NEW", 64),
        (
            ["old/", "new/", "--format=xml"], "error: unknown format \"xml\"; expected one of text, markdown, json",
            64
        ),
        (["old/", "none/"], "none/: error: no such file, folder or Git revision", 2),
        (["old/", "old/a.json.gz"], "old/a.json.gz: error: no such file, folder or Git revision", 2),
    ])
    func wrongArgumentsAreReported(arguments: [String], error: String, status: Int32) throws {
        let workspace = try Self.workspace()
        defer { workspace.remove() }
        let result = Workspace.run(
            ["diff"] + arguments.map { $0.hasPrefix("-") ? $0 : workspace.folder.path + "/" + $0 },
            relativeTo: workspace.folder)
        #expect(result.status.rawValue == status && result.errors.hasPrefix(error))
    }

    @Test func whatCannotBeReadCannotBeCompared() throws {
        let workspace = try Self.workspace()
        defer { workspace.remove() }
        try workspace.write("{", to: "bad/a.json")
        try workspace.write("# Notes", to: "bad.md")
        #expect(Self.run(workspace, "old/", "bad/").status == .comparisonFailed)
        #expect(Self.run(workspace, "old/", "./bad.md").status == .comparisonFailed)
    }

    @Test func aChangeInAHandWrittenTableIsAChange() throws {
        let workspace = try Workspace()
        defer { workspace.remove() }
        let old = ImportTests.document(fields: "state | 状态").replacing(
            "名称 | 类型 | 必填 | 描述\n--- | --- | --- | ---\nstate", with: "名称 | 描述\n--- | ---\nstate")
        try workspace.write(old, to: "old/a.md")
        try workspace.write(old.replacing("state |", with: "state2 |"), to: "new/a.md")
        let result = Self.run(workspace, "old/a.md", "new/a.md")
        #expect(
            result.status == .problems
                && result.output.contains("request.state2: the field is named state2 instead of state"))
    }
}
