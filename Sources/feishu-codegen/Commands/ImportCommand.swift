import DocumentImport
import EndpointSpec
import SourceText
import SwiftGeneration

/// `import`: converts documents into specs.
enum ImportCommand {
    static func run(_ project: Project) throws -> ExitStatus {
        let (options, console) = (project.options, project.console)
        let folders = options.arguments.isEmpty ? [project.documentFolder] : options.arguments
        project.replaceDocuments(with: try project.documentFiles(folders, allowingNone: options.isPruning))
        let plan = try project.importPlan()
        let warnings = plan.warnings + (options.isPruning ? [] : plan.orphaned.map { $0.orphanWarning })
        let errors = try project.documents().failures + plan.errors
        if options.isStrict, !warnings.isEmpty {
            throw Failure(
                errors + warnings.map(\.asError)
                    + Failure("strict", "nothing was written because --strict treats warnings as errors").diagnostics)
        }
        console.report(warnings)
        if !options.isDryRun {
            do throws(Failure) {
                try project.specChanges().apply()
            } catch {
                throw Failure(errors + error.diagnostics)
            }
        }
        report(plan, warnings: warnings, errorCount: errors.count, project)
        console.report(errors)
        return errors.isEmpty ? .done : .problems
    }

    /// Prints the changes that were made to specs or, in a dry run, would be made, and a summary of the import.
    static func report(_ plan: ImportPlan, warnings: [Diagnostic], errorCount: Int, _ project: Project) {
        let lines =
            changedFiles(of: plan, project.options).lines + resolvedPlacements(of: plan) + agreedCorrections(of: plan)
            + renames(of: plan)
        for line in lines { project.console.print(line) }
        project.console.print(summary(of: plan, warnings: warnings, errorCount: errorCount, project))
    }

    private static func changedFiles(of plan: ImportPlan, _ options: Invocation.Options) -> ChangedFiles {
        ChangedFiles(
            created: plan.specs(.new).enumerated().map { index, spec in
                (spec.path, index < ChangedFiles.maximumLines ? call(of: spec) : nil)
            },
            changed: plan.specs(.changed).filter { $0.oldPath == nil }.map(\.path),
            moved: plan.specs.compactMap { spec in spec.oldPath.map { ($0, spec.path) } },
            removed: options.isPruning ? plan.orphaned.map(\.source.path) : [], isDryRun: options.isDryRun)
    }

    /// Returns a line with the number of assumed placements that the documents confirmed and the number that they corrected,
    /// followed by a truncated list of the corrections. Returns an empty array if both numbers are zero.
    private static func resolvedPlacements(of plan: ImportPlan) -> [String] {
        let specs = plan.specs.filter { $0.resolvedPlacements != ResolvedPlacements.none }
        if specs.isEmpty { return [] }
        let confirmed = specs.reduce(0) { $0 + $1.resolvedPlacements.confirmedCount }
        let moves = specs.flatMap { spec in spec.resolvedPlacements.moves.map { "  \(spec.spec.id): \($0)" } }
        return [
            "Resolved assumed placements in \(pluralized(specs.count, "spec")): \(confirmed) confirmed, \(moves.count) corrected."
        ] + ChangedFiles.truncated(moves, noun: "placement")
    }

    /// Returns a line for each correction that is no longer needed.
    private static func agreedCorrections(of plan: ImportPlan) -> [String] {
        plan.specs.flatMap { spec in
            spec.agreedCorrections.map {
                "The document agrees with a correction, which was dropped: \(spec.spec.id): \($0)"
            }
        }
    }

    /// Returns a line for each renamed constant, marked as breaking because code that uses the old name no longer compiles.
    private static func renames(of plan: ImportPlan) -> [String] {
        plan.specs.flatMap { spec in spec.renames.map { "breaking: \(spec.spec.id): \($0)" } }
    }

    private static func call(of spec: PlannedSpec) -> String? {
        SwiftGenerator.call(of: spec.file)
    }

    private static func summary(
        of plan: ImportPlan, warnings: [Diagnostic], errorCount: Int, _ project: Project
    ) -> String {
        let fields = plan.specs.reduce(0) { $0 + $1.spec.allFields.count }
        let kinds = Dictionary(grouping: warnings, by: \.code).mapValues(\.count)
            .sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        let list = kinds.isEmpty ? "" : " (" + kinds.map { "\($0.value) \($0.key)" }.joined(separator: ", ") + ")"
        let guides =
            plan.guidePaths.isEmpty ? "" : "; \(pluralized(plan.guidePaths.count, "document")) without an endpoint"
        let failed = errorCount == 0 ? "" : "; \(pluralized(errorCount, "error"))"
        return (project.options.isDryRun ? "Would read " : "Read ")
            + "\(pluralized(plan.specs.count, "document")) with \(pluralized(fields, "field")) into \(project.specFolder): "
            + "\(pluralized(plan.specs(.new).count, "spec")) new, \(plan.specs(.changed).count) changed, "
            + "\(plan.specs(.unchanged).count) unchanged; \(pluralized(warnings.count, "warning"))\(list)\(guides)\(failed)."
    }
}

extension SpecFile {
    /// A warning that the document of the spec no longer exists or describes another endpoint.
    var orphanWarning: Diagnostic {
        let document = spec.document.path ?? ""
        return Diagnostic(
            .warning, "orphaned-spec",
            "the document \"\(document)\" no longer exists or describes another \(spec.noun)", at: .file(source.path),
            notes: [
                "restore the document, or run \(again: "import", "--prune") to delete the spec"
            ])
    }
}
