import Foundation
import SourceText

/// Changes of the files of a folder, all or none.
///
/// New files are complete in a hidden folder before anything else changes, and each takes the place of the old one in one
/// step. So a full disk changes nothing, and a run that is killed leaves every file whole: the old one or the new one.
struct StagingFolder {
    private static let prefix = ".feishu-codegen-"

    /// A file that is to be moved to its place.
    struct Staged {
        fileprivate let url: URL
        fileprivate let content: [UInt8]
    }

    /// Why a file cannot be changed, in words that follow its path.
    struct Conflict: Error {
        let message: String
    }

    private var url: URL
    private let fileWriter: FileWriter
    private var undo: [() throws -> Void] = []
    private var count = 0

    init(in folder: URL, using fileWriter: FileWriter) throws {
        url = folder.appendingPathComponent(Self.prefix + String(ProcessInfo.processInfo.processIdentifier))
        self.fileWriter = fileWriter
        try fileWriter.createFolder(url)
    }

    /// The staging folders in a folder: those of runs that were killed, while this one has the lock.
    static func all(in folder: URL) -> [URL] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasPrefix(prefix) }.map(folder.appendingPathComponent).filter {
            process(of: $0) != nil
        }
    }

    /// The number of the process that made a staging folder.
    static func process(of folder: URL) -> Int? {
        Int(folder.lastPathComponent.dropFirst(prefix.count))
    }

    /// Writes a file that is to be moved.
    mutating func stage(_ text: String) throws -> Staged {
        let file = next()
        try fileWriter.write(text, to: file)
        return Staged(url: file, content: Array(text.utf8))
    }

    /// Creates a folder, unless there is one.
    mutating func createFolder(_ folder: URL) throws {
        if FileTree.isFolder(folder.path) { return }
        try createFolder(folder.deletingLastPathComponent())
        try fileWriter.createFolder(folder)
        undo.append { [fileWriter] in try fileWriter.removeIfEmpty(folder) }
    }

    /// Puts a staged file at a path that nothing has.
    mutating func create(_ target: URL, from staged: Staged) throws {
        if FileTree.isFolder(target.path) { throw Conflict(message: "is a folder; move it") }
        if FileTree.exists(target.path) { throw Conflict(message: "was created during the run; repeat the command") }
        // A second path replaces no file, as a move would.
        try fileWriter.link(staged.url, as: target)
        undo.append { [fileWriter] in
            try Self.check(target, contains: staged.content)
            try fileWriter.remove(target)
        }
    }

    /// Moves a staged file to the path of another one, which it replaces in one step.
    ///
    /// - Parameter content: What the file to replace has to contain.
    mutating func replace(_ target: URL, containing content: [UInt8], with staged: Staged) throws {
        let old = next()
        try fileWriter.link(target, as: old)
        try Self.check(old, contains: content)
        try fileWriter.rename(staged.url, to: target)
        undo.append { [fileWriter] in
            try Self.check(target, contains: staged.content)
            try fileWriter.rename(old, to: target)
        }
        // It is the same file by its second path, and can have been written to since.
        try Self.check(old, contains: content)
    }

    /// Removes a file.
    ///
    /// - Parameter content: What the file has to contain.
    mutating func remove(_ target: URL, containing content: [UInt8]) throws {
        let old = next()
        try fileWriter.rename(target, to: old)
        undo.append { [fileWriter] in
            if FileTree.exists(target.path) { throw Conflict(message: "was created during the run") }
            try fileWriter.rename(old, to: target)
        }
        try Self.check(old, contains: content)
    }

    /// Reverts all changes.
    ///
    /// - Returns: The folder with what could not be put back; nil where everything was.
    mutating func revert() -> URL? {
        var isComplete = true
        for step in undo.reversed() {
            do { try step() } catch { isComplete = false }
        }
        undo = []
        if isComplete { return nil }
        // Under this name, no later run takes it for a leftover.
        let rescued = url.deletingLastPathComponent().appendingPathComponent("\(url.lastPathComponent)-rescued")
        if (try? fileWriter.rename(url, to: rescued)) != nil { url = rescued }
        return url
    }

    /// Removes the folder, and with it what was replaced.
    func end() {
        try? fileWriter.remove(url)
    }

    /// - Throws: `Conflict` where a person changed the file after the tool read or wrote it.
    private static func check(_ file: URL, contains content: [UInt8]) throws {
        if !Array(try Data(contentsOf: file)).withoutByteOrderMark.elementsEqual(content.withoutByteOrderMark) {
            throw Conflict(message: "was changed during the run; repeat the command")
        }
    }

    private mutating func next() -> URL {
        count += 1
        return url.appendingPathComponent("\(count)")
    }
}
