import Foundation
import SourceText
import SwiftGeneration

/// `init`: creates the project file and the folders of a package.
enum InitCommand {
    private static let standardOutput = "Sources/FeishuAPI"
    /// Module names that are already used by the tool's package or by the system.
    private static let takenModules: Set = ["FeishuRuntime", "FeishuTesting", "Foundation", "Generated", "Swift"]

    static func run(
        _ options: Invocation.Options, _ console: Console, _ fileWriter: FileWriter, _ workingFolder: URL
    ) throws -> ExitStatus {
        let root = packageRoot(of: workingFolder)
        let path = Project.path(of: ProjectFile.name, in: root)
        if FileTree.exists(path) {
            throw Failure(
                "existing-project", "the package already has a project file", at: .file(path),
                notes: ["edit the file, or delete it and run \(command: "init")"])
        }
        let specs = try inRoot(options.specs, root) ?? "specs"
        let output = try inRoot(options.output, root) ?? standardOutput
        let module = try module(in: output, besides: specs)
        let samples = output + "Samples"
        if overlap(specs, samples) {
            throw Failure(
                "wrong-module", "the specs and the generated samples must be in separate folders",
                notes: ["the samples are in \(samples); choose another folder with --specs"])
        }
        let schema = "\(specs)/\(ProjectFile.schemaPath)"
        var file = ProjectFile()
        (file.schema, file.specs, file.output, file.module) = ("./\(schema)", specs, output, module)
        file.samples = samples
        try create(specs + "/documents", in: root, using: fileWriter)
        let empty = try SwiftGenerator.files(for: [], samplesImporting: module)
        try fill(output, with: empty.files, samples: samples, in: root, using: fileWriter)
        try fill(samples, with: empty.samples, in: root, using: fileWriter)
        let schemaPath = Project.path(of: schema, in: root)
        if !FileTree.exists(schemaPath) {
            try FileReplacement.write(ProjectFile.schemaText, to: schemaPath, over: "{", using: fileWriter)
        }
        try FileReplacement.write(file.text, to: path, over: "{", using: fileWriter)
        for line in instructions(path, file) { console.print(line) }
        return .done
    }

    /// Returns the module name, which is the last component of the path of the output folder.
    ///
    /// - Throws: `Failure` if the name is invalid or taken, or if the output and spec folders overlap.
    private static func module(in output: String, besides specs: String) throws(Failure) -> String {
        let module = output.split(separator: "/").last.map(String.init) ?? ""
        if !Invocation.isModuleName(module) || takenModules.contains(module) {
            throw Failure(
                "wrong-module", "invalid module name \"\(module)\", which is the name of the output folder",
                notes: ["choose a folder like \(standardOutput) with --output"])
        }
        if overlap(specs, output) {
            throw Failure("wrong-module", "the specs and the generated files must be in separate folders")
        }
        return module
    }

    /// Returns whether two folders are the same, or one is inside the other.
    private static func overlap(_ folder: String, _ other: String) -> Bool {
        "\(folder)/".hasPrefix("\(other)/") || "\(other)/".hasPrefix("\(folder)/")
    }

    private static func create(_ folder: String, in root: URL, using fileWriter: FileWriter) throws(Failure) {
        do {
            try fileWriter.createFolder(root.appendingPathComponent(folder, isDirectory: true))
        } catch {
            throw Failure(
                "unwritable-file", "cannot write: \(error.fileSystemReason)",
                at: .file(Project.path(of: folder, in: root)))
        }
    }

    /// Writes the files of a module without endpoints, unless the folder already contains Swift files. The target must not be
    /// empty, because SwiftPM keeps ignoring a target that has no sources when it plans the build, even if sources are generated
    /// later.
    private static func fill(
        _ folder: String, with files: [OutputFile], samples: String? = nil, in root: URL, using fileWriter: FileWriter
    ) throws(Failure) {
        let path = Project.path(of: folder, in: root)
        if FileTree.exists(path), try !FileTree.paths(in: path, withExtension: "swift").isEmpty { return }
        let plan = try OutputFolder(path, using: fileWriter).plan(for: files, samples: samples)
        try plan.changes(using: fileWriter).apply()
    }

    /// Returns the root of the package that contains the given folder, or the folder itself if it is not in a package.
    private static func packageRoot(of folder: URL) -> URL {
        var root = folder.standardizedFileURL
        while !FileTree.exists(root.appendingPathComponent("Package.swift").path) {
            if root.path == "/" { return folder }
            root.deleteLastPathComponent()
        }
        return root
    }

    /// Converts a path from the command line into a path relative to the root of the package.
    ///
    /// - Throws: `Failure` if the path is outside the package.
    private static func inRoot(_ path: String?, _ root: URL) throws(Failure) -> String? {
        guard let path else { return nil }
        guard let relative = DocumentFiles.path(of: path, from: root) else {
            throw Failure("outside-project", "expected a folder inside the package", at: .file(path))
        }
        return relative
    }

    private static func instructions(_ path: String, _ file: ProjectFile) -> [String] {
        let (specs, output) = (file.specs ?? "", file.output ?? "")
        let (module, samples) = (file.module ?? "", file.samples ?? "")
        func product(_ name: String) -> String { ".product(name: \"\(name)\", package: \"feishu-codegen\")" }
        func target(_ name: String, in folder: String, _ dependencies: [String]) -> String {
            let path = folder == "Sources/\(name)" ? "" : ", path: \"\(folder)\""
            return "    .target(name: \"\(name)\", dependencies: [\(dependencies.joined(separator: ", "))]\(path)),"
        }
        return [
            "Wrote \(path) and created the folders \(specs)/documents, \(output) and \(samples).",
            "Add to Package.swift, and \"\(module)\" to the dependencies of your app, \"\(module)Samples\" to those of its tests:",
            "    platforms: [.macOS(.v13), .iOS(.v16)],",
            "    .package(name: \"feishu-codegen\", path: \"path/to/feishu-codegen\"),",
            target(module, in: output, [product("FeishuRuntime")]),
            target("\(module)Samples", in: samples, ["\"\(module)\"", product("FeishuTesting")]),
            "Then run feishu-codegen update with the URL of a page, or save documents in \(specs)/documents, and run "
                + "feishu-codegen import and feishu-codegen generate.",
        ]
    }
}
