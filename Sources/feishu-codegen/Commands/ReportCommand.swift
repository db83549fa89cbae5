import DocumentImport
import EndpointSpec
import SourceText
import SpecReport
import SwiftGeneration

/// `report`: writes an HTML page about the endpoints.
enum ReportCommand {
    static func run(_ project: Project) throws -> ExitStatus {
        let options = project.options
        let all = try project.specs()
        let specs = try SpecFiles.select(Selection(only: options.only, except: options.except), from: all)
        let comparison = try options.base.map { base throws(Failure) in
            let ids = Set(specs.map(\.spec.id))
            let old = try BaselineLoader.read(base, specFolder: project.specFolder, using: project.fileWriter)
            let changes = DiffCommand.changes(from: old, to: all.map(\.spec))
            let includesAll = options.only.isEmpty && options.except.isEmpty
            return ReportData.Comparison(base: base, changes: changes.filter { includesAll || ids.contains($0.id) })
        }
        let data = ReportData(try endpoints(specs, project), comparison: comparison, specFolder: options.specs)
        let path = options.output ?? "report.html"
        try FileReplacement.write(
            ReportPage(data).html, to: path, over: ReportPage.generatorTag, using: project.fileWriter)
        project.console.print("Wrote \(specs.map(\.spec).countText) to \(path).")
        return .done
    }

    /// Returns the data of the given endpoints. Includes the tables of an endpoint's document only if the spec is up to date with
    /// the document.
    private static func endpoints(
        _ specs: [SpecFile], _ project: Project
    ) throws(Failure) -> [ReportData.Endpoint] {
        let (documents, plan) = (try project.documents(), try project.importPlan())
        let planned = Dictionary(plan.specs.map { ($0.spec.id, $0) }) { first, _ in first }
        let sources = Dictionary(
            documents.documents.compactMap { document in document.path.map { ($0, document.source) } }
        ) { first, _ in first }
        let warnings = Dictionary(grouping: plan.warnings) { $0.location.path ?? "" }
        return specs.map { file in
            let document = file.spec.document.path.flatMap { sources[$0] }
            // If the spec is out of date, the rows of the document may not correspond to the fields of the spec.
            let isCurrent = planned[file.spec.id].map { $0.state == .unchanged } ?? false
            return ReportData.Endpoint(
                file: file, tables: isCurrent ? planned[file.spec.id]?.tables ?? [] : [], document: document,
                warnings: (document.flatMap { warnings[$0.path] } ?? [])
                    + (isCurrent ? planned[file.spec.id]?.witnessWarnings ?? [] : []),
                disagreements: planned[file.spec.id]?.disagreements ?? [])
        }
    }
}
