import Foundation
import SourceText

/// The operations that read documents and specs, and those that change files. Everything that the tool changes goes through
/// them, so that tests can count the reads, and let each change fail, be the last one of the process, or meet another process.
struct FileWriter {
    /// Called before each operation. What it throws, the operation throws.
    var willChange: () throws -> Void = {}
    /// Called before a document, a spec or a settings file is read, with its path.
    var willRead: @Sendable (String) -> Void = { _ in }
    /// Called before the text of a spec is parsed, with its path.
    var willParse: @Sendable (String) -> Void = { _ in }

    private let files = FileManager.default

    init(willChange: @escaping () throws -> Void = {}) {
        self.willChange = willChange
    }

    func read(_ path: String) throws(Failure) -> SourceFile {
        willRead(path)
        return try SourceFile(readingFrom: path)
    }

    func createFolder(_ url: URL) throws {
        try willChange()
        try files.createDirectory(at: url, withIntermediateDirectories: true)
    }

    func write(_ text: String, to url: URL) throws {
        try willChange()
        try Data(text.utf8).write(to: url)
    }

    /// Writes to what is no regular file.
    func append(_ text: String, to url: URL) throws {
        try willChange()
        let handle = try FileHandle(forWritingTo: url)
        try handle.write(contentsOf: Data(text.utf8))
        try handle.close()
    }

    /// Moves a file in one step to a path, whose file it replaces.
    func rename(_ source: URL, to target: URL) throws {
        try willChange()
        if Foundation.rename(source.path, target.path) != 0 {
            throw NSError(domain: NSPOSIXErrorDomain, code: Int(errno))
        }
    }

    /// Gives a file a second path.
    func link(_ file: URL, as second: URL) throws {
        try willChange()
        do {
            try files.linkItem(at: file, to: second)
        } catch {
            // Not every file system has links.
            try files.copyItem(at: file, to: second)
        }
    }

    func remove(_ url: URL) throws {
        try willChange()
        try files.removeItem(at: url)
    }

    /// Removes a folder if nothing is in it.
    func removeIfEmpty(_ folder: URL) throws {
        guard try files.contentsOfDirectory(atPath: folder.path).isEmpty else { return }
        try remove(folder)
    }
}
