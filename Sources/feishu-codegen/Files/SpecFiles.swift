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
        try files(of: readings(of: paths))
    }

    /// Reads all specs below a folder.
    ///
    /// - Throws: The problems of all specs, or `Failure` where there are none.
    static func readAny(in folder: String) throws(Failure) -> [SpecFile] {
        try files(of: readings(in: folder))
    }

    private static func files(of readings: [SpecReading]) throws(Failure) -> [SpecFile] {
        let problems = readings.flatMap(\.problems)
        if !problems.isEmpty { throw Failure(problems) }
        return readings.compactMap(\.file)
    }

    /// The specs that `--only` and `--except` select, in the order of their ids.
    static func selected(_ options: Invocation.Options) throws(Failure) -> [SpecFile] {
        try select(Selection(only: options.only, except: options.except), from: readAny(in: options.specFolder))
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
