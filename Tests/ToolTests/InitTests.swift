import Foundation
import RepositoryFiles
import Testing

@testable import feishu_codegen

/// `init`, and what follows from it in a package of one's own. `.ci/own-package` also builds the package.
@Suite struct InitTests {
    private static func withPackage(_ body: (Workspace, (String, [String]) -> Workspace.Run) throws -> Void) throws {
        let workspace = try Workspace()
        defer { workspace.remove() }
        try workspace.write("// swift-tools-version: 6.0", to: "Package.swift")
        try workspace.write("", to: "Sources/App/Deep/a.swift")
        try body(workspace) { folder, arguments in
            Workspace.run(
                arguments, relativeTo: workspace.folder,
                workingFolder: workspace.folder.appendingPathComponent(folder, isDirectory: true))
        }
    }

    @Test func documentsBecomeCodeFromAFolderFurtherDown() throws {
        try Self.withPackage { workspace, run in
            let initialized = run("Sources", ["init"])
            #expect(
                initialized.output == """
                    Wrote .feishu-codegen.json and created the folders specs/documents, Sources/FeishuAPI and Sources/FeishuAPISamples.
                    Add to Package.swift, and "FeishuAPI" to the dependencies of your app, "FeishuAPISamples" to those of its tests:
                        platforms: [.macOS(.v13), .iOS(.v16)],
                        .package(name: "feishu-codegen", path: "path/to/feishu-codegen"),
                        .target(name: "FeishuAPI", dependencies: [.product(name: "FeishuRuntime", package: "feishu-codegen")]),
                        .target(name: "FeishuAPISamples", dependencies: ["FeishuAPI", .product(name: "FeishuTesting", package: "feishu-codegen")]),
                    Then run feishu-codegen update with the URL of a page, or save documents in specs/documents, and run feishu-codegen import and feishu-codegen generate.
                    """)
            #expect(workspace.read("specs/project.schema.json") == ProjectFile.schemaText)
            let documents = RepositoryFiles.root.appendingPathComponent("specs/documents")
            for name in RepositoryFiles.paths(in: documents, withExtension: "md") {
                try workspace.write(
                    String(contentsOf: documents.appendingPathComponent(name), encoding: .utf8),
                    to: "specs/documents/\(name)")
            }
            for command in ["import", "generate", "check"] {
                let run = run("Sources/App/Deep", [command])
                #expect(run.status == .done && run.errors == "", "\(run.errors)")
            }
            // As the specs of this repository.
            let spec = "hire/v1/ehr_import_task.patch.json"
            let own = try String(
                contentsOf: RepositoryFiles.root.appendingPathComponent("Tests/HireFixture/specs/\(spec)"),
                encoding: .utf8)
            #expect(own.contains("\"id\": \"hire.v1.ehr_import_task.patch\""))
            #expect(workspace.read("specs/\(spec)")?.contains("\"path\": \"specs/documents/") == true)
            #expect(
                RepositoryFiles.paths(
                    in: workspace.folder.appendingPathComponent("Sources/FeishuAPISamples"), withExtension: "swift"
                ).count == 4)
            let modules = try #require(GeneratedModule.builtModules)
            #expect(
                try GeneratedModule.compiles(
                    workspace.folder.appendingPathComponent("Sources/FeishuAPI"), with: nil, modules))
        }
    }

    /// SwiftPM keeps ignoring a target that was empty when it planned the build.
    @Test func bothTargetsHaveASourceFileFromTheBeginning() throws {
        try Self.withPackage { workspace, run in
            #expect(run("", ["init"]).status == .done)
            let list = try #require(workspace.read("Sources/FeishuAPI/Feishu+Endpoints.swift"))
            #expect(list.contains("public static let endpoints: [any FeishuEndpoint.Type] = []"))
            #expect(workspace.read("Sources/FeishuAPISamples/FeishuTesting.swift") != nil)
            let modules = try #require(GeneratedModule.builtModules)
            let api = workspace.folder.appendingPathComponent("Sources/FeishuAPI")
            #expect(try GeneratedModule.compiles(api, with: nil, modules))
        }
    }

    @Test func nothingIsOverwritten() throws {
        try Self.withPackage { workspace, run in
            try workspace.write("{}", to: ProjectFile.name)
            let second = run("Sources/App", ["init", "--output", workspace.folder.path + "/Sources/API"])
            #expect(second.status == .problems && second.errors.contains("[existing-project]"))
            #expect(workspace.read(ProjectFile.name) == "{}")
            #expect(
                !FileManager.default.fileExists(atPath: workspace.folder.appendingPathComponent("Sources/API").path))
        }
    }

    @Test func foldersThroughALinkToThePackageAreInside() throws {
        try Self.withPackage { workspace, run in
            let link = workspace.folder.path + "-link/"
            let linkURL = URL(fileURLWithPath: link)
            try FileManager.default.createSymbolicLink(at: linkURL, withDestinationURL: workspace.folder)
            defer { try? FileManager.default.removeItem(at: linkURL) }
            let initialized = run("", ["init", "--specs", link + "data/specs", "--output", link + "Sources/API"])
            #expect(initialized.status == .done, "\(initialized.errors)")
            #expect(workspace.read(".feishu-codegen.json")?.contains("\"specs\": \"data/specs\"") == true)
        }
    }

    @Test func theFoldersCanBeOthers() throws {
        try Self.withPackage { workspace, run in
            let path = workspace.folder.path
            let chosen = run("", ["init", "--output", path + "/Generated/Lark", "--specs", path + "/api"])
            #expect(chosen.status == .done && chosen.output.contains("path: \"Generated/Lark\""))
            let file = try #require(workspace.read(ProjectFile.name))
            #expect(file.contains("\"specs\": \"api\"") && file.contains("\"module\": \"Lark\""))
            #expect(file.contains("\"$schema\": \"./api/project.schema.json\""))
        }
    }

    @Test(arguments: [
        ("/tmp/elsewhere", "[outside-project]"), ("1a", "[wrong-module]"), ("Sources/FeishuRuntime", "[wrong-module]"),
        ("specs", "[wrong-module]"), (".", "[outside-project]"),
    ])
    func aFolderThatCannotBeIsRefused(output: String, code: String) throws {
        try Self.withPackage { workspace, run in
            let path = output.hasPrefix("/") ? output : "\(workspace.folder.path)/\(output)"
            #expect(run("", ["init", "--output", path]).errors.contains(code))
            #expect(workspace.read(ProjectFile.name) == nil)
        }
    }
}
