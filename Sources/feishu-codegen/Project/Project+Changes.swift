import EndpointSpec
import SourceText
import SwiftGeneration

extension Project {
    /// Generates the Swift files for the selected specs in memory.
    func generatedFiles() throws(Failure) -> GeneratedFiles {
        try generatedFiles(of: loadSpecs(allowingMissing: false))
    }

    /// Generates the Swift files for the given specs in memory. Ignores specs that are not selected.
    func generatedFiles(of specs: [LoadedSpec]) throws(Failure) -> GeneratedFiles {
        try GeneratedFiles(specs, selection(), samplesImporting: samplesFolder == nil ? nil : module)
    }

    /// Returns the changes that bring the specs up to date with the documents, and the JSON Schemas up to date with the tool.
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
            try schemaChanges(neededBy: specsAfterImport().map(\.spec)) + written
                + removed.map { .remove(inFolder($0), containing: contents[$0] ?? []) }, using: fileWriter)
    }

    /// Returns the specs as they will be after `specChanges()` is applied without `--prune`.
    func specsAfterImport() throws(Failure) -> [SpecFile] {
        let plan = try importPlan()
        let replaced = Set(plan.specs.flatMap { [$0.path] + ($0.oldPath.map { [$0] } ?? []) })
        return try existingSpecs().filter { !replaced.contains($0.source.path) } + plan.specs.map(\.file)
    }

    // MARK: JSON Schemas

    /// The JSON Schemas in the spec folder, with paths relative to it. Editors find them through the key `$schema` in specs and
    /// in the project file.
    private var schemas: [(path: String, text: String)] {
        [
            (EndpointSpec.schemaPath, EndpointSpec.schemaText),
            (EndpointSpec.eventSchemaPath, EndpointSpec.eventSchemaText),
        ] + (file == nil ? [] : [(ProjectFile.schemaPath, ProjectFile.schemaText)])
    }

    private func content(ofSchema path: String) -> [UInt8]? {
        (try? SourceFile(readingFrom: "\(specFolder)/\(path)"))?.bytes
    }

    /// The paths, relative to the spec folder, of the existing schemas that another version of the tool wrote.
    var staleSchemaPaths: [String] {
        schemas.filter { path, text in content(ofSchema: path).map { !$0.elementsEqual(text.utf8) } ?? false }.map(
            \.path)
    }

    /// Returns the changes that update stale schemas, and add the missing ones that specs need.
    private func schemaChanges(neededBy specs: [EndpointSpec]) -> [FolderChanges.Change] {
        let stale = Set(staleSchemaPaths)
        let hasEvents = specs.contains { $0.event != nil }
        let needsEndpoints = specs.contains { $0.event == nil }
        return schemas.compactMap { path, text in
            let old = content(ofSchema: path)
            let isNeeded = path == EndpointSpec.eventSchemaPath ? hasEvents : needsEndpoints || hasEvents
            return stale.contains(path) || old == nil && isNeeded ? .write(path, text: text, over: old) : nil
        }
    }
}
