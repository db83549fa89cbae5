import Foundation
import SourceText
import SwiftGeneration

/// The folder of the generated files.
struct OutputFolder {
    private let url: URL
    private let files = FileManager.default

    /// - Throws: `Failure` where the path is a file.
    init(_ path: String) throws(Failure) {
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

    /// Carries out a plan, all or nothing: a step that fails reverts the steps before it.
    func apply(_ plan: WritePlan) throws(Failure) {
        if plan.isEmpty, StagingFolder.all(in: url).isEmpty { return }
        for path in (plan.created + plan.changed).map(\.path) { try checkForLinks(path) }
        do {
            try files.createDirectory(at: url, withIntermediateDirectories: true)
        } catch {
            throw unwritable(error)
        }
        try FolderLock.hold(url) { () throws(Failure) in
            for leftover in StagingFolder.all(in: url) { try? files.removeItem(at: leftover) }
            if plan.isEmpty { return }
            do {
                var staging = try StagingFolder(in: url)
                defer { staging.end() }
                do {
                    try apply(plan, &staging)
                } catch {
                    staging.revert()
                    throw error
                }
            } catch {
                throw unwritable(error)
            }
            removeEmptyFolders(of: plan.removed)
        }
    }

    private func apply(_ plan: WritePlan, _ staging: inout StagingFolder) throws {
        let created = try plan.created.map { ($0.path, try staging.stage($0.text)) }
        let changed = try plan.changed.map { ($0.path, try staging.stage($0.text)) }
        let manifest = try plan.manifest.map { try staging.stage($0.text) }
        for folder in Set(plan.created.map { destination($0.path).deletingLastPathComponent() }) {
            try files.createDirectory(at: folder, withIntermediateDirectories: true)
        }
        for (path, file) in created { try staging.create(destination(path), from: file) }
        for (path, file) in changed { try staging.replace(destination(path), with: file) }
        for path in plan.removed { try staging.remove(destination(path)) }
        // The list is last: until then, the old one contains what has to be removed.
        guard let manifest else { return }
        let list = destination(Manifest.path)
        if FileTree.exists(list.path) {
            try staging.replace(list, with: manifest)
        } else {
            try staging.create(list, from: manifest)
        }
    }

    private func unwritable(_ error: any Error) -> Failure {
        let reason = (error as? Failure)?.diagnostics.first?.message ?? error.fileSystemReason
        return Failure("unwritable-file", "nothing was changed: \(reason)", at: .file(url.relativePath))
    }

    /// - Throws: `Failure` where a file would be written through a link to a folder.
    private func checkForLinks(_ path: String) throws(Failure) {
        var folder = destination(path).deletingLastPathComponent()
        while folder.path.count > url.path.count {
            if FileTree.isLink(folder.path) {
                throw Failure(
                    "linked-folder", "a link, through which the tool writes nothing", at: .file(folder.path),
                    notes: ["replace the link with a folder, or choose another folder with --output"])
            }
            folder = folder.deletingLastPathComponent()
        }
    }

    private func destination(_ path: String) -> URL {
        url.appendingPathComponent(path)
    }

    private func removeEmptyFolders(of paths: [String]) {
        for path in paths {
            var folder = destination(path).deletingLastPathComponent()
            while folder.path != url.path, (try? files.contentsOfDirectory(atPath: folder.path))?.isEmpty == true {
                try? files.removeItem(at: folder)
                folder = folder.deletingLastPathComponent()
            }
        }
    }
}
