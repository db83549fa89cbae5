import Foundation
import SourceText

/// Changes of the files of a folder, all or none.
struct FolderChanges {
    /// A change of one file, by its path relative to the folder.
    enum Change {
        /// - Parameter old: What the file contains; nil where there is none.
        case write(String, text: String, over: [UInt8]?)
        case remove(String, containing: [UInt8])

        /// The change that reverts this one.
        fileprivate var inverse: Change {
            switch self {
            case .write(let path, let text, nil): .remove(path, containing: Array(text.utf8))
            case .write(let path, let text, let old?):
                .write(path, text: String(decoding: old, as: UTF8.self), over: Array(text.utf8))
            case .remove(let path, let content):
                .write(path, text: String(decoding: content, as: UTF8.self), over: nil)
            }
        }

        fileprivate var path: String {
            switch self {
            case .write(let path, _, _), .remove(let path, _): path
            }
        }
    }

    /// The path of the folder, as the user wrote it.
    let path: String
    /// In the order in which they are made.
    let changes: [Change]
    let fileWriter: FileWriter
    private let folder: URL

    init(in path: String, _ changes: [Change], using fileWriter: FileWriter) {
        self.path = path
        self.changes = changes
        self.fileWriter = fileWriter
        folder = URL(fileURLWithPath: path, isDirectory: true).resolvingSymlinksInPath()
    }

    /// The changes that revert these. The files are text.
    var inverse: FolderChanges { FolderChanges(in: path, changes.reversed().map(\.inverse), using: fileWriter) }

    /// Makes all changes: a step that fails reverts the steps before it. What earlier runs left behind is removed.
    ///
    /// - Parameter lock: The lock of the folder, where the run has it already.
    func apply(under lock: FolderLock? = nil) throws(Failure) {
        if changes.isEmpty, StagingFolder.all(in: folder).isEmpty { return }
        try checkPaths()
        let missing = missingFolders
        do {
            try fileWriter.createFolder(folder)
        } catch {
            throw failure(error)
        }
        // Left behind by a step that failed, they are empty.
        defer { for folder in missing { try? fileWriter.removeIfEmpty(folder) } }
        let lock = if let lock { lock } else { try FolderLock(folder, named: path) }
        defer { withExtendedLifetime(lock) {} }
        for leftover in StagingFolder.all(in: folder) { try? fileWriter.remove(leftover) }
        if changes.isEmpty { return }
        do {
            var staging = try StagingFolder(in: folder, using: fileWriter)
            do {
                try make(&staging)
                staging.end()
            } catch {
                let rescued = staging.revert()
                if rescued == nil { staging.end() }
                throw failure(error, rescued)
            }
        } catch {
            throw (error as? Failure) ?? failure(error)
        }
        removeEmptyFolders()
    }

    /// Checks the paths of all files before any is changed: no file is written through a link to a folder, or through one that
    /// leads out of the folder.
    private func checkPaths() throws(Failure) {
        var checked: Set<String> = []
        for change in changes {
            try FileTree.checkLength(ofAbsolutePath: "\(folder.path)/\(change.path)", named: "\(path)/\(change.path)")
            var part = ""
            for name in change.path.split(separator: "/") {
                part += part.isEmpty ? String(name) : "/\(name)"
                guard checked.insert(part).inserted else { continue }
                let url = folder.appendingPathComponent(part)
                guard FileTree.isLink(url.path) else { continue }
                if part == change.path, FileTree.isInside(url.path, root: folder.path) { continue }
                throw Failure(
                    "linked-folder", "a link, through which the tool writes nothing; nothing was changed",
                    at: .file("\(path)/\(part)"), notes: ["replace the link with what it leads to"])
            }
        }
    }

    /// The folder, if it does not exist, and those around it that do not, the innermost first.
    private var missingFolders: [URL] {
        var missing: [URL] = []
        var url = folder
        while !FileTree.exists(url.path), url.path != "/" {
            missing.append(url)
            url = url.deletingLastPathComponent()
        }
        return missing
    }

    /// A step that failed, and the path of its file.
    private struct FailedStep: Error {
        let path: String
        let reason: any Error
    }

    private func make(_ staging: inout StagingFolder) throws {
        let staged = try changes.map { change in
            if case .write(_, let text, _) = change { try staging.stage(text) } else { nil as StagingFolder.Staged? }
        }
        for (change, file) in zip(changes, staged) {
            do {
                try make(change, from: file, &staging)
            } catch {
                throw FailedStep(path: change.path, reason: error)
            }
        }
    }

    private func make(_ change: Change, from file: StagingFolder.Staged?, _ staging: inout StagingFolder) throws {
        // What a link leads to is changed, and the link stays.
        let target = folder.appendingPathComponent(change.path).resolvingSymlinksInPath()
        switch (change, file) {
        case (.write(_, _, let old?), let file?): try staging.replace(target, containing: old, with: file)
        case (.write, let file?):
            try staging.createFolder(target.deletingLastPathComponent())
            try staging.create(target, from: file)
        case (.remove(_, let content), _): try staging.remove(target, containing: content)
        case (.write, nil): break
        }
    }

    /// - Parameter rescued: The folder with what could not be put back.
    private func failure(_ error: any Error, _ rescued: URL? = nil) -> Failure {
        let step = error as? FailedStep
        let cause = step?.reason ?? error
        let reason = (cause as? StagingFolder.Conflict)?.message ?? "cannot write: \(cause.fileSystemReason)"
        let location = Diagnostic.Location.file(step.map { "\(path)/\($0.path)" } ?? path)
        guard let rescued else { return Failure("unwritable-file", "\(reason); nothing was changed", at: location) }
        return Failure(
            "unwritable-file", "\(reason); and not all files that had been changed could be put back", at: location,
            notes: ["their old versions are in \(path)/\(rescued.lastPathComponent)"])
    }

    private func removeEmptyFolders() {
        for case .remove(let path, _) in changes {
            var parent = folder.appendingPathComponent(path).deletingLastPathComponent()
            while parent.path.count > folder.path.count {
                try? fileWriter.removeIfEmpty(parent)
                parent = parent.deletingLastPathComponent()
            }
        }
    }
}

extension [FolderChanges] {
    /// Makes the changes of all folders, in this order: a folder whose changes fail reverts those before it.
    func apply() throws(Failure) {
        for (index, changes) in enumerated() {
            do throws(Failure) {
                try changes.apply()
            } catch {
                var diagnostics = error.diagnostics
                for earlier in self[..<index].reversed() {
                    do throws(Failure) { try earlier.inverse.apply() } catch { diagnostics += error.diagnostics }
                }
                throw Failure(diagnostics)
            }
        }
    }
}
