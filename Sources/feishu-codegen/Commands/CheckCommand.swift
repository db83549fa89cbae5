import DocumentImport
import SourceText
import SwiftGeneration

/// `check`: whether `import` and `generate` would change nothing.
enum CheckCommand {
    static func run(_ options: Invocation.Options, console: Console) throws -> ExitStatus {
        let documents = try staleSpecs(options)
        let generated: GeneratedFiles
        let problems: [Diagnostic]
        do throws(Failure) {
            let folder = try OutputFolder(options.outputFolder)
            let selection = folder.selection
            generated = try GeneratedFiles(from: options.specFolder, selection)
            problems = documents.problems + (try staleFiles(generated.files, selection, in: folder, options, console))
        } catch {
            throw Failure(documents.problems + error.diagnostics)
        }
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
        guard FileTree.isFolder(folder) else { return ([], 0) }
        let existing = try SpecFiles.readIfAny(in: options.specFolder)
        let documents = try DocumentFiles([folder], allowingNone: true)
        let plan = ImportPipeline.plan(
            documents: documents.documents, existing: existing, options: ImportOptions(options, documents))
        let note = Diagnostic.Note(
            "run \(options.commandLine(of: .import)), then \(options.commandLine(of: .generate))")
        let stale = plan.specs.filter { $0.state != .unchanged }.map { spec in
            let message =
                spec.state == .new ? "the spec of a document is missing" : "the spec is out of date with its document"
            return Diagnostic(.error, "stale-spec", message, at: .file(spec.oldPath ?? spec.path), notes: [note])
        }
        let orphaned = plan.orphaned.map(\.orphanWarning.asError)
        return (documents.failures + plan.errors + stale + orphaned, plan.specs.count)
    }

    private static func staleFiles(
        _ files: [OutputFile], _ selection: Selection, in folder: OutputFolder, _ options: Invocation.Options,
        _ console: Console
    ) throws(Failure) -> [Diagnostic] {
        let output = try folder.plan(for: files, selection)
        let plan = output.plan
        console.report(output.unlistedFiles)
        let note = Diagnostic.Note("run \(options.commandLine(of: .generate))")
        let stale =
            plan.created.map { ($0.path, "the generated file is missing") }
            + plan.changed.map { ($0.path, "the generated file is out of date with its spec, or damaged") }
            + plan.removed.map { ($0, "the generated file has no spec anymore") }
        // Otherwise the list differs with the files.
        let list = stale.isEmpty && plan.edited.isEmpty ? plan.manifest : nil
        let staleList = (list.map { [($0.path, "the list of the generated files is out of date")] } ?? [])
        return (stale + staleList).map { file, message in
            Diagnostic(.error, "stale-file", message, at: .file(output.path(of: file)), notes: [note])
        } + output.obstacles
    }
}
