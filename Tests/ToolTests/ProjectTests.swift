import Foundation
import RepositoryFiles
import SourceText
import SwiftGeneration
import Testing

@testable import feishu_codegen

/// The project file, what overrides it, and what is read how often.
@Suite struct ProjectTests {
    private static func project(
        _ file: String?, _ options: (inout Invocation.Options) -> Void = { _ in }, below folder: String = ""
    ) throws -> (project: Project, workspace: Workspace) {
        let workspace = try Workspace()
        if let file { try workspace.write(file, to: ProjectFile.name) }
        let working = workspace.folder.appendingPathComponent(folder, isDirectory: true)
        try FileManager.default.createDirectory(at: working, withIntermediateDirectories: true)
        var given = Invocation.Options()
        options(&given)
        return (try Project(given, console: .silent, fileWriter: FileWriter(), workingFolder: working), workspace)
    }

    private static let file = """
        {"documents": "docs", "specs": "api", "output": "Sources/API", "module": "API", "only": ["a.*"], "except": ["a.b*"],
         "language": "en-US", "host": "lark"}
        """

    @Test(arguments: ["", "Sources/App"])
    func theFileIsFoundFromFoldersBelow(folder: String) throws {
        let (project, workspace) = try Self.project(Self.file, below: folder)
        defer { workspace.remove() }
        let root = workspace.folder.path
        #expect(project.documentFolder == root + "/docs" && project.specFolder == root + "/api")
        #expect(project.outputFolder == root + "/Sources/API")
        #expect(project.language == "en-US" && project.host == "lark")
        #expect(try project.selection() == Selection(only: ["a.*"], except: ["a.b*"]))
    }

    @Test func optionsOverrideTheFile() throws {
        let (project, workspace) = try Self.project(Self.file) {
            ($0.specs, $0.host, $0.language) = ("elsewhere", "feishu", "zh-CN")
        }
        defer { workspace.remove() }
        #expect(project.specFolder == "elsewhere" && project.documentFolder == "elsewhere/documents")
        #expect(project.host == "feishu" && project.language == "zh-CN")
    }

    /// A look at something else takes nothing of the project's module along.
    @Test func anotherOutputFolderDropsTheSelection() throws {
        let (project, workspace) = try Self.project(Self.file) { $0.output = "/tmp/look" }
        defer { workspace.remove() }
        #expect(project.outputFolder == "/tmp/look")
        #expect(try project.selection() == .all)
    }

    /// A folder has many spellings.
    @Test(arguments: ["Sources/API", "Sources/API/", "./Sources/API", "Sources/App/../API"])
    func theOwnOutputFolderIsRecognized(spelling: String) throws {
        let (first, workspace) = try Self.project(Self.file)
        defer { workspace.remove() }
        var options = Invocation.Options()
        options.output = workspace.folder.path + "/" + spelling
        let project = try Project(options, console: .silent, fileWriter: FileWriter(), workingFolder: workspace.folder)
        #expect(try project.selection() == first.selection())
    }

