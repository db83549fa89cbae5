import Foundation
import SourceText

/// Changes the files of a folder, with the ability to revert the changes.
///
/// New files are written to a hidden folder first, and then atomically replace the old ones. So a full disk changes nothing,
/// and a killed run leaves each file either entirely old or entirely new.
struct StagingFolder {
    private static let prefix = ".feishu-codegen-"

    /// A complete file that is ready to be moved to its destination.
    struct Staged {
        fileprivate let url: URL
        fileprivate let content: [UInt8]
    }

    /// The reason why a file cannot be changed. The message follows the path of the file.
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

    /// Returns the staging folders in a folder. If this process has the lock, they are leftovers of killed runs.
    static func all(in folder: URL) -> [URL] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasPrefix(prefix) }.map(folder.appendingPathComponent).filter {
            process(of: $0) != nil
        }
    }

    /// Returns the ID of the process that created a staging folder.
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

    /// Moves a staged file to a path where no file exists.
    mutating func create(_ target: URL, from staged: Staged) throws {
        if FileTree.isFolder(target.path) {
            throw Conflict(message: "expected a file, found a folder; move the folder")
        }
        if FileTree.exists(target.path) {
            throw Conflict(message: "the file was created during this run; run the command again")
        }
        // Unlike a move, a link never replaces an existing file.
        try fileWriter.link(staged.url, as: target)
        undoSteps.append { [fileWriter] in
            try Self.check(target, contains: staged.content)
            try fileWriter.remove(target)
        }
    }

    /// Atomically replaces a file with a staged file.
    ///
    /// - Parameter content: The expected content of the file to replace.
    mutating func replace(_ target: URL, containing content: [UInt8], with staged: Staged) throws {
        let old = nextURL()
        try fileWriter.link(target, as: old)
        try Self.check(old, contains: content)
        try fileWriter.rename(staged.url, to: target)
        undoSteps.append { [fileWriter] in
            try Self.check(target, contains: staged.content)
            try fileWriter.rename(old, to: target)
        }
        // Check again, because the file can have been modified between the first check and the rename.
        try Self.check(old, contains: content)
    }

    /// Removes a file.
    ///
    /// - Parameter content: The expected content of the file.
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
    /// - Returns: The folder with the files that could not be restored, or `nil` if all were restored.
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

    /// Removes the staging folder, including the replaced files.
    func removeFolder() {
        try? fileWriter.remove(url)
    }

    /// - Throws: `Conflict` if the file was changed after the tool read or wrote it.
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
