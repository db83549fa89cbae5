import DocumentImport
import EndpointSpec
import SourceText
import SwiftGeneration

/// A change of one spec that a person requests, as by an edit of its file.
struct SpecEdit {
    let file: SpecFile
    private let project: Project
    private let all: [SpecFile]

    /// - Parameters:
    ///   - id: The ID of the endpoint, or a pattern that only it matches.
    ///   - project: The project of the spec.
    /// - Throws: `Failure` if not exactly one endpoint matches.
    init(of id: String, in project: Project) throws(Failure) {
        let all = try project.specs()
        let specs = try SpecFiles.select(Selection(only: [id]), from: all)
        guard specs.count == 1, let file = specs.first else {
            throw Failure("unknown-endpoint", "\"\(id)\" matches \(specs.count) endpoints; expected 1")
        }
        self.init(file, among: all, in: project)
    }

    init(_ file: SpecFile, among all: [SpecFile], in project: Project) {
        (self.file, self.all, self.project) = (file, all, project)
    }

    /// Continues an edit with its result.
    init(_ file: SpecFile, replacing edit: SpecEdit) { self.init(file, among: edit.all, in: edit.project) }

    /// Imports the document of the edited spec once more.
    ///
    /// - Returns: The resulting spec, or `nil` if the document does not exist or no longer describes the endpoint.
    /// - Throws: `Failure` if the edited spec is invalid, or if the document cannot be read.
    func reimported(_ edited: EndpointSpec) throws(Failure) -> EndpointSpec? {
        let spec = try valid(edited)
        guard let document = file.spec.document.path.map(project.path), FileTree.exists(document) else { return nil }
        // Do not read other documents, because the types that these documents prove are already in their specs.
        let documents = try project.documentFiles([document])
        let others = all.filter { $0.source.path != file.source.path }
        let plan = ImportPipeline.plan(
            documents: documents.documents, existing: others + [spec], options: project.importOptions(documents))
        return plan.specs.first { $0.path == file.source.path }?.spec
    }

    /// Returns the edited spec as a file with canonical text.
    ///
    /// - Throws: `Failure` with all problems if the edited spec is invalid.
    func valid(_ edited: EndpointSpec) throws(Failure) -> SpecFile {
        try SpecFile(SourceFile(path: file.source.path, text: edited.canonicalText))
    }

    /// Returns the change that writes the edited spec.
    func change(to edited: EndpointSpec) throws(Failure) -> FolderChanges.Change {
        .write(
            String(file.source.path.dropFirst(project.specFolder.count + 1)), text: try valid(edited).source.text,
            over: file.source.bytes)
    }
}

extension Project {
    /// Writes changed specs, unless the run is a dry run.
    func write(_ changes: [FolderChanges.Change]) throws(Failure) {
        if options.isDryRun || changes.isEmpty { return }
        try FolderChanges(in: specFolder, changes, using: fileWriter).apply()
    }
}
