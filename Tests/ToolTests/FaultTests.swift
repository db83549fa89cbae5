import Foundation
import SwiftGeneration
import Testing

@testable import feishu_codegen

/// What becomes of the files where something happens in the middle of a run, at every single operation of it.
@Suite struct FaultTests {
    /// A command with a folder in which it has something to create, to change, to move and to remove.
    enum Scenario: String, CaseIterable {
        case `import`, generate

        /// The folders of the scenarios, which are made once and copied.
        private static let templates = Dictionary(
            uniqueKeysWithValues: allCases.map { scenario in (scenario, Result { try scenario.template() }) })

        func workspace() throws -> Workspace {
            let workspace = try Workspace()
            try FileManager.default.removeItem(at: workspace.folder)
            let template = try #require(Self.templates[self]).get()
            try FileManager.default.copyItem(at: template.folder, to: workspace.folder)
            return workspace
        }

        private func template() throws -> Workspace {
            let workspace = try Workspace()
            try workspace.write(#"{"output": "out"}"#, to: ProjectFile.name)
            let texts = ["changed", "removed", "moved"].map { name in
                (name, ImportTests.document().replacing("things", with: name).replacing("/doc", with: "/\(name)"))
            }
            for (name, text) in texts { try workspace.write(text, to: "specs/documents/\(name).md") }
            for command in ["import", "generate"] { #expect(Self.run([command], in: workspace).status == .done) }
            try workspace.write(
                ImportTests.document().replacing("things", with: "created"), to: "specs/documents/created.md")
            try workspace.write(
                texts[0].1.replacing("修改一个东西", with: "新的说明"), to: "specs/documents/changed.md")
            try workspace.write(texts[2].1.replacing("v1/moved", with: "v2/moved"), to: "specs/documents/moved.md")
            let gone = workspace.folder.appendingPathComponent("specs/documents/removed.md")
            try FileManager.default.removeItem(at: gone)
            if self == .generate { #expect(Self.run(["import", "--prune"], in: workspace).status == .done) }
            return workspace
        }

        static func run(_ arguments: [String], in workspace: Workspace, fileWriter: FileWriter = FileWriter())
            -> Workspace.Run
        {
            Workspace.run(
                arguments, relativeTo: workspace.folder, fileWriter: fileWriter, workingFolder: workspace.folder)
        }

        func run(in workspace: Workspace, fileWriter: FileWriter = FileWriter()) -> Workspace.Run {
            Self.run(self == .import ? ["import", "--prune"] : ["generate"], in: workspace, fileWriter: fileWriter)
        }

        /// The folder that the command changes.
        var folder: String { self == .import ? "specs" : "out" }

        /// What the folder contains, without the staging folders, by path.
        func contents(_ workspace: Workspace) throws -> [String: String] {
            let files = try workspace.snapshot(of: folder).keys.filter { !$0.hasPrefix(".feishu-codegen-") }
            return Dictionary(
                uniqueKeysWithValues: files.map { path in (path, workspace.read("\(folder)/\(path)") ?? "") })
        }

        func hasLeftovers(_ workspace: Workspace) throws -> Bool {
            try workspace.snapshot(of: folder).keys.contains {
                $0.hasPrefix(".feishu-codegen-") && $0 != Manifest.path
            }
        }
    }

    /// Counts operations.
    private final class Counter {
        var count = 0
    }

    private struct Killed: Error {}

    /// The number of operations of a run, and the contents before and after it.
    private static func wholeRun(
        _ scenario: Scenario
    ) throws -> (operations: Int, before: [String: String], after: [String: String]) {
        let workspace = try scenario.workspace()
        defer { workspace.remove() }
        let before = try scenario.contents(workspace)
        let counter = Counter()
        let run = scenario.run(in: workspace, fileWriter: FileWriter { counter.count += 1 })
        #expect(run.status == .done, "\(run.errors)")
        let after = try scenario.contents(workspace)
        let hasLeftovers = try scenario.hasLeftovers(workspace)
        #expect(counter.count > 10 && before != after && !hasLeftovers)
        return (counter.count, before, after)
    }

    /// From one operation on nothing happens anymore, as if the process had been killed.
    @Test(arguments: Scenario.allCases)
    func aRunThatIsKilledLeavesWholeFilesAndTheNextOneEndsIt(scenario: Scenario) throws {
        let whole = try Self.wholeRun(scenario)
        for last in 0..<whole.operations {
            let workspace = try scenario.workspace()
            defer { workspace.remove() }
            let counter = Counter()
            _ = scenario.run(
                in: workspace,
                fileWriter: FileWriter {
                    counter.count += 1
                    if counter.count > last { throw Killed() }
                })
            for (path, text) in try scenario.contents(workspace) where path != ".feishu-codegen-files.json" {
                #expect([whole.before[path], whole.after[path]].contains(text), "\(path) after \(last) operations")
            }
            let kept = Set(whole.before.keys).intersection(whole.after.keys)
            #expect(kept.isSubset(of: try scenario.contents(workspace).keys), "after \(last) operations")
            let next = scenario.run(in: workspace)
            #expect(next.status == .done, "\(next.errors) after \(last) operations")
            #expect(try scenario.contents(workspace) == whole.after, "after \(last) operations")
            #expect(try !scenario.hasLeftovers(workspace))
        }
    }

    /// The next run knows which files are its own, whatever it has to write then.
    @Test func afterARunThatWasKilledOtherSpecsAreGenerated() throws {
        let whole = try Self.wholeRun(.generate)
        for last in 0..<whole.operations {
            let workspace = try Scenario.generate.workspace()
            defer { workspace.remove() }
            let counter = Counter()
            _ = Scenario.generate.run(
                in: workspace,
                fileWriter: FileWriter {
                    counter.count += 1
                    if counter.count > last { throw Killed() }
                })
            let spec = "specs/demo/v1/changed.patch.json"
            let text = try #require(workspace.read(spec)).replacing("新的说明", with: "更新的说明")
            try workspace.write(text, to: spec)
            let next = Scenario.generate.run(in: workspace)
            #expect(next.status == .done, "\(next.errors) after \(last) operations")
            #expect(Scenario.run(["check"], in: workspace).errors.contains("out/") == false)
        }
    }

    /// Not even what was changed before can be put back: its old versions are kept, and the message says where.
    @Test(arguments: Scenario.allCases)
    func whatCannotBePutBackIsKept(scenario: Scenario) throws {
        let whole = try Self.wholeRun(scenario)
        var rescues = 0
        for failing in 0..<whole.operations {
            let workspace = try scenario.workspace()
            defer { workspace.remove() }
            let counter = Counter()
            // The last operations are possible again, so that the folder can be renamed.
            let run = scenario.run(
                in: workspace,
                fileWriter: FileWriter {
                    counter.count += 1
                    if (failing + 1...failing + 2).contains(counter.count) { throw POSIXError(.ENOSPC) }
                })
            if run.status == .done || run.errors.contains("nothing was changed") { continue }
            rescues += 1
            #expect(run.errors.contains("some of the files changed before could not be restored"))
            let folder = try #require(run.errors.firstMatch(of: /original files are in (.*)/)).1
            let contents = try scenario.contents(workspace)
            // The next run leaves it alone.
            _ = scenario.run(in: workspace)
            let root = workspace.folder.appendingPathComponent(String(folder))
            let kept = try FileManager.default.contentsOfDirectory(atPath: root.path).map {
                try String(contentsOf: root.appendingPathComponent($0), encoding: .utf8)
            }
            for (path, text) in whole.before where path != ".feishu-codegen-files.json" {
                #expect(contents[path] == text || kept.contains(text), "\(path), operation \(failing)")
            }
        }
        #expect(rescues > 0)
    }

    @Test(
        arguments: Scenario.allCases,
        [(POSIXErrorCode.ENOSPC, "No space left on device"), (.EROFS, "Read-only file system")])
    func anOperationThatFailsChangesNothing(scenario: Scenario, fault: (code: POSIXErrorCode, reason: String)) throws {
        let whole = try Self.wholeRun(scenario)
        for failing in 0..<whole.operations {
            let workspace = try scenario.workspace()
            defer { workspace.remove() }
            let counter = Counter()
            let run = scenario.run(
                in: workspace,
                fileWriter: FileWriter {
                    counter.count += 1
                    if counter.count == failing + 1 { throw POSIXError(fault.code) }
                })
            let contents = try scenario.contents(workspace)
            // What is left to do at the end, such as removing empty folders, can fail without an error.
            if run.status == .done {
                #expect(contents == whole.after, "operation \(failing)")
            } else {
                #expect(run.errors.contains("cannot write: \(fault.reason); nothing was changed"), "\(run.errors)")
                let hasLeftovers = try scenario.hasLeftovers(workspace)
                #expect(contents == whole.before && !hasLeftovers, "operation \(failing)")
            }
        }
    }

    @Test(arguments: Scenario.allCases)
    func whatAPersonWritesDuringARunIsNotLost(scenario: Scenario) throws {
        let whole = try Self.wholeRun(scenario)
        let edited = try #require(
            whole.before.first { whole.after[$0.key] != nil && whole.after[$0.key] != $0.value }?.key)
        for operation in 0..<whole.operations {
            let workspace = try scenario.workspace()
            defer { workspace.remove() }
            let counter = Counter()
            let run = scenario.run(
                in: workspace,
                fileWriter: FileWriter {
                    counter.count += 1
                    let path = "\(scenario.folder)/\(edited)"
                    guard counter.count == operation + 1, let text = workspace.read(path) else { return }
                    try workspace.write(text + "\n// edited", to: path)
                })
            #expect(workspace.read("\(scenario.folder)/\(edited)")?.hasSuffix("// edited") == true, "\(operation)")
            if run.status != .done {
                #expect(
                    run.errors.contains("\(edited): error: the file was changed during this run; run"), "\(run.errors)")
                var contents = try scenario.contents(workspace)
                contents[edited] = whole.before[edited]
                #expect(contents == whole.before, "\(operation)")
            }
        }
    }

    @Test(arguments: Scenario.allCases)
    func aSecondRunWaitsForNoneAndHarmsNone(scenario: Scenario) throws {
        let whole = try Self.wholeRun(scenario)
        for operation in 0..<whole.operations {
            let workspace = try scenario.workspace()
            defer { workspace.remove() }
            let counter = Counter()
            var second: Workspace.Run?
            let first = scenario.run(
                in: workspace,
                fileWriter: FileWriter {
                    counter.count += 1
                    if counter.count == operation + 1 { second = scenario.run(in: workspace) }
                })
            let runs = [first, try #require(second)]
            #expect(runs.contains { $0.status == .done }, "\(operation)")
            for run in runs where run.status != .done {
                #expect(
                    run.errors.contains("[locked-folder]")
                        || run.errors.contains("during this run; run the command again"))
            }
            #expect(try scenario.contents(workspace) == whole.after, "\(operation)")
        }
    }
}
