import Foundation
import SourceText
import SwiftGeneration
import Testing

@testable import feishu_codegen

/// `--only` and `--except`, on the command line and in the project file.
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

    @Test func aSelectionHoldsForItsRun() throws {
        let workspace = try Self.workspace()
        defer { workspace.remove() }
        let selection = ["--only", "demo.*", "--only=other.v2.*", "--except", "*.list"]
        let run = workspace.run("generate", selection)
        #expect(run.errors == "")
        #expect(run.output.hasSuffix("Selected: --only 'demo.*' --only 'other.v2.*' --except '*.list'."))
        #expect(
            try Self.endpoints(in: workspace) == [
                "Demo/V1/Demo.V1.Thing.Get.swift", "Other/V2/Other.V2.Thing.Get.swift",
            ])
        #expect(workspace.run("check", selection).status == .done)
        let other = workspace.run("check", ["--only", "demo.*"])
        #expect(other.errors.contains("no selected spec produces this generated file"))
        #expect(other.errors.contains("note: run feishu-codegen generate --specs specs --output out --only 'demo.*'"))
        #expect(workspace.run("check").status == .problems)
        #expect(workspace.run("generate", "--except", "nothing.*").status == .problems)
        #expect(workspace.run("generate").status == .done)
        #expect(try Self.endpoints(in: workspace).count == 3)
    }

    @Test func theSelectionOfTheProjectHoldsForAllRuns() throws {
        let workspace = try Self.workspace()
        defer { workspace.remove() }
        try workspace.write(#"{"output": "out", "only": ["demo.*"]}"#, to: ProjectFile.name)
        func run(_ arguments: String...) -> Workspace.Run {
            Workspace.run(arguments, relativeTo: workspace.folder, workingFolder: workspace.folder)
        }
        #expect(run("generate").output.hasSuffix("Selected: --only 'demo.*'."))
        #expect(run("check").status == .done)
        // Alone, --except adds to it.
        #expect(run("generate", "--except", "*.list").output.contains("Generated 1 endpoint into"))
        #expect(run("check").status == .problems)
        #expect(run("generate", "--only", "*").output.contains("Generated 3 endpoints"))
        // Another folder is another module.
        #expect(run("generate", "--output", workspace.folder.path + "/look").output.contains("Generated 3 endpoints"))
        #expect(workspace.read(ProjectFile.name) == #"{"output": "out", "only": ["demo.*"]}"#)
    }

    /// The selection of an earlier version of the tool, in the list of the generated files.
    @Test func theSelectionOfAnOldListMoves() throws {
        let workspace = try Self.workspace()
        defer { workspace.remove() }
        func run(_ arguments: String...) -> Workspace.Run {
            Workspace.run(arguments, relativeTo: workspace.folder, workingFolder: workspace.folder)
        }
        try workspace.write(#"{"output": "out"}"#, to: ProjectFile.name)
        _ = run("generate", "--only", "demo.*")
        let list = try #require(workspace.read("out/.feishu-codegen-files.json"))
        try FileManager.default.removeItem(
            at: workspace.folder.appendingPathComponent("out/.feishu-codegen-files.json"))
        try workspace.write(
            list.replacing(#""files""#, with: #""only": ["demo.*"], "files""#), to: "out/.feishu-codegen.json")
        #expect(run("check").errors.hasPrefix("out/.feishu-codegen-files.json: error: the list"))
        let dryRun = run("generate", "--dry-run")
        #expect(dryRun.output.hasPrefix("Would move the selection --only 'demo.*' from out to .feishu-codegen.json."))
        let moved = run("generate")
        #expect(moved.output.hasPrefix("Moved the selection --only 'demo.*' from out to .feishu-codegen.json."))
        #expect(moved.output.contains("0 files new, 0 changed, 0 removed"))
        #expect(workspace.read("out/.feishu-codegen.json") == nil)
        #expect(workspace.read("out/.feishu-codegen-files.json") == list)
        #expect(
            try ProjectFile(SourceFile(path: "p", text: #require(workspace.read(ProjectFile.name)))).only == ["demo.*"])
        #expect(run("check").status == .done)
    }

    /// A selection for one run does not end the one for all.
    @Test func theSelectionOfAnOldListMovesWhateverIsSelectedNow() throws {
        let workspace = try Self.workspace()
        defer { workspace.remove() }
        func run(_ arguments: String...) -> Workspace.Run {
            Workspace.run(arguments, relativeTo: workspace.folder, workingFolder: workspace.folder)
        }
        try workspace.write(#"{"output": "out"}"#, to: ProjectFile.name)
        let list = #"{"only": ["demo.*"], "files": {}}"#
        try workspace.write(list, to: "out/.feishu-codegen.json")
        #expect(run("generate", "--only", "other.*").output.hasPrefix("Moved the selection --only 'demo.*'"))
        #expect(workspace.read(ProjectFile.name)?.contains("demo.*") == true)
        // The one of the project file is newer.
        try FileManager.default.removeItem(at: workspace.folder.appendingPathComponent("out"))
        try workspace.write(list.replacing("demo", with: "other"), to: "out/.feishu-codegen.json")
        #expect(run("generate").errors.contains("[lost-selection]"))
        #expect(workspace.read(ProjectFile.name)?.contains("demo.*") == true)
    }

    @Test func aPatternThatMatchesNothingIsAnError() throws {
        let workspace = try Self.workspace()
        defer { workspace.remove() }
        let run = workspace.run("generate", "--only", "demo.v1.thing.gte")
        #expect(run.status != .done)
        #expect(
            run.errors == """
                error: no endpoint matches "demo.v1.thing.gte"; did you mean demo.v1.thing.get? [unmatched-selection]
                    note: the selection is in the project file or on the command line
                    note: to select everything, run feishu-codegen generate --specs specs --output out --only '*'
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
        #expect(
            run.errors.contains(
                """
                note: exclude the endpoint with feishu-codegen generate --specs specs --output out --except demo.v1.thing.list, \
                or permanently in the project file
                """
            ))
        #expect(workspace.run("generate", "--except", "demo.v1.thing.list").status == .done)
    }

    @Test func importDoesNotSelect() {
        #expect(Workspace.run(["import", "--only", "x"]).status == .wrongUsage)
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
