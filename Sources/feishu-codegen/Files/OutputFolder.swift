import Foundation
import SourceText
import SwiftGeneration

/// The folder of the generated files.
struct OutputFolder {
    /// The path, as the user wrote it.
    private let path: String
    private let url: URL

    /// - Throws: `Failure` where the path is a file.
    init(_ path: String) throws(Failure) {
        self.path = path
        url = URL(fileURLWithPath: path, isDirectory: true).resolvingSymlinksInPath()
        if FileTree.exists(url.path), !FileTree.isFolder(url.path) {
            throw Failure(
                "not-a-folder", "not a folder", at: .file(path), notes: ["choose another folder with --output"])
        }
    }

    /// The list of the files that the tool wrote to the folder; nil where there is none.
    func manifest() throws(Failure) -> Manifest? {
        let path = destination(Manifest.path).path
        return FileTree.exists(path) ? try Manifest(try SourceFile(readingFrom: path)) : nil
    }

    /// The contents of every Swift file in the folder, by its path relative to the folder. A folder that does not exist is
    /// empty, and what is behind a link is not in the folder.
    func contents() throws(Failure) -> [String: [UInt8]] {
        guard FileTree.exists(url.path) else { return [:] }
        var contents: [String: [UInt8]] = [:]
        for path in try FileTree.paths(in: url.path, withExtension: "swift", followingLinks: false) {
            do {
                contents[path] = Array(try Data(contentsOf: destination(path)))
            } catch {
                throw .unreadable(destination(path).path, error)
            }
        }
        return contents
    }

    /// Carries out a plan, all or nothing.
    ///
    /// - Parameter contents: The contents from which the plan was made.
    func apply(_ plan: WritePlan, from contents: [String: [UInt8]], on disk: Disk) throws(Failure) {
        for path in (plan.created + plan.changed).map(\.path) { try checkForLinks(path) }
        let list = destination(Manifest.path)
        let oldList = FileTree.exists(list.path) ? try? Array(Data(contentsOf: list)) : nil
        // The list is last: until then, the old one contains what has to be removed.
        let changes =
            (plan.created + plan.changed).map { .write($0.path, text: $0.text, over: contents[$0.path]) }
            + plan.removed.map { .remove($0, containing: contents[$0] ?? []) }
            + (plan.manifest.map { [.write($0.path, text: $0.text, over: oldList)] } ?? []) as [FolderChanges.Change]
        try FolderChanges(in: path, changes, on: disk).apply()
    }

    /// - Throws: `Failure` where a file would be written through a link to a folder.
    private func checkForLinks(_ path: String) throws(Failure) {
        var folder = destination(path).deletingLastPathComponent()
        while folder.path.count > url.path.count {
            if FileTree.isLink(folder.path) {
                throw Failure(
                    "linked-folder", "a link, through which the tool writes nothing",
                    at: .file("\(self.path)/\(folder.path.dropFirst(url.path.count + 1))"),
                    notes: ["replace the link with a folder, or choose another folder with --output"])
            }
            folder = folder.deletingLastPathComponent()
        }
    }

    private func destination(_ path: String) -> URL {
        url.appendingPathComponent(path)
    }
}
