import DocumentImport
import Foundation
import SourceText

/// Reads the documents that a command works on.
struct DocumentFiles {
    let documents: [Document]
    /// Why files could not be read.
    let failures: [Diagnostic]
    /// The folders that were read, by their paths from the working folder.
    let folders: [String]
    /// The files that could not be read, by their paths from the working folder.
    let unreadable: [String]

    /// Reads files, and all documents in folders.
    ///
    /// - Parameter allowingNone: Whether folders can be empty.
    /// - Throws: `Failure` where there are none.
    init(_ arguments: [String], allowingNone: Bool = false) throws(Failure) {
        var documents: [Document] = []
        var failures: [Diagnostic] = []
        for argument in arguments {
            for path in try Self.paths(of: argument, allowingNone) {
                do throws(Failure) {
                    documents.append(Document(source: try SourceFile(readingFrom: path), path: Self.pathFromHere(path)))
                } catch {
                    failures += error.diagnostics
                }
            }
        }
        self.documents = documents
        self.failures = failures
        unreadable = failures.compactMap { $0.location.path.flatMap(Self.pathFromHere) }
        folders = arguments.filter(FileTree.isFolder).compactMap(Self.pathFromHere)
    }

    private static func paths(of argument: String, _ allowsNone: Bool) throws(Failure) -> [String] {
        if !FileTree.exists(argument) {
            throw Failure("missing-file", "no such document or folder", at: .file(argument))
        }
        if !FileTree.isFolder(argument) { return [argument] }
        let folder = argument.withoutTrailingSlash
        let paths = try FileTree.paths(in: folder, withExtension: "md")
        if paths.isEmpty, !allowsNone {
            throw Failure("missing-file", "no documents (*.md) in the folder", at: .file(argument))
        }
        return paths.map { "\(folder)/\($0)" }
    }

    /// The path from the working folder; nil for a path outside of it.
    private static func pathFromHere(_ path: String) -> String? {
        let here = URL(fileURLWithPath: FileManager.default.currentDirectoryPath).standardized.path + "/"
        let path = URL(fileURLWithPath: path).standardized.path
        return path.hasPrefix(here) ? String(path.dropFirst(here.count)) : nil
    }
}
