import DocumentImport
import Foundation
import SourceText

/// The documents that a command processes.
struct DocumentFiles {
    private(set) var documents: [Document]
    private let root: URL
    /// Errors for files that could not be read.
    let failures: [Diagnostic]
    /// The paths of the folders that were read, relative to the project root. Folders outside the root are omitted.
    let folderPaths: [String]
    /// The paths of the files that could not be read, relative to the project root. Files outside the root are omitted.
    let unreadablePaths: [String]

    /// Reads documents from files and folders.
    ///
    /// - Parameters:
    ///   - arguments: The paths of the files and folders.
    ///   - root: The root of the project.
    ///   - fileWriter: The file writer that reads the documents.
    ///   - allowingNone: Whether a folder may contain no documents.
    /// - Throws: `Failure` if a path does not exist, if a folder cannot be read, or if `allowingNone` is `false` and a folder
    ///   contains no documents.
    init(_ arguments: [String], root: URL, using fileWriter: FileWriter, allowingNone: Bool = false) throws(Failure) {
        var documents: [Document] = []
        var failures: [Diagnostic] = []
        for argument in arguments {
            for path in try Self.paths(of: argument, allowingNone) {
                do throws(Failure) {
                    documents.append(
                        Document(
                            source: try fileWriter.read(path), path: Self.path(of: path, from: root),
                            schema: Self.schema(of: path, using: fileWriter)))
                } catch {
                    failures += error.diagnostics
                }
            }
        }
        self.root = root
        self.documents = documents
        self.failures = failures
        unreadablePaths = failures.compactMap { $0.location.path.flatMap { Self.path(of: $0, from: root) } }
        folderPaths = arguments.filter(FileTree.isFolder).compactMap { Self.path(of: $0, from: root) }
    }

    /// Returns the path of the platform's schema that belongs to a document.
    static func schemaPath(of document: String) -> String {
        (document.hasSuffix(".md") ? String(document.dropLast(3)) : document) + ".schema.json"
    }

    /// Returns the schema beside a document, or `nil` if there is none that can be read, because a document is complete without it.
    private static func schema(of document: String, using fileWriter: FileWriter) -> SourceFile? {
        [schemaPath(of: document), document + ".schema.json"].first(where: FileTree.exists).flatMap {
            try? fileWriter.read($0)
        }
    }

    /// Adds fetched documents with their schemas. A fetched document replaces an existing document with the same path.
    mutating func overlay(_ texts: [(path: String, text: String, schema: String?)]) {
        for (path, text, schema) in texts {
            let document = Document(
                source: SourceFile(path: path, text: text), path: Self.path(of: path, from: root),
                schema: schema.map { SourceFile(path: Self.schemaPath(of: path), text: $0) })
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
            throw Failure(
                "missing-file", "no documents (*.md) in the folder", at: .file(argument),
                notes: ["save a document there, or run \(command: "update") with the URL of a page"])
        }
        return paths.map { "\(folder)/\($0)" }
    }

    /// Returns the path relative to the given folder, or `nil` if the path is outside the folder.
    ///
    /// Compares the paths as specified, and then with symbolic links resolved, because either path can contain links. The last
    /// component of `path` is not resolved.
    static func path(of path: String, from root: URL) -> String? {
        let url = URL(fileURLWithPath: path).standardizedFileURL
        let resolved = url.deletingLastPathComponent().withLinksResolved.appendingPathComponent(
            url.lastPathComponent)
        for (url, root) in [(url, root.standardizedFileURL), (resolved, root.withLinksResolved)] {
            let prefix = root.path == "/" ? "/" : root.path + "/"
            if url.path.hasPrefix(prefix) { return String(url.path.dropFirst(prefix.count)) }
        }
        return nil
    }
}
