import EndpointSpec
import SourceText
import SwiftGeneration

/// Reads the specs that a command works on.
enum SpecFiles {
    /// The paths of the specs below a folder.
    ///
    /// Every JSON file is a spec, apart from JSON Schemas and what is in `documents`.
    static func paths(in folder: String) throws(Failure) -> [String] {
        guard FileTree.isFolder(folder) else {
            if FileTree.exists(folder) {
                throw Failure(
                    "not-a-folder", "not a folder", at: .file(folder), notes: ["name another folder with --specs"])
            }
            throw Failure(
                "missing-file", "no such folder to read specs from", at: .file(folder),
                notes: ["name it with --specs, or in a project file (feishu-codegen init)"])
        }
        return try FileTree.paths(in: folder, withExtension: "json").filter { path in
            !path.hasPrefix("documents/") && !path.hasSuffix(".schema.json")
        }.map { "\(folder.withoutTrailingSlash)/\($0)" }
    }

    static func noSpecs(in folder: String) -> Failure {
        Failure(
            "missing-file", "no specs in the folder", at: .file(folder), notes: ["name another folder with --specs"])
    }

    /// Reads all specs below a folder.
    ///
    /// - Throws: The problems of all specs, or `Failure` if there are none.
    static func readAll(in folder: String, using fileWriter: FileWriter) throws(Failure) -> [SpecFile] {
        let paths = try paths(in: folder)
        if paths.isEmpty { throw noSpecs(in: folder) }
        return try files(of: load(paths, using: fileWriter))
    }

    /// - Throws: The problems of all specs.
    static func files(of loaded: [LoadedSpec]) throws(Failure) -> [SpecFile] {
        let problems = loaded.flatMap(\.problems)
        if !problems.isEmpty { throw Failure(problems) }
        return loaded.compactMap(\.file)
    }

    /// The specs of a selection, in the order of their ids.
    ///
    /// - Throws: `Failure` where a pattern matches nothing, or nothing is selected.
    static func select(_ selection: Selection, from specs: [SpecFile]) throws(Failure) -> [SpecFile] {
        let unmatched = selection.unmatched(in: specs.map(\.spec.id.description))
        if !unmatched.isEmpty { throw Failure(unmatched.map { unknownEndpoint($0, specs) }) }
        let selected = specs.filter { selection.contains($0.spec.id.description) }
        if selected.isEmpty { throw Failure("unknown-endpoint", "no endpoint is selected by \(selection.options)") }
        return selected.sorted { $0.spec.id.description < $1.spec.id.description }
    }

    static func unknownEndpoint(_ pattern: String, _ specs: [SpecFile]) -> Diagnostic {
        Diagnostic(.error, "unknown-endpoint", unmatchedMessage(pattern, specs))
    }

    /// That an id or a pattern matches no spec, with the id that may be meant.
    static func unmatchedMessage(_ pattern: String, _ specs: [SpecFile]) -> String {
        let suggestion = pattern.nearest(in: specs.map(\.spec.id.description)).map { "; did you mean \($0)?" } ?? ""
        return "no endpoint matches \"\(pattern)\"\(suggestion)"
    }

    /// Reads files, as far as they can be read.
    static func load(_ paths: [String], using fileWriter: FileWriter) throws(Failure) -> [LoadedSpec] {
        let (willRead, willParse) = (fileWriter.willRead, fileWriter.willParse)
        let results = paths.concurrentMap { path in
            Result { () throws(Failure) in
                willRead(path)
                let source = try SourceFile(readingFrom: path)
                willParse(path)
                return LoadedSpec(source)
            }
        }
        let failures = results.flatMap { result -> [Diagnostic] in
            if case .failure(let failure) = result { failure.diagnostics } else { [] }
        }
        if !failures.isEmpty { throw Failure(failures) }
        return results.compactMap { try? $0.get() }
    }
}
