import DocumentImport
import EndpointSpec
import SourceText
import SwiftGeneration

/// `update`: documents of the portal to Swift files, with a report of what changed for callers.
enum UpdateCommand {
    static func run(
        _ options: Invocation.Options, console: Console, disk: Disk, portal: PortalConnection
    ) async throws -> ExitStatus {
        let fetch = try DocumentFetch(options, console: console, disk: disk, connection: portal)
        let fetched = try await fetch.run(options.isDryRun ? .keepInMemory : .write)
        console.report(fetched.warnings + fetched.errors)
        let update = try Update(options, fetch.specs, overlaying: options.isDryRun ? fetched.documents : [], console)
        if !options.isDryRun { try update.apply(on: disk) }
        let report = options.format.flatMap(ChangeReport.init) ?? .text
        if report == .text, !options.isDryRun {
            fetched.report(options, to: console)
            update.report(to: console)
        }
        console.say(report.of(update.changes))
        console.report(update.leftOut)
        if !fetched.errors.isEmpty || !update.leftOut.isEmpty { return .problems }
        return update.changes.contains { $0.changes.contains { $0.impact == .breaking } } ? .breaking : .done
    }
}

/// The way from the documents to the Swift files, of which nothing is written until all of it is planned.
private struct Update {
    /// What changes for callers.
    let changes: [EndpointChanges]
    /// An error for each document that has no spec because another endpoint has its id. It keeps no other from its own.
    let leftOut: [Diagnostic]
    private let options: Invocation.Options
    private let existing: [SpecFile]
    private let plan: ImportPlan
    private let generated: GeneratedFiles
    private let output: OutputPlan

    /// - Parameters:
    ///   - existing: The specs as they are.
    ///   - overlay: Documents that were fetched and not written.
    init(
        _ options: Invocation.Options, _ existing: [SpecFile], overlaying overlay: [DocumentFetch.Fetched],
        _ console: Console
    ) throws(Failure) {
        self.options = options
        self.existing = existing
        var documents = try DocumentFiles(ofSpecs: options)
        documents.overlay(overlay.map { ($0.path, $0.text) })
        plan = ImportCommand.plan(documents, existing: existing, options, console)
        // What was reported when a spec was written is not repeated on each day that it stays the same.
        let unchanged = Set(plan.specs(.unchanged).compactMap(\.spec.document.path))
        console.report(
            (plan.warnings + plan.orphaned.map(\.orphanWarning)).filter { warning in
                options.isVerbose || warning.location.path.map { !unchanged.contains($0) } ?? true
            })
        leftOut = plan.errors.filter { $0.code == "taken-id" }
        let errors = documents.failures + plan.errors.filter { $0.code != "taken-id" }
        if !errors.isEmpty { throw Failure(errors + Self.nothingWritten.diagnostics) }
        let specs = Self.specs(existing, after: plan).map { SpecReading($0) }
        let outputFolder = try OutputFolder(options.outputFolder)
        let selection = outputFolder.selection
        generated = try GeneratedFiles(specs, selection)
        output = try outputFolder.plan(for: generated.files, selection)
        if !output.obstacles.isEmpty { throw Failure(output.obstacles) }
        changes = DiffCommand.changes(
            from: existing.map(\.spec), to: specs.compactMap(\.file?.spec))
    }

    private static let nothingWritten = Failure(
        "not-updated", "no spec and no Swift file was changed",
        notes: ["correct or delete the documents with errors, and run import and generate, or update again"])

    /// The files of all specs as the plan leaves them.
    private static func specs(_ existing: [SpecFile], after plan: ImportPlan) -> [SourceFile] {
        let replaced = Set(plan.specs.flatMap { [$0.path] + ($0.oldPath.map { [$0] } ?? []) })
        return existing.map(\.source).filter { !replaced.contains($0.path) }
            + plan.specs.map { SourceFile(path: $0.path, text: $0.text) }
    }

    /// Writes the specs and the Swift files; neither where one of them cannot be written.
    func apply(on disk: Disk) throws(Failure) {
        // Specs are last: a run that is killed before them reports the changes again.
        let files = output.changes(on: disk)
        try files.apply()
        do throws(Failure) {
            try ImportCommand.changes(of: plan, existing, options, on: disk).apply()
        } catch {
            var diagnostics = error.diagnostics
            do throws(Failure) { try files.inverse.apply() } catch { diagnostics += error.diagnostics }
            throw Failure(diagnostics)
        }
    }

    /// Says what was written.
    func report(to console: Console) {
        let warnings = plan.warnings + plan.orphaned.map(\.orphanWarning)
        ImportCommand.report(plan, warnings: warnings, errorCount: 0, options, console)
        GenerateCommand.report(output, of: generated, options, console)
    }
}
