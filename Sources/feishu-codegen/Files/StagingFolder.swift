import Foundation
import SourceText

/// Changes of the files of a folder, all or none.
///
/// New files are complete in a hidden folder before anything else changes, and each takes the place of the old one in one
/// step. So a full disk changes nothing, and a run that is killed leaves every file whole: the old one or the new one.
struct StagingFolder {
    private static let prefix = ".feishu-codegen-"

    private let url: URL
    private let files = FileManager.default
    private var undo: [() -> Void] = []
    private var count = 0

    init(in folder: URL) throws {
        url = folder.appendingPathComponent(Self.prefix + String(ProcessInfo.processInfo.processIdentifier))
        try files.createDirectory(at: url, withIntermediateDirectories: true)
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
    mutating func stage(_ text: String) throws -> URL {
        let file = next()
        try Data(text.utf8).write(to: file)
        return file
    }

    /// Moves a staged file to a path that nothing has.
    mutating func create(_ target: URL, from staged: URL) throws {
        if FileTree.exists(target.path) {
            throw Failure("conflicting-file", "\(target.path) already exists; move it")
        }
        try Self.rename(staged, to: target)
        undo.append { try? Self.rename(target, to: staged) }
    }

    /// Moves a staged file to the path of another one, which it replaces in one step.
    mutating func replace(_ target: URL, with staged: URL) throws {
        let old = next()
        do {
            try files.linkItem(at: target, to: old)
        } catch {
            // Not every file system has links.
            try files.copyItem(at: target, to: old)
        }
        try Self.rename(staged, to: target)
        undo.append { try? Self.rename(old, to: target) }
    }

    mutating func remove(_ target: URL) throws {
        let old = next()
        try Self.rename(target, to: old)
        undo.append { try? Self.rename(old, to: target) }
    }

    /// Reverts all changes.
    mutating func revert() {
        for step in undo.reversed() { step() }
        undo = []
    }

    /// Removes the folder, and with it what was replaced.
    func end() {
        try? files.removeItem(at: url)
    }

    private mutating func next() -> URL {
        count += 1
        return url.appendingPathComponent("\(count)")
    }

    private static func rename(_ source: URL, to target: URL) throws {
        if Foundation.rename(source.path, target.path) != 0 {
            throw NSError(domain: NSPOSIXErrorDomain, code: Int(errno))
        }
    }
}
