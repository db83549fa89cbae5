import SwiftGeneration
import Testing

@testable import feishu_codegen

/// `generate --only` and `--except`.
@Suite struct SelectionTests {
    private static func workspace() throws -> Workspace {
        let workspace = try Workspace()
        for id in ["demo.v1.thing.get", "demo.v1.thing.list", "other.v2.thing.get"] {
            try workspace.write(Workspace.spec(id: id), to: "specs/\(id).json")
        }
        return workspace
    }

    private static func endpoints(in workspace: Workspace) throws -> [String] {
        try workspace.snapshot(of: "out").keys
            .filter { $0.hasSuffix(".swift") && !$0.contains("Feishu+") && !$0.contains("+Samples") }.sorted()
    }

    @Test func theSelectionIsKept() throws {
        let workspace = try Self.workspace()
        defer { workspace.remove() }
        #expect(
            workspace.run("generate", "--only", "demo.*", "--only=other.v2.*", "--except", "*.list").errors == "")
        #expect(
            try Self.endpoints(in: workspace) == [
                "Demo/V1/Demo.V1.Thing.Get.swift", "Other/V2/Other.V2.Thing.Get.swift",
            ])
        #expect(workspace.run("check").status == .done)
        let again = workspace.run("generate")
        #expect(
            again.output == """
                Generated 2 endpoints into out: 0 files new, 0 changed, 0 removed, 7 unchanged.
                Selected: --only 'demo.*' --only 'other.v2.*' --except '*.list'.
                """)
        #expect(workspace.run("generate", "--only", "demo.*").status == .done)
        #expect(
            try Self.endpoints(in: workspace) == [
                "Demo/V1/Demo.V1.Thing.Get.swift", "Demo/V1/Demo.V1.Thing.List.swift",
            ])
        #expect(workspace.run("generate", "--except", "*.list").status == .done)
        #expect(workspace.run("generate", "--except", "nothing.*").status == .problems)
        #expect(try Self.endpoints(in: workspace) == ["Demo/V1/Demo.V1.Thing.Get.swift"])
        #expect(workspace.run("generate", "--only", "*").status == .done)
        #expect(try Self.endpoints(in: workspace).count == 3)
        #expect(workspace.read("out/.feishu-codegen.json")?.contains("only") == false)
    }

    @Test func aPatternThatMatchesNothingIsAnError() throws {
        let workspace = try Self.workspace()
        defer { workspace.remove() }
        let run = workspace.run("generate", "--only", "demo.v1.thing.gte")
        #expect(run.status != .done)
        #expect(
            run.errors == """
                error: no endpoint matches "demo.v1.thing.gte"; did you mean demo.v1.thing.get? [unmatched-selection]
                    note: a selection is kept in .feishu-codegen.json; --only '*' selects everything again
                """)
        #expect(try workspace.snapshot(of: "out").isEmpty)
    }

    @Test func anEndpointThatCannotBeGeneratedCanBeLeftOut() throws {
        let workspace = try Self.workspace()
        defer { workspace.remove() }
        let spec = Workspace.spec(id: "demo.v1.thing.list").replacing(
            #""response""#,
            with: #""request": {"contentType": "text/xml", "fields": [{"name": "a", "type": "int"}]}, "response""#)
        try workspace.write(spec, to: "specs/demo.v1.thing.list.json")
        let run = workspace.run("generate")
        #expect(run.errors.contains("note: leave the endpoint out with generate --except demo.v1.thing.list"))
        #expect(workspace.run("generate", "--except", "demo.v1.thing.list").status == .done)
    }

    @Test func onlyGenerateSelects() {
        #expect(Workspace.run(["check", "--only", "x"]).status == .wrongUsage)
        #expect(Workspace.run(["generate", "--only"]).status == .wrongUsage)
    }

    @Test(arguments: [
        ("*", "a.b", true), ("a.*", "a.b", true), ("a.*", "ab.c", false), ("*.get", "a.v1.b.get", true),
        ("a.*.get", "a.v1.b.get", true), ("a.*.get", "a.v1.b.list", false), ("a.b", "a.b", true),
        ("a.b", "a.bc", false),
        ("a.b*", "a.b", true), ("*b*b", "abab", true), ("**", "", true), ("", "a", false), ("a?b", "axb", false),
    ])
    func aStarStandsForAnyCharacters(glob: String, id: String, isMatch: Bool) {
        #expect(Selection(only: [glob]).contains(id) == isMatch)
        #expect(Selection(except: [glob]).contains(id) != isMatch)
    }

    @Test func aPatternOfManyStarsTakesNoTime() {
        let glob = String(repeating: "*a", count: 200) + "b"
        #expect(!Selection(only: [glob]).contains(String(repeating: "a", count: 5000)))
    }
}
