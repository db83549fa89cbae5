import EndpointSpec
import SourceText
import SwiftGeneration

/// Loads and selects the specs that a command processes.
enum SpecFiles {
    /// Returns the paths of the specs in a folder and its subfolders.
    ///
    /// All JSON files are specs except JSON Schemas and the files in `documents`.
    static func paths(in folder: String) throws(Failure) -> [String] {
        guard FileTree.isFolder(folder) else {
            if FileTree.exists(folder) {
                throw Failure(
                    "not-a-folder", "expected a folder of specs, found a file", at: .file(folder),
                    notes: ["specify another folder with --specs"])
            }
            throw Failure(
                "missing-file", "no such spec folder", at: .file(folder),
                notes: ["specify it with --specs or in a project file; to create one, run \(command: "init")"])
        }
        return try FileTree.paths(in: folder, withExtension: "json").filter { path in
            !path.hasPrefix("documents/") && !path.hasSuffix(".schema.json")
        }.map { "\(folder.withoutTrailingSlash)/\($0)" }
    }

    static func noSpecs(in folder: String) -> Failure {
        Failure(
            "missing-file", "no specs in the folder", at: .file(folder), notes: ["specify another folder with --specs"])
    }

    /// Loads all specs in a folder and its subfolders.
    ///
    /// - Throws: `Failure` if there are no specs, if a file cannot be read, or if a spec is invalid. In the last case, the
    ///   failure contains the errors of all invalid specs.
    static func readAll(in folder: String, using fileWriter: FileWriter) throws(Failure) -> [SpecFile] {
        let paths = try paths(in: folder)
        if paths.isEmpty { throw noSpecs(in: folder) }
        return try files(of: load(paths, using: fileWriter))
    }

    /// Returns the loaded specs if all of them are valid.
    ///
    /// - Throws: `Failure` with the errors of all invalid specs, if there are any.
    static func files(of loaded: [LoadedSpec]) throws(Failure) -> [SpecFile] {
        let problems = loaded.flatMap(\.problems)
        if !problems.isEmpty { throw Failure(problems) }
        return loaded.compactMap(\.file)
    }

    /// Returns the selected specs, sorted by ID.
    ///
    /// - Throws: `Failure` if a pattern matches nothing, or if nothing is selected.
    static func select(_ selection: Selection, from specs: [SpecFile]) throws(Failure) -> [SpecFile] {
        let unmatched = selection.unmatched(in: specs.map(\.spec.id.description))
        if !unmatched.isEmpty { throw Failure(unmatched.map { unknownEndpoint($0, specs) }) }
        let selected = specs.filter { selection.contains($0.spec.id.description) }
        if selected.isEmpty { throw Failure("unknown-endpoint", "\(selection.options) selects no endpoints") }
        return selected.sorted { $0.spec.id.description < $1.spec.id.description }
    }

    static func unknownEndpoint(_ pattern: String, _ specs: [SpecFile]) -> Diagnostic {
        Diagnostic(.error, "unknown-endpoint", unmatchedMessage(pattern, specs))
    }

    /// Returns the message for an ID or pattern that matches no spec. The message suggests a similar ID if there is one.
    static func unmatchedMessage(_ pattern: String, _ specs: [SpecFile]) -> String {
        let suggestion = pattern.nearest(in: specs.map(\.spec.id.description)).map { "; did you mean \($0)?" } ?? ""
        return "no endpoint matches \"\(pattern)\"\(suggestion)"
    }

    /// Loads the specs at the given paths, including specs with errors.
    ///
    /// - Throws: `Failure` if a file cannot be read.
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
