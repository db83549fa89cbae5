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

    /// Carries out a plan, all or nothing: new files are written to a staging folder first, so that a full disk changes
    /// nothing, and a step that fails afterwards reverts the steps before it.
    func apply(_ plan: WritePlan) throws(Failure) {
        if plan.isEmpty { return }
        for path in (plan.created + plan.changed).map(\.path) { try checkForLinks(path) }
        let staging = url.appendingPathComponent(".feishu-codegen-\(UUID().uuidString)", isDirectory: true)
        defer { try? files.removeItem(at: staging) }
        var undo: [() -> Void] = []
        do {
            let written = plan.created + plan.changed + (plan.manifest.map { [$0] } ?? [])
            let oldManifest = [plan.manifest?.path].compactMap(\.self).filter { FileTree.exists(destination($0).path) }
            try files.createDirectory(at: staging, withIntermediateDirectories: true)
            for (index, file) in written.enumerated() {
                try Data(file.text.utf8).write(to: staging.appendingPathComponent("new-\(index)"))
            }
            for folder in Set(written.map { destination($0.path).deletingLastPathComponent() }) {
                try files.createDirectory(at: folder, withIntermediateDirectories: true)
            }
            for (index, path) in (plan.changed.map(\.path) + plan.removed + oldManifest).enumerated() {
                try move(destination(path), to: staging.appendingPathComponent("old-\(index)"), undo: &undo)
            }
            for (index, file) in written.enumerated() {
                try move(staging.appendingPathComponent("new-\(index)"), to: destination(file.path), undo: &undo)
            }
        } catch {
            for step in undo.reversed() { step() }
            let reason = (error as? Failure)?.diagnostics.first?.message ?? error.fileSystemReason
            throw Failure("unwritable-file", "nothing was changed: \(reason)", at: .file(url.relativePath))
        }
        removeEmptyFolders(of: plan.removed)
    }

    /// - Throws: `Failure` where a file would be written through a link to a folder.
    private func checkForLinks(_ path: String) throws(Failure) {
        var folder = destination(path).deletingLastPathComponent()
        while folder.path.count > url.path.count {
            if (try? files.destinationOfSymbolicLink(atPath: folder.path)) != nil {
                throw Failure(
                    "linked-folder", "a link, through which the tool writes nothing", at: .file(folder.path),
                    notes: ["replace the link with a folder, or choose another folder with --output"])
            }
            folder = folder.deletingLastPathComponent()
        }
    }

    private func move(_ source: URL, to target: URL, undo: inout [() -> Void]) throws {
        if files.fileExists(atPath: target.path) {
            throw Failure("conflicting-file", "\(target.path) already exists; move it")
        }
        try files.moveItem(at: source, to: target)
        undo.append { try? files.moveItem(at: target, to: source) }
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
