import EndpointSpec
import SourceText
import SwiftGeneration

extension Project {
    /// The Swift files that the specs give.
    func generatedFiles() throws(Failure) -> GeneratedFiles {
        try generatedFiles(of: loadSpecs(allowingMissing: false))
    }

    /// Generates the files for the selected ones of these specs.
    func generatedFiles(of specs: [LoadedSpec]) throws(Failure) -> GeneratedFiles {
        try GeneratedFiles(specs, selection(), module: module)
    }

    /// The steps that make the specs those of the documents.
    func specChanges() throws(Failure) -> FolderChanges {
        let plan = try importPlan()
        let contents = Dictionary(try existingSpecs().map { ($0.source.path, $0.source.bytes) }) { first, _ in first }
        func inFolder(_ path: String) -> String { String(path.dropFirst(specFolder.count + 1)) }
        let written = plan.specs.filter { $0.state != .unchanged }.map { spec in
            FolderChanges.Change.write(inFolder(spec.path), text: spec.text, over: contents[spec.path])
        }
        let removed = plan.specs.compactMap(\.oldPath) + (options.isPruning ? plan.orphaned.map(\.source.path) : [])
        return FolderChanges(
            in: specFolder,
            schemaChanges(addingMissing: !written.isEmpty) + written
                + removed.map { .remove(inFolder($0), containing: contents[$0] ?? []) }, using: fileWriter)
    }

    /// The specs as they are after these steps.
    func specsAfterImport() throws(Failure) -> [SpecFile] {
        let plan = try importPlan()
        let replaced = Set(plan.specs.flatMap { [$0.path] + ($0.oldPath.map { [$0] } ?? []) })
        return try existingSpecs().filter { !replaced.contains($0.source.path) } + plan.specs.map(\.file)
    }

    // MARK: JSON Schemas

    /// The JSON Schemas next to the specs: editors find them by the key `$schema`.
    private var schemas: [(path: String, text: String)] {
        [(EndpointSpec.schemaPath, EndpointSpec.schemaText)]
            + (file == nil ? [] : [(ProjectFile.schemaPath, ProjectFile.schemaText)])
    }

    private func content(ofSchema path: String) -> [UInt8]? {
        (try? SourceFile(readingFrom: "\(specFolder)/\(path)"))?.bytes
    }

    /// The schemas that exist and are those of another version of the tool.
    var staleSchemas: [String] {
        schemas.filter { path, text in content(ofSchema: path).map { !$0.elementsEqual(text.utf8) } ?? false }.map(
            \.path)
    }

    /// - Parameter isComplete: Whether schemas are added that are not there, and not only stale ones written again.
    private func schemaChanges(addingMissing isComplete: Bool) -> [FolderChanges.Change] {
        let stale = Set(staleSchemas)
        return schemas.compactMap { path, text in
            let old = content(ofSchema: path)
            return stale.contains(path) || old == nil && isComplete ? .write(path, text: text, over: old) : nil
        }
    }
}
