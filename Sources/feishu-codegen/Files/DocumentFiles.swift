import DocumentImport
import Foundation
import SourceText

/// Reads the documents that a command works on.
struct DocumentFiles {
    private(set) var documents: [Document]
    private let root: URL
    /// Why files could not be read.
    let failures: [Diagnostic]
    /// The folders that were read, by their paths from the root of the project.
    let folders: [String]
    /// The files that could not be read, by their paths from the root of the project.
    let unreadable: [String]

    /// Reads files, and all documents in folders.
    ///
    /// - Parameter allowingNone: Whether folders can be empty.
    /// - Throws: `Failure` where there are none.
    init(_ arguments: [String], root: URL, using fileWriter: FileWriter, allowingNone: Bool = false) throws(Failure) {
        var documents: [Document] = []
        var failures: [Diagnostic] = []
        for argument in arguments {
            for path in try Self.paths(of: argument, allowingNone) {
                do throws(Failure) {
                    documents.append(Document(source: try fileWriter.read(path), path: Self.path(of: path, from: root)))
                } catch {
                    failures += error.diagnostics
                }
            }
        }
        self.root = root
        self.documents = documents
        self.failures = failures
        unreadable = failures.compactMap { $0.location.path.flatMap { Self.path(of: $0, from: root) } }
        folders = arguments.filter(FileTree.isFolder).compactMap { Self.path(of: $0, from: root) }
    }

    /// Adds documents that were fetched, in place of the files that were read before.
    mutating func overlay(_ texts: [(path: String, text: String)]) {
        for (path, text) in texts {
            let document = Document(source: SourceFile(path: path, text: text), path: Self.path(of: path, from: root))
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

    /// The path from a folder; nil for a path outside of it. The links to both are resolved where one is spelled through a
    /// link, as a checkout can be.
    static func path(of path: String, from root: URL) -> String? {
        let url = URL(fileURLWithPath: path).standardizedFileURL
        let resolved = url.deletingLastPathComponent().resolvingSymlinksInPath().appendingPathComponent(
            url.lastPathComponent)
        for (url, root) in [(url, root.standardizedFileURL), (resolved, root.resolvingSymlinksInPath())] {
            let prefix = root.path == "/" ? "/" : root.path + "/"
            if url.path.hasPrefix(prefix) { return String(url.path.dropFirst(prefix.count)) }
        }
        return nil
    }
}
