import Foundation
import LoopbackPlatform
import SourceText
import Testing

@testable import feishu_codegen

/// Texts of documents in reports, and files that are not what they seem.
@Suite struct AttackTests {
    private static let neighbors = ["\u{301}", "\u{200D}", "\u{FE0F}", "\u{600}", ""]

    private static func withWorkspace(_ body: (Workspace) throws -> Void) throws {
        let workspace = try Workspace()
        defer { workspace.remove() }
        try body(workspace)
    }

    private static func specs(of workspace: Workspace) -> [String] {
        ["--specs", workspace.folder.appendingPathComponent("specs").path]
    }

    // MARK: Reports

    @Test(arguments: neighbors) func aPullRequestShowsTextsAndDoesNothing(neighbor: String) throws {
        try Self.withWorkspace { workspace in
            let n = neighbor
            let attack =
                "\(n)<img src=x>\(n) \(n)@\(n)octocat closes #1 GH-2 \(n)<!-- x -->\(n) ![a](b) `x` *y* $z$ \\ a_b _c_"
            try workspace.write(Workspace.spec(), to: "old/a.json")
            try workspace.write(
                Workspace.spec(title: "TITLE").replacing("\"TITLE\"", with: JSON.string(attack).compact)
                    .replacing("\"name\": \"name\"", with: "\"name\": " + JSON.string(attack).compact),
                to: "new/a.json")
            let folder = workspace.folder.path
            let run = Workspace.run(["diff", "\(folder)/old/a.json", "\(folder)/new/a.json", "--format", "markdown"])
            let bytes = Array(run.output.utf8)
            for harm in ["<img", "<!--", "@octocat", "#1", "GH-2", "![a]("] {
                #expect(!bytes.contains(Array(harm.utf8)), "\(harm) in \(run.output)")
            }
            #expect(run.output.utf8.starts(with: "### `demo.v1.thing.get` ".utf8) && run.output.contains("a_b \\_c\\_"))
        }
    }

    // MARK: Links

    @Test func importWritesThroughNoLink() throws {
        let workspace = try Workspace(in: Workspace.here)
        defer { workspace.remove() }
        let document = LoopbackPortal.document("thing.get", path: "/demo/v1/thing")
        try workspace.write(document, to: "specs/documents/a.md")
        try workspace.write("", to: "elsewhere/x")
        try workspace.link("specs/demo", to: "elsewhere")
        let run = Workspace.run(
            ["import"] + Self.specs(of: workspace) + [workspace.folder.path + "/specs/documents/a.md"])
        #expect(run.status == .problems && run.errors.contains("link"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: workspace.folder.path + "/elsewhere") == ["x"])
    }

    // MARK: Paths

    @Test(arguments: [801, 980, 1_100, 5_000]) func aLongPathIsAnError(length: Int) throws {
        try Self.withWorkspace { workspace in
            try workspace.write(Workspace.spec(), to: "specs/a.json")
            var path = workspace.folder.path
            while path.utf8.count < length {
                path += "/" + String(repeating: "a", count: min(100, length - path.utf8.count))
            }
            for option in ["--output", "--specs"] {
                let run = Workspace.run(["generate", option, path])
                #expect(run.status == .wrongUsage && run.errors.contains("expected a path of at most 800 bytes"))
            }
        }
    }

    @Test func aFileThatWouldHaveALongPathIsAnErrorBeforeAnyChange() throws {
        try Self.withWorkspace { workspace in
            let name = String(repeating: "a", count: 240)
            let long = [name, name, name, name].joined(separator: "/")
            let changes = FolderChanges(
                in: workspace.folder.path,
                [.write("b", text: "x", over: nil), .write("\(long)/c", text: "x", over: nil)],
                using: FileWriter())
            let failure = #expect(throws: Failure.self) { try changes.apply() }
            #expect(failure?.diagnostics.map(\.code) == ["too-long-path"])
            #expect(workspace.read("b") == nil)
        }
    }

    // MARK: Leftovers and other processes

    @Test func whatKilledRunsLeftIsRemoved() throws {
        try Self.withWorkspace { workspace in
            // No process has this number.
            try workspace.write("x", to: ".feishu-codegen-run-99999999-a")
            let own = ".feishu-codegen-run-\(ProcessInfo.processInfo.processIdentifier)-b"
            try workspace.write("x", to: own)
            try workspace.write(Workspace.spec(), to: "specs/a.json")
            let path = workspace.folder.appendingPathComponent("openapi.json").path
            #expect(Workspace.run(["export", "openapi", "--output", path] + Self.specs(of: workspace)).status == .done)
            #expect(workspace.read(".feishu-codegen-run-99999999-a") == nil && workspace.read(own) != nil)
        }
    }

    /// More than a pipe holds.
    @Test func aRevisionAboutWhichGitComplainsALotIsAnError() throws {
        try Self.withWorkspace { workspace in
            try workspace.write("", to: "index")
            let index = workspace.folder.appendingPathComponent("index").path
            let failure = #expect(throws: Failure.self) {
                try BaselineLoader.run(
                    ["sh", "-c", "exec >&2; echo unknown; head -c 300000 /dev/zero; exit 1"], index: index, "base")
            }
            #expect(failure?.diagnostics.first?.message.hasSuffix("found \"base\": unknown") == true)
        }
    }

    // MARK: Many documents

    @Test func manyEqualNamesAreReservedInLinearTime() throws {
        try Self.withWorkspace { workspace in
            let folder = workspace.folder.path
            let project = try Project(.init(), console: .silent, fileWriter: FileWriter())
            var stored = StoredDocuments(try project.documentFiles([folder], allowingNone: true), in: folder)
            let paths = (0..<20_000).map { _ in stored.reservePath("Document.md") }
            #expect(Set(paths.map { $0.lowercased() }).count == paths.count && paths.last == "Document-20000.md")
        }
    }
}
