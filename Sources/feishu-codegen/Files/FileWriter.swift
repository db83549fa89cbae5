import Foundation
import SourceText

/// Reads documents and specs, and changes files.
///
/// Tests use the hooks to count reads, and to simulate failed changes, interrupted runs and concurrent processes.
struct FileWriter {
    /// A function that is called before each change. If it throws an error, the change fails with this error.
    var willChange: () throws -> Void = {}
    /// A function that is called with the path of a file before the file is read.
    var willRead: @Sendable (String) -> Void = { _ in }
    /// A function that is called with the path of a spec before the spec is parsed.
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

    func write(_ content: some Sequence<UInt8>, to url: URL) throws {
        try willChange()
        try Data(content).write(to: url)
    }

    /// Writes to an existing file that is not a regular file, such as a device.
    func append(_ text: String, to url: URL) throws {
        try willChange()
        let handle = try FileHandle(forWritingTo: url)
        try handle.write(contentsOf: Data(text.utf8))
        try handle.close()
    }

    /// Atomically moves a file to a path, replacing any existing file.
    func rename(_ source: URL, to target: URL) throws {
        try willChange()
        if Foundation.rename(source.path, target.path) != 0 {
            throw NSError(domain: NSPOSIXErrorDomain, code: Int(errno))
        }
    }

    /// Creates a hard link to a file. If that fails, copies the file, because some file systems do not support hard links.
    func link(_ file: URL, as link: URL) throws {
        try willChange()
        do {
            try files.linkItem(at: file, to: link)
        } catch {
            try files.copyItem(at: file, to: link)
        }
    }

    func remove(_ url: URL) throws {
        try willChange()
        try files.removeItem(at: url)
    }

    /// Removes a folder if it is empty.
    func removeIfEmpty(_ folder: URL) throws {
        guard try files.contentsOfDirectory(atPath: folder.path).isEmpty else { return }
        try remove(folder)
    }
}
