import DocumentImport
import SourceText

/// `check`: verifies that `import` and `generate` would change nothing.
enum CheckCommand {
    static func run(_ project: Project) throws -> ExitStatus {
        let hasDocuments = FileTree.isFolder(project.documentFolder)
        if !hasDocuments, project.file?.documents != nil, project.options.specs == nil {
            throw Failure(
                "missing-file", "no such document folder", at: .file(project.documentFolder),
                notes: ["correct \"documents\" in \(project.path(of: ProjectFile.name))"])
        }
        var problems = hasDocuments ? try staleSpecs(project) : []
        let generated: GeneratedFiles
        do throws(Failure) {
            generated = try project.generatedFiles()
            problems += try staleFiles(generated, project)
        } catch {
            throw Failure(problems + error.diagnostics)
        }
        if !problems.isEmpty { throw Failure(problems) }
        let count = hasDocuments ? try project.importPlan().specs.count : 0
        if count > 0 {
            project.console.print(
                "\(project.specFolder) is up to date with its documents: \(pluralized(count, "document")).")
        }
        for (folder, files) in [(project.outputFolder, generated.files), (project.samplesFolder, generated.samples)] {
            guard let folder else { continue }
            project.console.print(
                "\(folder) is up to date with \(project.specFolder): \(pluralized(files.count, "file")).")
        }
        return .done
    }

    /// Returns an error for each spec that `import --prune` would create, change or delete, for each outdated JSON Schema, and
    /// for each document that cannot be imported.
    private static func staleSpecs(_ project: Project) throws(Failure) -> [Diagnostic] {
        let (documents, plan) = (try project.documents(), try project.importPlan())
        let note = "run \(command: "import"), then \(command: "generate")" as Diagnostic.Note
        let stale = plan.specs.filter { $0.state != .unchanged }.map { spec in
            let message =
                spec.state == .new ? "missing spec for a document" : "the spec is out of date with its document"
            return Diagnostic(.error, "stale-spec", message, at: .file(spec.oldPath ?? spec.path), notes: [note])
        }
        let schemas = project.staleSchemaPaths.map { path in
            Diagnostic(
                .error, "stale-spec", "the JSON Schema is from another version of the tool",
                at: .file("\(project.specFolder)/\(path)"), notes: [note])
        }
        return documents.failures + plan.errors + stale + schemas
            + plan.orphaned.map { $0.orphanWarning.asError }
    }

    /// Returns an error for each file that `generate` would create, change or remove, and for each obstacle because of which it
    /// would change nothing. Also reports warnings about unlisted files.
    private static func staleFiles(
        _ generated: GeneratedFiles, _ project: Project
    ) throws(Failure) -> [Diagnostic] {
        try project.outputPlans(for: generated).all.flatMap { staleFiles($0, project) }
    }

    private static func staleFiles(_ output: OutputPlan, _ project: Project) -> [Diagnostic] {
        let plan = output.plan
        project.console.report(output.unlistedFiles)
        let note = "run \(command: "generate")" as Diagnostic.Note
        let stale =
            plan.created.map { ($0.path, "missing generated file") }
            + plan.changed.map { ($0.path, "the generated file is out of date with its spec, or damaged") }
            + plan.removedPaths.map { ($0, "no selected spec produces this generated file") }
        // Report a stale manifest only if no file is stale or edited, because otherwise the files explain why it is stale.
        let manifest = stale.isEmpty && plan.editedPaths.isEmpty ? plan.manifest : nil
        let staleManifest = (manifest.map { [($0.path, "the list of generated files is out of date")] } ?? [])
        return (stale + staleManifest).map { file, message in
            Diagnostic(.error, "stale-file", message, at: .file(output.path(of: file)), notes: [note])
        } + output.obstacles
    }
}
