import Foundation
import SourceText
import Testing

@testable import feishu_codegen

/// What `generate` does to the files of a folder.
@Suite struct GenerateTests {
    private static let endpointFile = "out/Demo/V1/Demo.V1.Thing.Get.swift"

    private static func generated() throws -> Workspace {
        let workspace = try Workspace()
        try workspace.write(Workspace.spec(), to: "specs/demo/v1/thing.get.json")
        let run = workspace.run("generate")
        #expect(run.status == .done && run.errors == "")
        #expect(
            run.output == """
                Created out/Demo/V1/Demo.V1.Thing.Get.swift: client.demo.v1.thing.get()
                Created out/Demo/Feishu+Demo.swift
                Created out/Feishu+Endpoints.swift
                Generated 1 endpoint into out: 3 files new, 0 changed, 0 removed, 0 unchanged.
                """)
        return workspace
    }

    @Test func aSecondRunTouchesNothing() throws {
        let workspace = try Self.generated()
        defer { workspace.remove() }
        let before = try workspace.snapshot(of: "out")
        #expect(
            workspace.run("generate").output
                == "Generated 1 endpoint into out: 0 files new, 0 changed, 0 removed, 3 unchanged.")
        #expect(try workspace.snapshot(of: "out") == before)
        #expect(
            before.keys.sorted() == [
                ".feishu-codegen-files.json", "Demo/Feishu+Demo.swift", "Demo/V1/Demo.V1.Thing.Get.swift",
                "Feishu+Endpoints.swift",
            ])
    }

    @Test func onlyChangedFilesAreWritten() throws {
        let workspace = try Self.generated()
        defer { workspace.remove() }
        let before = try workspace.snapshot(of: "out")
        try workspace.write(Workspace.spec(title: "Renamed"), to: "specs/demo/v1/thing.get.json")
        #expect(
            workspace.run("generate").output == """
                Changed out/Demo/V1/Demo.V1.Thing.Get.swift
                Generated 1 endpoint into out: 0 files new, 1 changed, 0 removed, 2 unchanged.
                """)
        let after = try workspace.snapshot(of: "out")
        #expect(
            after.filter { before[$0.key] != $0.value }.keys.sorted() == [
                ".feishu-codegen-files.json", "Demo/V1/Demo.V1.Thing.Get.swift",
            ])
        #expect(workspace.read(Self.endpointFile)?.contains("[Renamed](https://example.com)") == true)
    }

    @Test func staleFilesAreRemovedWithTheirFoldersAndForeignFilesStay() throws {
        let workspace = try Self.generated()
        defer { workspace.remove() }
        try workspace.write("import Foundation\n", to: "out/Demo/Mine.swift")
        try workspace.write("notes", to: "out/notes.txt")
        try FileManager.default.removeItem(at: workspace.folder.appendingPathComponent("specs/demo"))
        try workspace.write(Workspace.spec(id: "other.v2.thing.get"), to: "specs/x.json")
        #expect(
            workspace.run("generate").output == """
                Created out/Other/V2/Other.V2.Thing.Get.swift: client.other.v2.thing.get()
                Created out/Other/Feishu+Other.swift
                Changed out/Feishu+Endpoints.swift
                Removed out/Demo/Feishu+Demo.swift
                Removed out/Demo/V1/Demo.V1.Thing.Get.swift
                Generated 1 endpoint into out: 2 files new, 1 changed, 2 removed, 0 unchanged.
                """)
        #expect(
            try workspace.snapshot(of: "out").keys.sorted() == [
                ".feishu-codegen-files.json", "Demo/Mine.swift", "Feishu+Endpoints.swift", "Other/Feishu+Other.swift",
                "Other/V2/Other.V2.Thing.Get.swift", "notes.txt",
            ])
        #expect(!FileManager.default.fileExists(atPath: workspace.folder.appendingPathComponent("out/Demo/V1").path))
    }

    /// A folder in which other folders have generated files, such as that of a whole package.
    @Test func filesOfOtherOutputFoldersAreNotRemoved() throws {
        let workspace = try Self.generated()
        defer { workspace.remove() }
        let before = try workspace.snapshot(of: "out")
        try workspace.write(Workspace.spec(id: "other.v2.thing.get"), to: "specs/demo/v1/thing.get.json")
        let folder = workspace.folder.path
        let result = Workspace.run(
            ["generate", "--specs", "\(folder)/specs", "--output", folder], relativeTo: workspace.folder)
        #expect(result.status == .done && result.errors.contains("[unlisted-file]"))
        #expect(result.errors.contains("out/Demo/V1/Demo.V1.Thing.Get.swift: warning: "))
        #expect(try workspace.snapshot(of: "out") == before)
    }

    @Test func nothingIsWrittenOrRemovedBehindALink() throws {
        let workspace = try Self.generated()
        defer { workspace.remove() }
        let out = workspace.folder.appendingPathComponent("out")
        try FileManager.default.moveItem(
            at: out.appendingPathComponent("Demo"), to: workspace.folder.appendingPathComponent("elsewhere"))
        try FileManager.default.createSymbolicLink(
            atPath: out.appendingPathComponent("Demo").path, withDestinationPath: "../elsewhere")
        let before = try workspace.snapshot(of: "elsewhere")
        let run = workspace.run("generate")
        #expect(
            run.status == .problems
                && run.errors.hasPrefix("out/Demo: error: refusing to write through a symbolic link "))
        try workspace.write(Workspace.spec(id: "other.v2.thing.get"), to: "specs/demo/v1/thing.get.json")
        #expect(workspace.run("generate").status == .done)
        #expect(try workspace.snapshot(of: "elsewhere") == before)
    }

    @Test(arguments: ["", "{", "{}", #"{"files": [1]}"#, #"{"files": ["../../a.swift"]}"#, #"{"files": ["/a.swift"]}"#])
    func aDamagedListRemovesNothing(list: String) throws {
        let workspace = try Self.generated()
        defer { workspace.remove() }
        try workspace.write(list, to: "out/.feishu-codegen-files.json")
        try workspace.write(Workspace.spec(id: "other.v2.thing.get"), to: "specs/demo/v1/thing.get.json")
        let before = try workspace.snapshot(of: "out")
        let run = workspace.run("generate")
        #expect(run.status == .problems && run.errors.hasPrefix("out/.feishu-codegen-files.json:1:"))
        #expect(try workspace.snapshot(of: "out") == before)
    }

    @Test func aForeignFileAtTheSamePathIsAnError() throws {
        let workspace = try Self.generated()
        defer { workspace.remove() }
        try workspace.write("// mine\n", to: "out/Other/V2/Other.V2.Thing.Get.swift")
        try workspace.write(Workspace.spec(id: "other.v2.thing.get"), to: "specs/x.json")
        let before = try workspace.snapshot(of: "out")
        let run = workspace.run("generate", "--force")
        #expect(run.status == .problems)
        #expect(run.errors.hasPrefix("out/Other/V2/Other.V2.Thing.Get.swift: error: generating would overwrite"))
        #expect(try workspace.snapshot(of: "out") == before)
    }

    @Test func anEditedFileIsNamedAndStaysUnlessForced() throws {
        let workspace = try Self.generated()
        defer { workspace.remove() }
        let text = try #require(workspace.read(Self.endpointFile))
        try workspace.write(text.replacing("Thing", with: "Box"), to: Self.endpointFile)
        try workspace.write(Workspace.spec(id: "other.v2.thing.get"), to: "specs/x.json")
        let before = try workspace.snapshot(of: "out")
        for command in ["generate", "check"] {
            let run = workspace.run(command)
            #expect(run.status == .problems)
            #expect(run.errors.contains("\(Self.endpointFile): error: the generated file was edited"))
            #expect(try workspace.snapshot(of: "out") == before)
        }
        #expect(workspace.run("generate", "--force").status == .done)
        #expect(workspace.read(Self.endpointFile) == text)
        #expect(workspace.run("check").status == .done)
    }

    @Test(arguments: ["", "\u{FEFF}", "// a line above the header\n", "\r\n"])
    func checkAndGenerateAgreeAboutADamagedFile(damage: String) throws {
        let workspace = try Self.generated()
        defer { workspace.remove() }
        let text = try #require(workspace.read(Self.endpointFile))
        try workspace.write(damage.isEmpty ? "" : damage + text, to: Self.endpointFile)
        #expect(workspace.run("check").errors.hasPrefix("\(Self.endpointFile): error: the generated file is out of"))
        #expect(workspace.run("generate").status == .done)
        #expect(workspace.read(Self.endpointFile) == text && workspace.run("check").status == .done)
    }

    @Test func whatCannotBeWrittenChangesNothing() throws {
        let workspace = try Self.generated()
        defer { workspace.remove() }
        let before = try workspace.snapshot(of: "out")
        // A file is where a folder has to be.
        try workspace.write("a file", to: "out/Other")
        try workspace.write(Workspace.spec(title: "Renamed"), to: "specs/demo/v1/thing.get.json")
        try workspace.write(Workspace.spec(id: "other.v2.thing.get"), to: "specs/x.json")
        let run = workspace.run("generate")
        #expect(run.status == .problems && run.errors.hasPrefix("out/Other/Feishu+Other.swift: error: cannot write: "))
        var after = try workspace.snapshot(of: "out")
        after["Other"] = nil
        #expect(after == before)
    }

    @Test func aStepThatFailsRevertsTheOthers() throws {
        let workspace = try Self.generated()
        defer { workspace.remove() }
        let before = try workspace.snapshot(of: "out")
        // A folder is where a file has to be, which is found only after everything else is in place.
        try workspace.write("x", to: "out/Other/V2/Other.V2.Thing.Get.swift/x")
        try workspace.write(Workspace.spec(title: "Renamed"), to: "specs/demo/v1/thing.get.json")
        try workspace.write(Workspace.spec(id: "other.v2.thing.get"), to: "specs/x.json")
        let run = workspace.run("generate")
        #expect(run.status == .problems)
        #expect(
            run.errors.contains(
                "out/Other/V2/Other.V2.Thing.Get.swift: error: expected a file, found a folder; move the folder; nothing was changed"
            ))
        var after = try workspace.snapshot(of: "out")
        after["Other/V2/Other.V2.Thing.Get.swift/x"] = nil
        #expect(after == before)
    }

    @Test func deletedOutputComesBackTheSame() throws {
        let workspace = try Self.generated()
        defer { workspace.remove() }
        let before = workspace.read(Self.endpointFile)
        try FileManager.default.removeItem(at: workspace.folder.appendingPathComponent("out"))
        #expect(workspace.run("generate").status == .done)
        #expect(workspace.read(Self.endpointFile) == before)
    }

    @Test func aLinkedFolderIsWrittenTo() throws {
        let workspace = try Self.generated()
        defer { workspace.remove() }
        let out = workspace.folder.appendingPathComponent("out")
        let elsewhere = workspace.folder.appendingPathComponent("elsewhere")
        try FileManager.default.moveItem(at: out, to: elsewhere)
        try FileManager.default.createSymbolicLink(at: out, withDestinationURL: elsewhere)
        #expect(workspace.run("generate").output.hasSuffix("3 unchanged."))
    }

    @Test func aFileInPlaceOfTheFolderIsReported() throws {
        let workspace = try Workspace()
        defer { workspace.remove() }
        try workspace.write(Workspace.spec(), to: "specs/a.json")
        try workspace.write("x", to: "out")
        let run = workspace.run("generate")
        #expect(run.status == .problems)
        #expect(
            run.errors
                == "out: error: expected a folder, found a file [not-a-folder]\n    note: choose another folder with --output"
        )
    }

    /// What a run that was killed left behind.
    @Test func leftoversOfAnotherRunAreRemoved() throws {
        let workspace = try Self.generated()
        defer { workspace.remove() }
        try workspace.write("half", to: "out/.feishu-codegen-1/1")
        try workspace.write("mine", to: "out/.feishu-codegen-notes/1")
        #expect(workspace.run("generate").output.hasSuffix("3 unchanged."))
        #expect(
            workspace.read("out/.feishu-codegen-1/1") == nil && workspace.read("out/.feishu-codegen-notes/1") == "mine")
        #expect(
            !FileManager.default.fileExists(
                atPath: workspace.folder.appendingPathComponent("out/.feishu-codegen-1").path))
    }

    @Test func twoRunsDoNotWriteAtTheSameTime() throws {
        let workspace = try Self.generated()
        defer { workspace.remove() }
        try workspace.write(Workspace.spec(title: "Renamed"), to: "specs/demo/v1/thing.get.json")
        try workspace.write("half", to: "out/.feishu-codegen-123/1")
        let before = try workspace.snapshot(of: "out")
        do {
            let lock = try FolderLock(workspace.folder.appendingPathComponent("out"), named: "out")
            defer { withExtendedLifetime(lock) {} }
            let run = workspace.run("generate")
            #expect(run.status == .problems)
            #expect(
                run.errors.hasPrefix(
                    "out: error: another run (process 123) is writing to the folder; nothing was changed [locked-folder]"
                ))
        }
        #expect(try workspace.snapshot(of: "out") == before)
        #expect(workspace.run("generate").status == .done)
    }

    @Test func aDryRunSaysWhatWouldChange() throws {
        let workspace = try Self.generated()
        defer { workspace.remove() }
        try FileManager.default.removeItem(at: workspace.folder.appendingPathComponent("specs/demo"))
        try workspace.write(Workspace.spec(id: "other.v2.thing.get"), to: "specs/x.json")
        let before = try workspace.snapshot(of: "out")
        let planned = workspace.run("generate", "--dry-run")
        #expect(planned.status == .done)
        #expect(
            planned.output.split(separator: "\n").map { $0.prefix { $0 != "/" } } == [
                "Would create out", "Would create out", "Would change out", "Would remove out", "Would remove out",
                "Would generate 1 endpoint into out: 2 files new, 1 changed, 2 removed, 0 unchanged.",
            ])
        #expect(try workspace.snapshot(of: "out") == before)
    }

    @Test func theFirstTwentyFilesAreNamed() throws {
        let workspace = try Workspace()
        defer { workspace.remove() }
        for index in 0..<30 {
            try workspace.write(Workspace.spec(id: "demo.v1.thing\(index).get"), to: "specs/\(index).json")
        }
        let lines = workspace.run("generate").output.split(separator: "\n")
        #expect(lines.count == 22 && lines[20] == "... and 12 more files")
        // New endpoints come first.
        #expect(lines.prefix(20).allSatisfy { $0.contains("get()") })
    }

    @Test func quietPrintsNothing() throws {
        let workspace = try Self.generated()
        defer { workspace.remove() }
        #expect(workspace.run("generate", "--quiet").output == "")
    }
}
