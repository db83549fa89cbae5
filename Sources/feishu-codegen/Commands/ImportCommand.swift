import DocumentImport
import EndpointSpec
import SourceText
import SwiftGeneration

/// `import`: documents to specs.
enum ImportCommand {
    static func run(_ options: Invocation.Options, console: Console, disk: Disk) throws -> ExitStatus {
        let existing = try SpecFiles.readIfAny(in: options.specFolder)
        let documents = try DocumentFiles(
            options.arguments.isEmpty ? [options.documentFolder] : options.arguments, allowingNone: options.isPruning)
        let plan = plan(documents, existing: existing, options, console)
        let warnings = plan.warnings + (options.isPruning ? [] : plan.orphaned.map(\.orphanWarning))
        let errors = documents.failures + plan.errors
        if options.isStrict, !warnings.isEmpty {
            throw Failure(
                errors + warnings.map(\.asError)
                    + Failure("strict", "nothing was written: with --strict, warnings are errors").diagnostics)
        }
        console.report(warnings)
        if !options.isDryRun {
            do throws(Failure) {
                try changes(of: plan, existing, options, on: disk).apply()
            } catch {
                throw Failure(errors + error.diagnostics)
            }
        }
        report(plan, warnings: warnings, errorCount: errors.count, options, console)
        console.report(errors)
        return errors.isEmpty ? .done : .problems
    }

    /// Plans the specs of documents, and shows the progress.
    static func plan(
        _ documents: DocumentFiles, existing: [SpecFile], _ options: Invocation.Options, _ console: Console
    ) -> ImportPlan {
        defer { console.showProgress("") }
        return ImportPipeline.plan(
            documents: documents.documents, existing: existing, options: ImportOptions(options, documents)
        ) { read in
            console.showProgress("\(read) of \(documents.documents.count) documents read")
        }
    }

    /// Says what was written, or would be.
    static func report(
        _ plan: ImportPlan, warnings: [Diagnostic], errorCount: Int, _ options: Invocation.Options, _ console: Console
    ) {
        for line in changedFiles(of: plan, options).lines + settledPlaces(of: plan) + renames(of: plan) {
            console.say(line)
        }
        console.say(summary(of: plan, warnings: warnings, errorCount: errorCount, options))
    }

    /// The steps of a plan.
    static func changes(
        of plan: ImportPlan, _ existing: [SpecFile], _ options: Invocation.Options, on disk: Disk
    ) -> FolderChanges {
        let contents = Dictionary(uniqueKeysWithValues: existing.map { ($0.source.path, $0.source.bytes) })
        func inFolder(_ path: String) -> String { String(path.dropFirst(options.specFolder.count + 1)) }
        let written = plan.specs.filter { $0.state != .unchanged }.map { spec in
            FolderChanges.Change.write(inFolder(spec.path), text: spec.text, over: contents[spec.path])
        }
        // Editors find the schema by the key $schema of the specs.
        let old = (try? SourceFile(readingFrom: "\(options.specFolder)/\(EndpointSpec.schemaPath)"))?.bytes
        let isStale = old.map { !$0.elementsEqual(EndpointSpec.schemaText.utf8) } ?? !written.isEmpty
        let schema =
            isStale
            ? [FolderChanges.Change.write(EndpointSpec.schemaPath, text: EndpointSpec.schemaText, over: old)] : []
        let removed = plan.specs.compactMap(\.oldPath) + (options.isPruning ? plan.orphaned.map(\.source.path) : [])
        return FolderChanges(
            in: options.specFolder,
            schema + written + removed.map { .remove(inFolder($0), containing: contents[$0] ?? []) }, on: disk)
    }

    private static func changedFiles(of plan: ImportPlan, _ options: Invocation.Options) -> ChangedFiles {
        ChangedFiles(
            created: plan.specs(.new).enumerated().map { index, spec in
                (spec.path, index < ChangedFiles.maximum ? call(of: spec) : nil)
            },
            changed: plan.specs(.changed).filter { $0.oldPath == nil }.map(\.path),
            moved: plan.specs.compactMap { spec in spec.oldPath.map { ($0, spec.path) } },
            removed: options.isPruning ? plan.orphaned.map(\.source.path) : [], isDryRun: options.isDryRun)
    }

    /// How many assumed places a document settles, and which were wrong.
    private static func settledPlaces(of plan: ImportPlan) -> [String] {
        let specs = plan.specs.filter { $0.settledPlaces != SettledPlaces.none }
        if specs.isEmpty { return [] }
        let right = specs.reduce(0) { $0 + $1.settledPlaces.confirmedCount }
        let moves = specs.flatMap { spec in spec.settledPlaces.moves.map { "  \(spec.spec.id): \($0)" } }
        return [
            "Of the assumed places, \(right) turned out right and \(moves.count) wrong, in \(counted(specs.count, "spec"))."
        ] + ChangedFiles.first(of: moves, "place")
    }

    /// The constants that get other names, which breaks the code that uses them.
    private static func renames(of plan: ImportPlan) -> [String] {
        plan.specs.flatMap { spec in spec.renames.map { "breaking: \(spec.spec.id): \($0)" } }
    }

    private static func call(of spec: PlannedSpec) -> String? {
        SpecReading(SourceFile(path: spec.path, text: spec.text)).file.flatMap(SwiftGenerator.call)
    }

    private static func summary(
        of plan: ImportPlan, warnings: [Diagnostic], errorCount: Int, _ options: Invocation.Options
    ) -> String {
        let fields = plan.specs.reduce(0) { $0 + $1.spec.allFields.count }
        let kinds = Dictionary(grouping: warnings, by: \.code).mapValues(\.count)
            .sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        let list = kinds.isEmpty ? "" : " (" + kinds.map { "\($0.value) \($0.key)" }.joined(separator: ", ") + ")"
        let guides = plan.guides.isEmpty ? "" : "; \(counted(plan.guides.count, "document")) without an endpoint"
        let failed = errorCount == 0 ? "" : "; \(counted(errorCount, "error"))"
        return (options.isDryRun ? "Would read " : "Read ")
            + "\(counted(plan.specs.count, "document")) with \(counted(fields, "field")) into \(options.specFolder): "
            + "\(counted(plan.specs(.new).count, "spec")) new, \(plan.specs(.changed).count) changed, "
            + "\(plan.specs(.unchanged).count) unchanged; \(counted(warnings.count, "warning"))\(list)\(guides)\(failed)."
    }
}

extension ImportOptions {
    init(_ options: Invocation.Options, _ documents: DocumentFiles) {
        self.init(
            specFolder: options.specFolder, documentFolders: documents.folders,
            unreadableDocuments: documents.unreadable,
            reportsEveryPlace: options.isVerbose || options.format == "json",
            renamesDerived: options.isRenaming)
    }
}

extension SpecFile {
    /// That the document of the spec is gone.
    var orphanWarning: Diagnostic {
        let document = spec.document.path ?? ""
        return Diagnostic(
            .warning, "orphaned-spec",
            "the document \(document) is gone, or describes another endpoint", at: .file(source.path),
            notes: [.init("restore the document, or delete the spec: import --prune does")])
    }
}
