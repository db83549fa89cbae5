import Foundation
import SourceText

/// `init`: the project file and the folders of a package.
enum InitCommand {
    private static let standardOutput = "Sources/FeishuAPI"
    /// Modules that the package or the system already has.
    private static let takenModules: Set = ["FeishuRuntime", "Foundation", "Generated", "Swift"]

    static func run(
        _ options: Invocation.Options, _ console: Console, _ disk: Disk, _ workingFolder: URL
    ) throws -> ExitStatus {
        let root = packageRoot(of: workingFolder)
        let path = Project.path(of: ProjectFile.name, in: root)
        if FileTree.exists(path) {
            throw Failure(
                "existing-project", "the package already has a project file", at: .file(path),
                notes: ["edit it, or delete it and run the command again"])
        }
        var file = ProjectFile()
        file.specs = try inRoot(options.specs, root) ?? "specs"
        file.output = try inRoot(options.output, root) ?? standardOutput
        let module = file.output?.split(separator: "/").last.map(String.init) ?? ""
        if !Invocation.isModuleName(module) || takenModules.contains(module) {
            throw Failure(
                "wrong-module", "the output folder is a target, which cannot have the name \"\(module)\"",
                notes: ["choose a folder like \(standardOutput) with --output"])
        }
        if "\(file.specs ?? "")/".hasPrefix("\(file.output ?? "")/")
            || "\(file.output ?? "")/".hasPrefix("\(file.specs ?? "")/")
        {
            throw Failure("wrong-module", "the specs and the generated files need folders of their own")
        }
        file.module = module
        file.schema = "./\(file.specs ?? "")/\(ProjectFile.schemaPath)"
        for folder in [(file.specs ?? "") + "/documents", file.output ?? ""] {
            do {
                try disk.createFolder(root.appendingPathComponent(folder, isDirectory: true))
            } catch {
                let path = Project.path(of: folder, in: root)
                throw Failure("unwritable-file", "cannot write: \(error.fileSystemReason)", at: .file(path))
            }
        }
        let schema = root.appendingPathComponent("\(file.specs ?? "")/\(ProjectFile.schemaPath)").path
        if !FileTree.exists(schema) {
            try FileReplacement.write(ProjectFile.schemaText, to: schema, over: "{", on: disk)
        }
        try FileReplacement.write(file.text, to: path, over: "{", on: disk)
        for line in instructions(file, root, module) { console.say(line) }
        return .done
    }

    /// The nearest folder with a package; the working folder if there is none.
    private static func packageRoot(of folder: URL) -> URL {
        var root = folder.standardizedFileURL
        while !FileTree.exists(root.appendingPathComponent("Package.swift").path) {
            if root.path == "/" { return folder }
            root.deleteLastPathComponent()
        }
        return root
    }

    /// A path of the command line, relative to the package.
    private static func inRoot(_ path: String?, _ root: URL) throws(Failure) -> String? {
        guard let path else { return nil }
        guard let relative = DocumentFiles.path(of: path, from: root) else {
            throw Failure("outside-project", "expected a folder below that of the package", at: .file(path))
        }
        return relative
    }

    private static func instructions(_ file: ProjectFile, _ root: URL, _ module: String) -> [String] {
        let (specs, output) = (file.specs ?? "", file.output ?? "")
        let path = output == "Sources/\(module)" ? "" : ", path: \"\(output)\""
        let runtime = ".product(name: \"FeishuRuntime\", package: \"feishu-codegen\")"
        return [
            "Wrote \(Project.path(of: ProjectFile.name, in: root)), and created the folders \(specs)/documents and \(output).",
            "Package.swift needs this dependency and this target:",
            "    .package(name: \"feishu-codegen\", path: \"path/to/feishu-codegen\"),",
            "    .target(name: \"\(module)\", dependencies: [\(runtime)]\(path)),",
            "Then run feishu-codegen update with the address of a page; or save documents in \(specs)/documents, and run import "
                + "and generate.",
        ]
    }
}
