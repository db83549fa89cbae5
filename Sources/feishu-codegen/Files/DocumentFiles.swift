import DocumentImport
import Foundation
import SourceText

/// Reads the documents that a command works on.
struct DocumentFiles {
    private(set) var documents: [Document]
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

    /// Reads the documents in the folder of the specs, of which there can be none.
    init(ofSpecs options: Invocation.Options) throws(Failure) {
        let folder = options.documentFolder
        try self.init(FileTree.isFolder(folder) ? [folder] : [], allowingNone: true)
    }

    /// Adds documents that are not written yet, in place of the files that they will replace.
    mutating func overlay(_ texts: [(path: String, text: String)]) {
        for (path, text) in texts {
            let document = Document(source: SourceFile(path: path, text: text), path: Self.pathFromHere(path))
            if let index = documents.firstIndex(where: { $0.source.path == path }) {
                documents[index] = document
            } else {
                documents.append(document)
            }
        }
        documents.sort { $0.source.path < $1.source.path }
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
