import EndpointSpec
import Foundation
import SwiftGeneration

/// The folder that generated files are in.
struct OutputFolder {
    private let url: URL
    private let files = FileManager.default

    /// - Throws: `Failure` where something else than a folder has that path.
    init(_ path: String) throws {
        url = URL(fileURLWithPath: path, isDirectory: true).resolvingSymlinksInPath()
        var isFolder: ObjCBool = false
        if files.fileExists(atPath: url.path, isDirectory: &isFolder), !isFolder.boolValue {
            throw Failure("\(path) is a file, and the output needs a folder; choose another with --output")
        }
    }

    /// Every Swift file in the folder by its path relative to it. A folder that does not exist is empty.
    func contents() throws -> [String: [UInt8]] {
        guard files.fileExists(atPath: url.path) else { return [:] }
        var contents: [String: [UInt8]] = [:]
        do {
            for path in try FileTree.paths(in: url.path) where path.hasSuffix(".swift") {
                contents[path] = Array(try Data(contentsOf: destination(path)))
            }
        } catch {
            throw Failure("\(url.path) cannot be read: \(error.localizedDescription)")
        }
        return contents
    }

    /// Carries a plan out, wholly or not at all: everything new is written aside first, so that a full disk changes
    /// nothing, and a step that fails afterwards takes the steps before it back.
    func apply(_ plan: WritePlan) throws {
        if plan.isEmpty { return }
        let staging = url.appendingPathComponent(".feishu-codegen-\(UUID().uuidString)", isDirectory: true)
        defer { try? files.removeItem(at: staging) }
        var undo: [() -> Void] = []
        do {
            let written = plan.created + plan.changed
            try files.createDirectory(at: staging, withIntermediateDirectories: true)
            for (index, file) in written.enumerated() {
                try Data(file.text.utf8).write(to: staging.appendingPathComponent("new-\(index)"))
            }
            for folder in Set(written.map { destination($0.path).deletingLastPathComponent() }) {
                try files.createDirectory(at: folder, withIntermediateDirectories: true)
            }
            for (index, path) in (plan.changed.map(\.path) + plan.removed).enumerated() {
                try move(destination(path), to: staging.appendingPathComponent("old-\(index)"), undo: &undo)
            }
            for (index, file) in written.enumerated() {
                try move(staging.appendingPathComponent("new-\(index)"), to: destination(file.path), undo: &undo)
            }
        } catch {
            for step in undo.reversed() { step() }
            let reasons = (error as? Failure)?.problems ?? ["error: \(error.localizedDescription)"]
            throw Failure(["error: nothing was changed in \(url.relativePath)"] + reasons)
        }
        removeEmptyFolders(of: plan.removed)
    }

    private func move(_ source: URL, to target: URL, undo: inout [() -> Void]) throws {
        if files.fileExists(atPath: target.path) {
            throw Failure("\(target.path) is in the way; move it elsewhere")
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
