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
                "missing-file", "no such folder to read specs from", at: .file(folder), notes: ["name it with --specs"])
        }
        return try FileTree.paths(in: folder, withExtension: "json").filter { path in
            !path.hasPrefix("documents/") && !path.hasSuffix(".schema.json")
        }.map { "\(folder.withoutTrailingSlash)/\($0)" }
    }

    /// Reads all specs below a folder, as far as they can be read.
    ///
    /// - Throws: `Failure` where there are none.
    static func readings(in folder: String) throws(Failure) -> [SpecReading] {
        let paths = try paths(in: folder)
        if paths.isEmpty {
            throw Failure(
                "missing-file", "no specs in the folder", at: .file(folder),
                notes: ["name another folder with --specs"])
        }
        return try readings(of: paths)
    }

    /// Reads all specs below a folder. A folder that does not exist has none.
    ///
    /// - Throws: The problems of all specs.
    static func readIfAny(in folder: String) throws(Failure) -> [SpecFile] {
        FileTree.exists(folder) ? try read(paths(in: folder)) : []
    }

    /// Reads files.
    ///
    /// - Throws: The problems of all of them.
    static func read(_ paths: [String]) throws(Failure) -> [SpecFile] {
        let readings = try readings(of: paths)
        let problems = readings.flatMap(\.problems)
        if !problems.isEmpty { throw Failure(problems) }
        return readings.compactMap(\.file)
    }

    /// Reads all specs below a folder.
    ///
    /// - Throws: The problems of all specs, or `Failure` where there are none.
    static func readAny(in folder: String) throws(Failure) -> [SpecFile] {
        let readings = try readings(in: folder)
        let problems = readings.flatMap(\.problems)
        if !problems.isEmpty { throw Failure(problems) }
        return readings.compactMap(\.file)
    }

    /// The specs that `--only` and `--except` select, in the order of their ids.
    static func selected(_ options: Invocation.Options) throws(Failure) -> [SpecFile] {
        let specs = try readAny(in: options.specFolder)
        let selection = Selection(only: options.only, except: options.except)
        let unmatched = selection.unmatched(in: specs.map(\.spec.id.description))
        if !unmatched.isEmpty { throw Failure(unmatched.map { unknownEndpoint($0, specs) }) }
        let selected = specs.filter { selection.contains($0.spec.id.description) }
        if selected.isEmpty { throw Failure("unknown-endpoint", "no endpoint is selected by \(selection.options)") }
        return selected.sorted { $0.spec.id.description < $1.spec.id.description }
    }

    /// The specs of ids and patterns, in the order of their ids.
    static func matching(_ patterns: [String], in folder: String) throws(Failure) -> [SpecFile] {
        var options = Invocation.Options()
        options.specs = folder
        options.only = patterns
        return try selected(options)
    }

    static func unknownEndpoint(_ pattern: String, _ specs: [SpecFile]) -> Diagnostic {
        let suggestion = pattern.nearest(in: specs.map(\.spec.id.description)).map { "; did you mean \($0)?" } ?? ""
        return Diagnostic(.error, "unknown-endpoint", "no endpoint matches \"\(pattern)\"\(suggestion)")
    }

    private static func readings(of paths: [String]) throws(Failure) -> [SpecReading] {
        let results = paths.concurrentMap { path in
            Result { () throws(Failure) in SpecReading(try SourceFile(readingFrom: path)) }
        }
        let failures = results.flatMap { result -> [Diagnostic] in
            if case .failure(let failure) = result { failure.diagnostics } else { [] }
        }
        if !failures.isEmpty { throw Failure(failures) }
        return results.compactMap { try? $0.get() }
    }
}
