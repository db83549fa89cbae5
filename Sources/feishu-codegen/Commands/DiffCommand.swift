import DocumentImport
import EndpointSpec
import SourceText
import SwiftGeneration

/// `diff`: compares two versions of documents or specs, and reports the changes that affect callers or their source code.
enum DiffCommand {
    static func run(_ project: Project) throws -> ExitStatus {
        let (options, console) = (project.options, project.console)
        guard options.arguments.count == 2 else {
            throw UsageError("diff takes two arguments, OLD and NEW", of: .diff)
        }
        let changes: [EndpointChanges]
        do throws(Failure) {
            changes = Self.changes(
                from: try specs(at: options.arguments[0], project), to: try specs(at: options.arguments[1], project))
        } catch {
            console.report(error.diagnostics)
            return .comparisonFailed
        }
        let report = options.format.flatMap(ChangeReport.init) ?? .text
        console.print(report.render(changes))
        return changes.isEmpty ? .done : .problems
    }

    /// Compares two versions of specs, and returns the changes that affect callers or their source code.
    static func changes(from old: [EndpointSpec], to new: [EndpointSpec]) -> [EndpointChanges] {
        let (before, after) = (ModuleInterface(of: old), ModuleInterface(of: new))
        return EndpointChanges.between(old, and: new) { old, new, renames in
            let changes = before.changes(of: old.id, in: after, new.id, renames: renames)
            // What changed in other endpoints concerns this one only if it breaks its callers.
            return old == new ? changes.filter { $0.impact == .breaking } : changes
        }
    }

    /// Returns the specs at a path, which is a spec (`.json`), a document to import (`.md`), or a folder of specs or documents.
    /// If a folder contains specs, its documents are ignored. A path that does not exist is a Git revision of the spec folder.
    private static func specs(at path: String, _ project: Project) throws(Failure) -> [EndpointSpec] {
        if !FileTree.exists(path) { return try specs(atRevision: path, project) }
        let isFolder = FileTree.isFolder(path)
        let specs = isFolder ? try SpecFiles.paths(in: path) : path.hasSuffix(".json") ? [path] : []
        if !specs.isEmpty {
            return try SpecFiles.files(of: SpecFiles.load(specs, using: project.fileWriter)).map(\.spec)
        }
        let isDocument = isFolder ? try !FileTree.paths(in: path, withExtension: "md").isEmpty : path.hasSuffix(".md")
        if !isDocument {
            throw Failure("missing-file", "no documents (*.md) or specs (*.json)", at: .file(path))
        }
        let documents = try project.documentFiles([path])
        let plan = ImportPipeline.plan(documents: documents.documents)
        let errors = documents.failures + plan.errors
        if !errors.isEmpty { throw Failure(errors) }
        return plan.specs.map(\.spec)
    }

    private static func specs(atRevision revision: String, _ project: Project) throws(Failure) -> [EndpointSpec] {
        do throws(Failure) {
            return try BaselineLoader.read(revision, specFolder: project.specFolder, using: project.fileWriter)
        } catch  where error.diagnostics.contains(where: { $0.code == "unknown-base" }) {
            throw Failure("missing-file", "no such file, folder or Git revision", at: .file(revision))
        }
    }
}
