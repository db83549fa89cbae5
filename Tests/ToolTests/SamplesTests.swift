import Foundation
import Testing

@testable import feishu_codegen

/// The target of the samples, which a project can have.
@Suite struct SamplesTests {
    private static let sample = "Demo/V1/Demo.V1.Thing.Get+Samples.swift"

    /// A project whose samples are in a folder.
    private static func project(samples: String, _ body: (Workspace, ([String]) -> Workspace.Run) throws -> Void) throws
    {
        let workspace = try Workspace()
        defer { workspace.remove() }
        try workspace.write(Workspace.spec(), to: "specs/demo/v1/thing.get.json")
        try workspace.write(
            #"{"specs": "specs", "output": "API", "module": "API", "samples": "\#(samples)"}"#, to: ProjectFile.name)
        try body(workspace) { arguments in
            Workspace.run(arguments, relativeTo: workspace.folder, workingFolder: workspace.folder)
        }
    }

    @Test(arguments: ["APISamples", "API/Samples"])
    func samplesAreAFolderOfTheirOwn(samples: String) throws {
        try Self.project(samples: samples) { workspace, run in
            let generated = run(["generate"])
            #expect(generated.status == .done && generated.errors == "")
            #expect(
                generated.output.contains(
                    "Generated the samples into \(samples): 2 files new, 0 changed, 0 removed, 0 unchanged."))
            #expect(
                workspace.read("\(samples)/\(Self.sample)")?.contains("import API\nimport FeishuTesting\n") == true)
            #expect(workspace.read("API/\(Self.sample)") == nil)
            #expect(run(["check"]).output.hasSuffix("\(samples) is up to date with specs: 2 files."))
            // Neither folder takes the files of the other one for stale ones.
            let again = run(["generate"])
            #expect(again.errors == "" && again.output.hasSuffix("0 removed, 2 unchanged."))
        }
    }

    @Test func aStaleSampleIsFoundAndRemoved() throws {
        try Self.project(samples: "API/Samples") { workspace, run in
            #expect(run(["generate"]).status == .done)
            try workspace.write("// broken", to: "API/Samples/\(Self.sample)")
            #expect(run(["check"]).errors.contains("API/Samples/\(Self.sample): error: "))
            #expect(run(["generate", "--force"]).output.contains("0 files new, 1 changed"))
            try FileManager.default.moveItem(
                at: workspace.folder.appendingPathComponent("specs/demo/v1/thing.get.json"),
                to: workspace.folder.appendingPathComponent("specs/demo/v1/other.json"))
            try workspace.write(Workspace.spec(id: "demo.v1.other.get"), to: "specs/demo/v1/other.json")
            #expect(run(["generate"]).status == .done)
            #expect(workspace.read("API/Samples/\(Self.sample)") == nil)
            #expect(workspace.read("API/Samples/Demo/V1/Demo.V1.Other.Get+Samples.swift") != nil)
        }
    }

    @Test func aConflictInOneFolderChangesNeither() throws {
        try Self.project(samples: "APISamples") { workspace, run in
            try workspace.write("// mine", to: "APISamples/\(Self.sample)")
            let generated = run(["generate"])
            #expect(generated.status == .problems && generated.errors.contains("[conflicting-file]"))
            #expect(workspace.read("API/Feishu+Endpoints.swift") == nil)
        }
    }

    /// A failure in the second folder, after the first one was written, leaves the first one as it was, byte for byte.
    @Test func aFailureInOneFolderRevertsTheOther() throws {
        try Self.project(samples: "APISamples") { workspace, run in
            #expect(run(["generate"]).status == .done)
            let file = workspace.folder.appendingPathComponent("API/Feishu+Endpoints.swift")
            try (Data(contentsOf: file) + [0xE9, 0x0A]).write(to: file)
            let before = Self.contents(of: "API", in: workspace)
            try workspace.write(Workspace.spec(title: "Renamed"), to: "specs/demo/v1/thing.get.json")
            try FileManager.default.removeItem(at: workspace.folder.appendingPathComponent("APISamples"))
            let lock = try FolderLock(
                Self.created(workspace.folder.appendingPathComponent("APISamples")), named: "APISamples")
            let failed = run(["generate", "--force"])
            withExtendedLifetime(lock) {}
            #expect(failed.status == .problems, "\(failed.output)\(failed.errors)")
            #expect(Self.contents(of: "API", in: workspace) == before)
        }
    }

    private static func contents(of path: String, in workspace: Workspace) -> [String: Data] {
        let folder = workspace.folder.appendingPathComponent(path)
        let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
        return Dictionary(
            uniqueKeysWithValues: names.map {
                ($0, (try? Data(contentsOf: folder.appendingPathComponent($0))) ?? Data())
            })
    }

    private static func created(_ folder: URL) throws -> URL {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }

    @Test(arguments: [("APISamples", "Other"), ("API/Samples", nil)])
    func samplesAreRemovedFromTheirFormerFolder(former: String, new: String?) throws {
        try Self.project(samples: former) { workspace, run in
            #expect(run(["generate"]).status == .done)
            let key = new.map { #", "samples": "\#($0)""# } ?? ""
            try workspace.write(#"{"specs": "specs", "output": "API", "module": "API"\#(key)}"#, to: ProjectFile.name)
            #expect(run(["check"]).errors.contains("\(former)/\(Self.sample): error: "))
            let generated = run(["generate"])
            #expect(generated.output.contains("Removed 2 files from \(former), the former folder of the samples."))
            #expect(workspace.read("\(former)/\(Self.sample)") == nil)
            #expect(new.map { workspace.read("\($0)/\(Self.sample)") != nil } ?? true)
            #expect(run(["check"]).status == .done && !run(["generate"]).output.contains("former folder"))
        }
    }

    /// A list of files that somebody sent with a package must not delete files elsewhere.
    @Test func aFormerFolderOutsideOfTheProjectIsIgnored() throws {
        try Self.project(samples: "../Outside/Samples") { workspace, run in
            try workspace.write("", to: "Inner/Package.swift")
            for name in ["specs/demo/v1/thing.get.json", ProjectFile.name] {
                try workspace.write(try #require(workspace.read(name)), to: "Inner/\(name)")
            }
            let inner = workspace.folder.appendingPathComponent("Inner")
            let generated = Workspace.run(["generate"], relativeTo: inner, workingFolder: inner)
            #expect(generated.status == .done, "\(generated.errors)")
            #expect(workspace.read("Outside/Samples/\(Self.sample)") != nil)
            try workspace.write(
                #"{"specs": "specs", "output": "API", "module": "API"}"#, to: "Inner/\(ProjectFile.name)")
            #expect(Workspace.run(["generate"], relativeTo: inner, workingFolder: inner).status == .done)
            #expect(workspace.read("Outside/Samples/\(Self.sample)") != nil)
        }
    }

    /// Otherwise the files of the service would be taken for samples, and be missing forever.
    @Test func aServiceCannotShareTheFolder() throws {
        try Self.project(samples: "API/Samples") { workspace, run in
            try workspace.write(Workspace.spec(id: "samples.v1.thing.get"), to: "specs/samples.json")
            let generated = run(["generate"])
            #expect(generated.status == .problems && generated.errors.contains("[wrong-samples]"))
            #expect(generated.errors.contains("\"Samples/Feishu+Samples.swift\""), "\(generated.errors)")
        }
    }

    @Test func theModuleMustHaveAName() throws {
        try Self.project(samples: "S") { workspace, run in
            try workspace.write(#"{"specs": "specs", "output": "my-api", "samples": "S"}"#, to: ProjectFile.name)
            let generated = run(["generate"])
            #expect(generated.errors.contains("the samples cannot import the module \"my-api\""))
        }
    }

    @Test(arguments: ["API", "specs", ".", "~/x", "/tmp/x"])
    func aFolderThatContainsOthersIsRefused(samples: String) throws {
        try Self.project(samples: samples) { workspace, run in
            let generated = run(["generate"])
            let code = samples.first == "~" || samples.first == "/" ? "[wrong-value]" : "[wrong-samples]"
            #expect(generated.status == .problems && generated.errors.contains(code), "\(generated.errors)")
            #expect(workspace.read("API/Feishu+Endpoints.swift") == nil)
        }
    }

    /// Another folder is a look at something else.
    @Test func anotherOutputFolderHasNoSamples() throws {
        try Self.project(samples: "APISamples") { workspace, run in
            #expect(run(["generate", "--output", workspace.folder.path + "/look"]).status == .done)
            #expect(workspace.read("look/Feishu+Endpoints.swift") != nil)
            #expect(workspace.read("APISamples/\(Self.sample)") == nil)
        }
    }
}