    @Test func aFolderOfDocumentsThatIsNotThereIsAnError() throws {
        let workspace = try Workspace()
        defer { workspace.remove() }
        try workspace.write(#"{"documents": "dcos"}"#, to: ProjectFile.name)
        try workspace.write(Workspace.spec(), to: "specs/a.json")
        let run = Workspace.run(["check"], relativeTo: workspace.folder, workingFolder: workspace.folder)
        #expect(run.errors.hasPrefix("dcos: error: no such document folder [missing-file]"))
    }

    @Test(
        arguments: [
            ("FeishuAPI", nil, "FeishuAPI"), ("A", "b", "b"), (nil, nil, "Generated"), (nil, "b/", "b"),
        ] as [(String?, String?, String)])
    func withoutAFileTheModuleNamesTheFolder(module: String?, output: String?, folder: String) throws {
        let (project, workspace) = try Self.project(nil) { ($0.module, $0.output) = (module, output) }
        defer { workspace.remove() }
        #expect(project.outputFolder.hasSuffix(folder))
    }

    @Test(arguments: [
        (#"{"outptu": "a"}"#, "1:2", "unknown key \"outptu\" in the project; did you mean \"output\"?"),
        (#"{"output": "/a"}"#, "1:12", "expected a path relative to this file"),
        (#"{"module": "1a"}"#, "1:12", "expected the name of a Swift module"),
        (#"{"only": "a"}"#, "1:10", "expected an array"), (#"{"output": }"#, "1:12", "expected a value"),
        ("[]", "1:1", "expected an object for the project"), (#"{"host": "feish"}"#, "1:10", "expected feishu, lark"),
        (#"{"output": "a", "files": {}}"#, "1:17", "unknown key \"files\""),
    ])
    func aWrongFileIsAnErrorWithItsPlace(file: String, position: String, message: String) throws {
        let workspace = try Workspace()
        defer { workspace.remove() }
        try workspace.write(file, to: ProjectFile.name)
        let run = Workspace.run(["check"], relativeTo: workspace.folder, workingFolder: workspace.folder)
        #expect(run.status == .problems)
        #expect(
            run.errors.hasPrefix("\(ProjectFile.name):\(position)") && run.errors.contains(message), "\(run.errors)")
    }

    /// The list of generated files of an earlier version has the same name, in the output folder.
    @Test func anOldListOfFilesIsNoProject() throws {
        let workspace = try Workspace()
        defer { workspace.remove() }
        try workspace.write(#"{"output": "out"}"#, to: ProjectFile.name)
        try workspace.write(#"{"files": {}}"#, to: "out/\(ProjectFile.name)")
        let out = workspace.folder.appendingPathComponent("out")
        let project = try Project(.init(), console: .silent, fileWriter: FileWriter(), workingFolder: out)
        #expect(project.root.path == workspace.folder.path)
    }

    @Test func theSchemaIsThatOfTheFile() throws {
        let schema = JSONSchema(root: try JSON(parsing: SourceFile(path: "s", text: ProjectFile.schemaText)))
        for (text, isValid) in [
            (Self.file, true), ("{}", true), (#"{"outptu": "a"}"#, false), (#"{"output": "/a"}"#, false),
            (#"{"only": [""]}"#, false), (#"{"module": "1a"}"#, false),
        ] {
            #expect(schema.accepts(try JSON(parsing: SourceFile(path: "x", text: text))) == isValid, "\(text)")
        }
    }

    // MARK: Reading once

    private final class Counter: @unchecked Sendable {
        private let lock = NSLock()
        private var counts: [String: Int] = [:]

        func count(_ path: String) { lock.withLock { counts[path, default: 0] += 1 } }
        /// How often each file was counted, by its name.
        var byName: [String: Int] {
            Dictionary(counts.map { (URL(fileURLWithPath: $0.key).lastPathComponent, $0.value) }, uniquingKeysWith: +)
        }
    }

    private static func pluralized(_ arguments: [String], in workspace: Workspace) -> (read: Counter, parsed: Counter) {
        let (read, parsed) = (Counter(), Counter())
        var fileWriter = FileWriter()
        fileWriter.willRead = { read.count($0) }
        fileWriter.willParse = { parsed.count($0) }
        let run = Workspace.run(arguments, fileWriter: fileWriter, workingFolder: workspace.folder)
        #expect(run.errors == "")
        return (read, parsed)
    }

    @Test func everyDocumentAndSpecIsReadAndParsedOnce() throws {
        let workspace = try Workspace()
        defer { workspace.remove() }
        try workspace.write(#"{"output": "out"}"#, to: ProjectFile.name)
        try workspace.write(ImportTests.document(), to: "specs/documents/thing.md")
        _ = Workspace.run(["import"], workingFolder: workspace.folder)
        for command in [["import"], ["check"], ["report", "--output", workspace.folder.path + "/r.html"]] {
            if command == ["check"] { _ = Workspace.run(["generate"], workingFolder: workspace.folder) }
            let (read, parsed) = Self.pluralized(command, in: workspace)
            #expect(read.byName["thing.md"] == 1 && read.byName["thing.patch.json"] == 1, "\(command)")
            #expect(parsed.byName == ["thing.patch.json": 1], "\(command)")
        }
        // A changed spec is parsed once as it was and once as it is.
        try workspace.write(ImportTests.document(limit: "9 次/秒"), to: "specs/documents/thing.md")
        #expect(Self.pluralized(["import"], in: workspace).parsed.byName == ["thing.patch.json": 2])
    }
}
