import DocumentImport
import EndpointSpec
import SourceText
import SwiftGeneration

/// `update`: fetches documents, imports them, generates Swift files and reports what changed for callers.
enum UpdateCommand {
    static func run(_ project: Project, portal: PortalConnection) async throws -> ExitStatus {
        let (options, console) = (project.options, project.console)
        let fetch = try DocumentFetch(project, connection: portal)
        if options.isReportingNew { return try await reportNew(fetch, options, console) }
        let fetched = try await fetch.run(options.isDryRun ? .keepInMemory : .write)
        console.report(fetched.warnings + fetched.errors)
        var documents = try project.documents()
        documents.overlay(fetched.documents.map { ($0.path, $0.text, $0.schema) })
        project.replaceDocuments(with: documents)
        let update = try Update(project)
        if !options.isDryRun { try update.apply() }
        let report = options.format.flatMap(ChangeReport.init) ?? .text
        if report == .text, !options.isDryRun {
            fetched.report(project)
            update.report()
        }
        let findings = try ChangeFindings(fetched, update.diagnostics, project)
        console.print(report.render(findings.added(to: update.changes), diagnostics: findings.others))
        console.report(update.errors)
        if !fetched.errors.isEmpty || !update.errors.isEmpty { return .problems }
        let isBreaking = update.changes.contains { $0.changes.contains { $0.impact == .breaking } }
        return isBreaking || findings.includesDangers ? .breaking : .done
    }

    /// Prints the endpoints and events that the portal has and the project does not. Changes no files.
    private static func reportNew(
        _ fetch: DocumentFetch, _ options: Invocation.Options, _ console: Console
    ) async throws -> ExitStatus {
        let new = try await NewPages(fetch, services: options.arguments)
        console.report(new.warnings)
        console.print(new.report(options.format.flatMap(ChangeReport.init) ?? .text))
        return .done
    }
}

/// The import and generation steps of an update. Nothing is written until both are planned.
private struct Update {
    /// The changes that affect callers.
    let changes: [EndpointChanges]
    /// An error for each document whose spec is not written, because another endpoint already uses its ID or because the document
    /// lost facts. Other documents are still imported.
    let errors: [Diagnostic]
    /// These errors, and the warnings about the documents of changed specs.
    let diagnostics: [Diagnostic]
    private let project: Project
    private let plan: ImportPlan
    private let generated: GeneratedFiles
    private let output: OutputPlans
    private let migration: SelectionMigration?

    init(_ project: Project) throws(Failure) {
        self.project = project
        plan = try project.importPlan()
        // Unless `--verbose` is specified, omit warnings about the documents of unchanged specs, because these warnings were
        // already reported when the specs were written.
        let unchanged = Set(plan.specs(.unchanged).compactMap(\.spec.document.path))
        let warnings = plan.warnings + plan.orphaned.map { $0.orphanWarning }
        let current = warnings.filter { warning in warning.location.path.map { !unchanged.contains($0) } ?? true }
        project.console.report(project.options.isVerbose ? warnings : current)
        errors = plan.errors.filter { Self.skippable.contains($0.code) }
        diagnostics = errors + current
        let fatal = try project.documents().failures + plan.errors.filter { !Self.skippable.contains($0.code) }
        if !fatal.isEmpty { throw Failure(fatal + Self.nothingWritten.diagnostics) }
        let specs = try project.specsAfterImport()
        do throws(Failure) {
            generated = try project.generatedFiles(of: specs.map(LoadedSpec.init))
        } catch {
            throw Failure(error.diagnostics + Self.nothingGenerated.diagnostics)
        }
        output = try project.outputPlans(for: generated)
        let obstacles = output.all.flatMap(\.obstacles)
        if !obstacles.isEmpty { throw Failure(obstacles) }
        migration = try SelectionMigration(of: project)
        changes = DiffCommand.changes(from: try project.existingSpecs().map(\.spec), to: specs.map(\.spec))
    }

    /// The errors that concern one document and do not keep the others from being imported.
    private static let skippable: Set = ["taken-id", "lost-facts"]

    private static let nothingWritten = Failure(
        "not-updated", "no specs or Swift files were changed",
        notes: ["fix or delete the documents with errors, then run \(command: "import") and \(command: "generate")"])

    private static let nothingGenerated = Failure(
        "not-updated", "no specs or Swift files were changed",
        notes: ["to write the specs without generating Swift files, run \(command: "import")"])

    /// Writes the specs and the Swift files, and moves the selection to the project file if necessary. If any file cannot be
    /// written, reverts all changes.
    func apply() throws(Failure) {
        try SelectionMigration.apply(migration, with: write)
    }

    private func write() throws(Failure) {
        // Write the specs last, so that if this run is interrupted, the next run reports the changes again.
        try (output.changes(using: project.fileWriter) + [project.specChanges()]).apply()
    }

    /// Prints the changes to specs and Swift files, with a summary of the import and of the generation.
    func report() {
        let warnings = plan.warnings + plan.orphaned.map { $0.orphanWarning }
        migration?.report()
        ImportCommand.report(plan, warnings: warnings, errorCount: 0, project)
        GenerateCommand.report(output, of: generated, project)
    }
}
