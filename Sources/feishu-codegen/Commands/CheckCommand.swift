import DocumentImport
import SourceText
import SwiftGeneration

/// `check`: whether `import` and `generate` would change nothing.
enum CheckCommand {
    static func run(_ options: Invocation.Options, console: Console) throws -> ExitStatus {
        let documentCount = try checkSpecs(options)
        let generated = try GeneratedFiles(from: options.specFolder)
        try check(generated.files, options)
        if documentCount > 0 {
            console.say(
                "\(options.specFolder) is up to date with its documents: \(counted(documentCount, "document")).")
        }
        console.say(
            "\(options.outputFolder) is up to date with \(options.specFolder): "
                + "\(counted(generated.files.count, "file")).")
        return .done
    }

    /// Fails where a spec is not what its document states, apart from annotations.
    ///
    /// - Returns: The number of documents.
    private static func checkSpecs(_ options: Invocation.Options) throws(Failure) -> Int {
        let folder = options.specFolder + "/documents"
        guard FileTree.isFolder(folder), try !FileTree.paths(in: folder, withExtension: "md").isEmpty else { return 0 }
        let existing = try SpecFiles.readIfAny(in: options.specFolder)
        let documents = try DocumentFiles([folder])
        let plan = ImportPipeline.plan(
            documents: documents.documents, existing: existing, options: ImportOptions(options, documents.folders))
        if plan.isEmpty, documents.failures.isEmpty { return plan.specs.count }
        let note = Diagnostic.Note("run feishu-codegen import, then feishu-codegen generate")
        let stale = plan.specs.filter { $0.state != .unchanged }.map { spec in
            let message =
                spec.state == .new ? "the spec of a document is missing" : "the spec is not what its document states"
            return Diagnostic(.error, "stale-spec", message, at: .file(spec.path), notes: [note])
        }
        let orphaned = plan.orphaned.map { file in
            var diagnostic = file.orphanWarning
            diagnostic.severity = .error
            return diagnostic
        }
        throw Failure(documents.failures + plan.errors + stale + orphaned)
    }

    private static func check(_ files: [OutputFile], _ options: Invocation.Options) throws(Failure) {
        let plan = WritePlan(files: files, existing: try OutputFolder(options.outputFolder).contents())
        let note = Diagnostic.Note("run feishu-codegen generate")
        let differences =
            plan.created.map { ($0.path, "the generated file is missing") }
            + plan.changed.map { ($0.path, "the generated file is not what its spec gives") }
            + plan.removed.map { ($0, "the generated file has no spec anymore") }
            + plan.conflicting.map { ($0, "a generated file would replace this file, which was not generated") }
        if differences.isEmpty { return }
        throw Failure(
            differences.map { path, message in
                Diagnostic(
                    .error, "stale-file", message, at: .file("\(options.outputFolder)/\(path)"), notes: [note])
            })
    }
}
