import DocumentImport
import SourceText
import SwiftGeneration

/// `check`: whether `import` and `generate` would change nothing.
enum CheckCommand {
    static func run(_ options: Invocation.Options, console: Console) throws -> ExitStatus {
        let documents = try staleSpecs(options)
        let generated = try GeneratedFiles(from: options.specFolder)
        let problems = documents.problems + (try staleFiles(generated.files, options))
        if !problems.isEmpty { throw Failure(problems) }
        if documents.count > 0 {
            console.say(
                "\(options.specFolder) is up to date with its documents: \(counted(documents.count, "document")).")
        }
        console.say(
            "\(options.outputFolder) is up to date with \(options.specFolder): "
                + "\(counted(generated.files.count, "file")).")
        return .done
    }

    /// The specs that are not what their documents state, apart from annotations, and the number of documents.
    private static func staleSpecs(
        _ options: Invocation.Options
    ) throws(Failure) -> (problems: [Diagnostic], count: Int) {
        let folder = options.documentFolder
        guard FileTree.isFolder(folder), try !FileTree.paths(in: folder, withExtension: "md").isEmpty else {
            return ([], 0)
        }
        let existing = try SpecFiles.readIfAny(in: options.specFolder)
        let documents = try DocumentFiles([folder])
        let plan = ImportPipeline.plan(
            documents: documents.documents, existing: existing, options: ImportOptions(options, documents))
        let note = Diagnostic.Note("run feishu-codegen import, then feishu-codegen generate")
        let stale = plan.specs.filter { $0.state != .unchanged }.map { spec in
            let message =
                spec.state == .new ? "the spec of a document is missing" : "the spec is out of date with its document"
            return Diagnostic(.error, "stale-spec", message, at: .file(spec.oldPath ?? spec.path), notes: [note])
        }
        let orphaned = plan.orphaned.map(\.orphanWarning.asError)
        return (documents.failures + plan.errors + stale + orphaned, plan.specs.count)
    }

    private static func staleFiles(
        _ files: [OutputFile], _ options: Invocation.Options
    ) throws(Failure) -> [Diagnostic] {
        let folder = try OutputFolder(options.outputFolder)
        let plan = WritePlan(files: files, existing: try folder.contents(), manifest: try folder.manifest())
        let note = Diagnostic.Note("run feishu-codegen generate")
        let stale =
            plan.created.map { ($0.path, "the generated file is missing") }
            + plan.changed.map { ($0.path, "the generated file is out of date with its spec, or damaged") }
            + plan.removed.map { ($0, "the generated file has no spec anymore") }
        // Otherwise the list differs with the files.
        let list = stale.isEmpty && plan.edited.isEmpty ? plan.manifest : nil
        let staleList = (list.map { [($0.path, "the list of the generated files is out of date")] } ?? [])
        return (stale + staleList).map { path, message in
            Diagnostic(
                .error, "stale-file", message, at: .file("\(options.outputFolder)/\(path)"), notes: [note])
        } + plan.obstacles(in: options.outputFolder)
    }
}

extension WritePlan {
    /// A warning for each file that may be stale.
    func unlistedFiles(in folder: String) -> [Diagnostic] {
        unlisted.map { path in
            Diagnostic(
                .warning, "unlisted-file", "the file says that it was generated, and no spec gives it",
                at: .file("\(folder)/\(path)"), notes: [.init("delete it if it is stale")])
        }
    }

    /// An error for each file that the plan would have to replace or remove, and that holds the work of a person.
    func obstacles(in folder: String) -> [Diagnostic] {
        let edits = edited.map { path in
            Diagnostic(
                .error, "edited-file", "the generated file was changed by hand",
                at: .file("\(folder)/\(path)"),
                notes: [
                    .init("move your changes to a file of your own or to the annotations of the spec"),
                    .init("generate --force discards them, also after a merge"),
                ])
        }
        let conflicts = conflicting.map { path in
            Diagnostic(
                .error, "conflicting-file", "a generated file would replace this file, which was not generated",
                at: .file("\(folder)/\(path)"),
                notes: [.init("move the file, or choose another folder with --output")])
        }
        return edits + conflicts
    }
}
