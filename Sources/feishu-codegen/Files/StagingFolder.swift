import Foundation
import SourceText

/// Changes files in a folder, and can revert the changes.
///
/// New files are first written to a hidden folder, and then atomically replace the old files. If the disk is full, no file is
/// changed. If the run is killed, each file has either its old or its new content.
struct StagingFolder {
    private static let prefix = ".feishu-codegen-"

    /// A new file that has been written to the staging folder.
    struct Staged {
        fileprivate let url: URL
        fileprivate let content: [UInt8]
    }

    /// A conflict that prevents a change to a file. The message is shown after the path of the file.
    struct Conflict: Error {
        let message: String
    }

    private var url: URL
    private let fileWriter: FileWriter
    private var undoSteps: [() throws -> Void] = []
    private var count = 0

    init(in folder: URL, using fileWriter: FileWriter) throws {
        url = folder.appendingPathComponent(Self.prefix + String(ProcessInfo.processInfo.processIdentifier))
        self.fileWriter = fileWriter
        try fileWriter.createFolder(url)
    }

    /// Returns the staging folders in a folder. If this process has locked the folder but not yet created a staging folder,
    /// all of them are left over from killed runs.
    static func all(in folder: URL) -> [URL] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasPrefix(prefix) }.map(folder.appendingPathComponent).filter {
            process(of: $0) != nil
        }
    }

    /// Returns the ID of the process that created a staging folder, or `nil` if the folder is not a staging folder.
    static func process(of folder: URL) -> Int? {
        Int(folder.lastPathComponent.dropFirst(prefix.count))
    }

    /// Writes a file to the staging folder.
    mutating func stage(_ content: [UInt8]) throws -> Staged {
        let file = nextURL()
        try fileWriter.write(content, to: file)
        return Staged(url: file, content: content)
    }

    /// Creates a folder and its parents if they do not exist.
    mutating func createFolder(_ folder: URL) throws {
        if FileTree.isFolder(folder.path) { return }
        try createFolder(folder.deletingLastPathComponent())
        try fileWriter.createFolder(folder)
        undoSteps.append { [fileWriter] in try fileWriter.removeIfEmpty(folder) }
    }

    /// Creates a file from a staged file.
    ///
    /// - Throws: `Conflict` if the path already exists.
    mutating func create(_ target: URL, from staged: Staged) throws {
        if FileTree.isFolder(target.path) {
            throw Conflict(message: "expected a file, found a folder; move the folder")
        }
        if FileTree.exists(target.path) {
            throw Conflict(message: "the file was created during this run; run the command again")
        }
        // Create a link, because unlike a move, it never replaces an existing file.
        try fileWriter.link(staged.url, as: target)
        undoSteps.append { [fileWriter] in
            try Self.check(target, contains: staged.content)
            try fileWriter.remove(target)
        }
    }

    /// Atomically replaces a file with a staged file.
    ///
    /// - Parameters:
    ///   - target: The file to replace.
    ///   - content: The expected content of the file to replace.
    ///   - staged: The staged file.
    mutating func replace(_ target: URL, containing content: [UInt8], with staged: Staged) throws {
        let old = nextURL()
        try fileWriter.link(target, as: old)
        try Self.check(old, contains: content)
        try fileWriter.rename(staged.url, to: target)
        undoSteps.append { [fileWriter] in
            try Self.check(target, contains: staged.content)
            try fileWriter.rename(old, to: target)
        }
        // Check again, because another process may have modified the file between the first check and the rename.
        try Self.check(old, contains: content)
    }

    /// Removes a file.
    ///
    /// - Parameters:
    ///   - target: The file to remove.
    ///   - content: The expected content of the file.
    mutating func remove(_ target: URL, containing content: [UInt8]) throws {
        let old = nextURL()
        try fileWriter.rename(target, to: old)
        undoSteps.append { [fileWriter] in
            if FileTree.exists(target.path) { throw Conflict(message: "the file was created during this run") }
            try fileWriter.rename(old, to: target)
        }
        try Self.check(old, contains: content)
    }

    /// Reverts all changes.
    ///
    /// - Returns: The folder with the original files, or `nil` if all files were restored.
    mutating func revert() -> URL? {
        var isComplete = true
        for step in undoSteps.reversed() {
            do { try step() } catch { isComplete = false }
        }
        undoSteps = []
        if isComplete { return nil }
        // Rename the folder so that later runs do not remove it as a leftover.
        let rescued = url.deletingLastPathComponent().appendingPathComponent("\(url.lastPathComponent)-rescued")
        if (try? fileWriter.rename(url, to: rescued)) != nil { url = rescued }
        return url
    }

    /// Removes the staging folder, including the original versions of changed files.
    func removeFolder() {
        try? fileWriter.remove(url)
    }

    /// Checks that a file has the expected content. Ignores byte order marks.
    ///
    /// - Throws: `Conflict` if the content differs, that is, if the file was changed after the tool read or wrote it.
    private static func check(_ file: URL, contains content: [UInt8]) throws {
        if !Array(try Data(contentsOf: file)).withoutByteOrderMark.elementsEqual(content.withoutByteOrderMark) {
            throw Conflict(message: "the file was changed during this run; run the command again")
        }
    }

    private mutating func nextURL() -> URL {
        count += 1
        return url.appendingPathComponent("\(count)")
    }
}
