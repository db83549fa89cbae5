import DocumentImport
import EndpointSpec
import SourceText

/// `import`: documents to specs.
enum ImportCommand {
    static func run(_ options: Invocation.Options, console: Console) throws -> ExitStatus {
        let existing = try SpecFiles.readIfAny(in: options.specFolder)
        let documents = try DocumentFiles(options.arguments.isEmpty ? [options.documentFolder] : options.arguments)
        let plan = ImportPipeline.plan(
            documents: documents.documents, existing: existing, options: ImportOptions(options, documents)
        ) { read in
            console.showProgress("\(read) of \(documents.documents.count) documents read")
        }
        console.showProgress("")
        let warnings = plan.warnings + (options.isPruning ? [] : plan.orphaned.map(\.orphanWarning))
        var errors = documents.failures + plan.errors
        if options.isStrict, !warnings.isEmpty {
            throw Failure(
                errors + warnings.map(\.asError)
                    + Failure("strict", "nothing was written: with --strict, warnings are errors").diagnostics)
        }
        console.report(warnings)
        errors += carryOut(plan, options, console)
        console.say(summary(of: plan, warnings: warnings, errorCount: errors.count, in: options.specFolder))
        console.report(errors)
        return errors.isEmpty ? .done : .problems
    }

    /// - Returns: Why files could not be written or removed.
    private static func carryOut(
        _ plan: ImportPlan, _ options: Invocation.Options, _ console: Console
    ) -> [Diagnostic] {
        var errors: [Diagnostic] = []
        func attempt(_ step: () throws(Failure) -> Void, saying message: String?) {
            do throws(Failure) {
                try step()
                if let message { console.say(message) }
            } catch {
                errors += error.diagnostics
            }
        }
        for spec in plan.specs {
            attempt(
                { () throws(Failure) in try SpecWriter.write(spec) },
                saying: spec.oldPath.map { "Moved \($0) to \(spec.path), with its endpoint." })
        }
        for path in options.isPruning ? plan.orphaned.map(\.source.path) : [] {
            attempt(
                { () throws(Failure) in try SpecWriter.remove(path) },
                saying: "Removed \(path): its document is gone, or describes another endpoint.")
        }
        return errors
    }

    private static func summary(
        of plan: ImportPlan, warnings: [Diagnostic], errorCount: Int, in folder: String
    ) -> String {
        let fields = plan.specs.reduce(0) { $0 + $1.spec.fieldCount }
        let kinds = Dictionary(grouping: warnings, by: \.code).mapValues(\.count)
            .sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        let list = kinds.isEmpty ? "" : " (" + kinds.map { "\($0.value) \($0.key)" }.joined(separator: ", ") + ")"
        let failed = errorCount == 0 ? "" : "; \(counted(errorCount, "error"))"
        return "Read \(counted(plan.specs.count, "document")) with \(counted(fields, "field")) into \(folder): "
            + "\(counted(plan.specs(.new).count, "spec")) new, \(plan.specs(.changed).count) changed, "
            + "\(plan.specs(.unchanged).count) unchanged; \(counted(warnings.count, "warning"))\(list)\(failed)."
    }
}

extension ImportOptions {
    init(_ options: Invocation.Options, _ documents: DocumentFiles) {
        self.init(
            specFolder: options.specFolder, documentFolders: documents.folders,
            unreadableDocuments: documents.unreadable,
            reportsEveryPlace: options.isVerbose || options.format == "json")
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

extension EndpointSpec {
    /// The number of fields and parameters.
    var fieldCount: Int {
        func count(_ fields: [Field]?) -> Int { (fields ?? []).reduce(0) { $0 + 1 + count($1.fields) } }
        return [headers, pathParameters, queryParameters, request?.fields, response.fields].reduce(0) { $0 + count($1) }
    }
}
