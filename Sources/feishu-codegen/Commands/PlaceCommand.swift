import DocumentImport
import EndpointSpec
import SourceText
import SwiftGeneration

/// `place`: confirms or corrects the assumed placement of a field.
enum PlaceCommand {
    static func run(_ project: Project) throws -> ExitStatus {
        let (options, console) = (project.options, project.console)
        guard options.arguments.count == 2, options.isConfirming || options.under != nil else {
            throw UsageError("place takes an endpoint ID, a field, and either --under FIELD or --confirm", of: .place)
        }
        if options.isConfirming, options.under != nil {
            throw UsageError("--under and --confirm are mutually exclusive", of: .place)
        }
        let (id, path) = (options.arguments[0], options.arguments[1])
        let all = try project.specs()
        let specs = try SpecFiles.select(Selection(only: [id]), from: all)
        guard specs.count == 1, let file = specs.first else {
            throw Failure("unknown-endpoint", "\"\(id)\" matches \(specs.count) endpoints; expected 1")
        }
        let change: PlacementEditor.Change = options.under.map { .move(under: $0) } ?? .confirm
        let edited = try PlacementEditor(file).spec(applying: change, to: path).canonicalText
        let newPath = options.under.map { "\($0).\(path.split(separator: ".").last ?? "")" } ?? path
        let text = try reimported(edited, file, newPath, all, project)
        if !options.isDryRun {
            let name = String(file.source.path.dropFirst(project.specFolder.count + 1))
            try FolderChanges(
                in: project.specFolder, [.write(name, text: text, over: file.source.bytes)], using: project.fileWriter
            )
            .apply()
        }
        let summary = options.under.map { "\(path) moved under \($0)" } ?? "placement of \(path) confirmed"
        console.print("\(options.isDryRun ? "Would change" : "Changed") \(file.source.path): \(summary).")
        if text != edited { console.print("Other placements changed as a result.") }
        return .done
    }

    /// Imports the document of the edited spec again, because the new placement can be evidence for the placement of other
    /// fields.
    ///
    /// - Returns: The text of the resulting spec, or the edited text if the document does not exist.
    /// - Throws: `Failure` if the edited spec is invalid, the document contradicts the placement, or repeated imports keep
    ///   changing the spec.
    private static func reimported(
        _ edited: String, _ file: SpecFile, _ newPath: String, _ all: [SpecFile], _ project: Project
    ) throws(Failure) -> String {
        guard let document = file.spec.document.path.map(project.path), FileTree.exists(document) else { return edited }
        // Do not read other documents, because the types that these documents prove are already in their specs.
        let documents = try project.documentFiles([document])
        let others = all.filter { $0.source.path != file.source.path }
        var text = edited
        // Repeat the import until nothing changes, because each new placement can be evidence for other placements.
        for _ in 0..<maximumImports {
            let loaded = LoadedSpec(SourceFile(path: file.source.path, text: text))
            guard let spec = loaded.file, loaded.problems.isEmpty else { throw Failure(loaded.problems) }
            let plan = ImportPipeline.plan(
                documents: documents.documents, existing: others + [spec], options: project.importOptions(documents))
            guard let planned = plan.specs.first(where: { $0.path == file.source.path }) else { return text }
            guard planned.spec.hasResolvedField(at: newPath) else { break }
            if planned.text == text { return text }
            text = planned.text
        }
        throw Failure(
            "wrong-place", "the document contradicts the placement of \"\(newPath)\"",
            at: .file(file.spec.document.path ?? file.source.path),
            notes: ["if the document is wrong, edit it, or keep the spec and delete its document"])
    }

    private static let maximumImports = 4
}
