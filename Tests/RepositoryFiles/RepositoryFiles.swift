import EndpointSpec
import Foundation
import SourceText

/// The files of this repository, and of the corpus beside it, that tests read.
package enum RepositoryFiles {
    /// The top level of the repository.
    package static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The paths of all files with an extension below a folder, relative to it and sorted.
    package static func paths(in folder: URL, withExtension ext: String) -> [String] {
        let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
        return names.filter { $0.hasSuffix("." + ext) }.sorted()
    }

    /// The paths of the specs below a folder, relative to it and sorted.
    package static func specPaths(in folder: URL) -> [String] {
        paths(in: folder, withExtension: "json").filter { !$0.hasSuffix(".schema.json") }
    }

    /// Reads the specs below a folder. Their paths begin with `specs/`.
    package static func specs(in folder: URL) throws -> [SpecFile] {
        try specPaths(in: folder).map { try SpecFile(source(folder.appendingPathComponent($0), as: "specs/" + $0)) }
    }

    /// Reads a file.
    ///
    /// - Parameter path: The path that diagnostics show.
    package static func source(_ url: URL, as path: String) throws -> SourceFile {
        SourceFile(path: path, bytes: Array(try Data(contentsOf: url)))
    }
}
