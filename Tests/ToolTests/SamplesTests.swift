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
                    "Generated the samples into \(samples): 1 file new, 0 changed, 0 removed, 0 unchanged."))
            #expect(
                workspace.read("\(samples)/\(Self.sample)")?.contains("import API\nimport FeishuTesting\n") == true)
            #expect(workspace.read("API/\(Self.sample)") == nil)
            #expect(run(["check"]).output.hasSuffix("\(samples) is up to date with specs: 1 file."))
            // Neither folder takes the files of the other one for stale ones.
            let again = run(["generate"])
            #expect(again.errors == "" && again.output.hasSuffix("0 removed, 1 unchanged."))
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

    /// A file that cannot be written in the second folder leaves the first one as it was.
    @Test func bothFoldersChangeOrNone() throws {
        try Self.project(samples: "APISamples") { workspace, run in
            try workspace.write("// mine", to: "APISamples/\(Self.sample)")
            let generated = run(["generate"])
            #expect(generated.status == .problems && generated.errors.contains("[conflicting-file]"))
            #expect(workspace.read("API/Feishu+Endpoints.swift") == nil)
        }
    }

    @Test(arguments: ["API", "specs", "."])
    func aFolderThatContainsOthersIsRefused(samples: String) throws {
        try Self.project(samples: samples) { workspace, run in
            let generated = run(["generate"])
            #expect(generated.status == .problems && generated.errors.contains("[wrong-samples]"))
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
