import DocumentImport
import EndpointSpec
import SourceText
import SwiftGeneration

/// `place`: settles the place of a field that import assumed.
enum PlaceCommand {
    static func run(_ project: Project) throws -> ExitStatus {
        let (options, console) = (project.options, project.console)
        guard options.arguments.count == 2, options.isConfirming || options.under != nil else {
            throw UsageError("place takes an endpoint id, a field, and either --under FIELD or --confirm", of: .place)
        }
        if options.isConfirming, options.under != nil {
            throw UsageError("--under and --confirm exclude each other", of: .place)
        }
        let (id, path) = (options.arguments[0], options.arguments[1])
        let all = try project.specs()
        let specs = try SpecFiles.select(Selection(only: [id]), from: all)
        guard specs.count == 1, let file = specs.first else {
            throw Failure("unknown-endpoint", "\"\(id)\" is not one endpoint, but \(specs.count)")
        }
        let change: PlacementEditor.Change = options.under.map { .move(under: $0) } ?? .confirm
        let edited = try PlacementEditor(file).spec(applying: change, to: path).canonicalText
        let settled = options.under.map { "\($0).\(path.split(separator: ".").last ?? "")" } ?? path
        let text = try imported(edited, file, settled, all, project)
        if !options.isDryRun {
            let name = String(file.source.path.dropFirst(project.specFolder.count + 1))
            try FolderChanges(
                in: project.specFolder, [.write(name, text: text, over: file.source.bytes)], using: project.fileWriter
            )
            .apply()
        }
        let done = options.under.map { "\(path) is below \($0)" } ?? "\(path) is where it belongs"
        console.print("\(options.isDryRun ? "Would change" : "Changed") \(file.source.path): \(done).")
        if text != edited { console.print("Other places follow from it.") }
        return .done
    }

    /// The spec as import leaves it with the settled place, where its document is there: it can be evidence for other rows.
    ///
    /// - Throws: `Failure` where the document contradicts.
    private static func imported(
        _ edited: String, _ file: SpecFile, _ settled: String, _ all: [SpecFile], _ project: Project
    ) throws(Failure) -> String {
        // The types that other documents prove are in their specs.
        guard let document = file.spec.document.path.map(project.path), FileTree.exists(document) else { return edited }
        let documents = try project.documentFiles([document])
        let others = all.filter { $0.source.path != file.source.path }
        var text = edited
        // A place can be evidence for another one, and that for a third.
        for _ in 0..<maximumImports {
            let reading = LoadedSpec(SourceFile(path: file.source.path, text: text))
            guard let spec = reading.file, reading.problems.isEmpty else { throw Failure(reading.problems) }
            let plan = ImportPipeline.plan(
                documents: documents.documents, existing: others + [spec], options: project.importOptions(documents))
            guard let planned = plan.specs.first(where: { $0.path == file.source.path }) else { return text }
            guard planned.spec.hasResolvedField(at: settled) else { break }
            if planned.text == text { return text }
            text = planned.text
        }
        throw Failure(
            "wrong-place", "the document shows other places, with which \(settled) cannot be",
            at: .file(file.spec.document.path ?? file.source.path),
            notes: ["if the document is wrong, edit it, or keep the spec without its document"])
    }

    private static let maximumImports = 4
}
