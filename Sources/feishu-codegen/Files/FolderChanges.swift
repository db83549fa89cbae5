import Foundation
import SourceText

/// Changes to the files in a folder. If a change fails, the earlier changes are reverted.
struct FolderChanges {
    /// A change to a file, identified by its path relative to the folder.
    enum Change {
        /// Writes a file. `over` is the expected content of the existing file, or `nil` if the file must not exist.
        case write(String, content: [UInt8], over: [UInt8]?)
        /// Removes a file. `containing` is its expected content.
        case remove(String, containing: [UInt8])

        /// The change that reverts this change.
        fileprivate var inverse: Change {
            switch self {
            case .write(let path, let content, nil): .remove(path, containing: content)
            case .write(let path, let content, let old?): .write(path, content: old, over: content)
            case .remove(let path, let content): .write(path, content: content, over: nil)
            }
        }

        /// Returns a change that writes a text file.
        static func write(_ path: String, text: String, over old: [UInt8]?) -> Change {
            .write(path, content: Array(text.utf8), over: old)
        }

        fileprivate var path: String {
            switch self {
            case .write(let path, _, _), .remove(let path, _): path
            }
        }
    }

    /// The path of the folder, as specified by the user.
    let path: String
    /// The changes, in the order in which they are applied.
    let changes: [Change]
    let fileWriter: FileWriter
    private let folder: URL

    init(in path: String, _ changes: [Change], using fileWriter: FileWriter) {
        self.path = path
        self.changes = changes
        self.fileWriter = fileWriter
        folder = URL(fileURLWithPath: path, isDirectory: true).withLinksResolved
    }

    /// The changes that revert these changes, in reverse order.
    var inverse: FolderChanges { FolderChanges(in: path, changes.reversed().map(\.inverse), using: fileWriter) }

    /// Applies all changes. If a change fails, reverts the earlier changes. Also removes the staging folders of interrupted
    /// runs.
    ///
    /// - Parameter lock: The lock on the folder, or `nil` if the caller has not locked it.
    /// - Throws: `Failure` if a path is too long or contains a symbolic link, if a change fails, or if another process has locked
    ///   the folder.
    func apply(under lock: FolderLock? = nil) throws(Failure) {
        if changes.isEmpty, StagingFolder.all(in: folder).isEmpty { return }
        try checkPaths()
        let missing = missingFolders
        do {
            try fileWriter.createFolder(folder)
        } catch {
            throw failure(error)
        }
        // Remove those created folders that are still empty, because a change failed.
        defer { for folder in missing { try? fileWriter.removeIfEmpty(folder) } }
        let lock = if let lock { lock } else { try FolderLock(folder, named: path) }
        defer { withExtendedLifetime(lock) {} }
        for leftover in StagingFolder.all(in: folder) { try? fileWriter.remove(leftover) }
        if changes.isEmpty { return }
        do {
            var staging = try StagingFolder(in: folder, using: fileWriter)
            do {
                try perform(with: &staging)
                staging.removeFolder()
            } catch {
                let rescued = staging.revert()
                if rescued == nil { staging.removeFolder() }
                throw failure(error, rescued)
            }
        } catch {
            throw (error as? Failure) ?? failure(error)
        }
        removeEmptyFolders()
    }

    /// Checks the paths of all files before any file is changed. A path must not be too long or contain a symbolic link, but the
    /// file itself can be a link to a target inside the folder.
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
                    "linked-folder", "refusing to write through a symbolic link; nothing was changed",
                    at: .file("\(path)/\(part)"), notes: ["replace the link with its target"])
            }
        }
    }

    /// The folders to create, innermost first: the folder itself and its missing parents. Empty if the folder exists.
    fileprivate var missingFolders: [URL] {
        var missing: [URL] = []
        var url = folder
        while !FileTree.exists(url.path), url.path != "/" {
            missing.append(url)
            url = url.deletingLastPathComponent()
        }
        return missing
    }

    /// An error that occurred while changing a file, with the path of the file.
    private struct FailedChange: Error {
        let path: String
        let reason: any Error
    }

    private func perform(with staging: inout StagingFolder) throws {
        let staged = try changes.map { change in
            if case .write(_, let content, _) = change {
                try staging.stage(content)
            } else {
                nil as StagingFolder.Staged?
            }
        }
        for (change, file) in zip(changes, staged) {
            do {
                try perform(change, from: file, with: &staging)
            } catch {
                throw FailedChange(path: change.path, reason: error)
            }
        }
    }

    private func perform(
        _ change: Change, from file: StagingFolder.Staged?, with staging: inout StagingFolder
    ) throws {
        // Change the target of a symbolic link, not the link itself.
        let target = folder.appendingPathComponent(change.path).withLinksResolved
        switch (change, file) {
        case (.write(_, _, let old?), let file?): try staging.replace(target, containing: old, with: file)
        case (.write, let file?):
            try staging.createFolder(target.deletingLastPathComponent())
            try staging.create(target, from: file)
        case (.remove(_, let content), _): try staging.remove(target, containing: content)
        case (.write, nil): break
        }
    }

    /// Returns the failure to report for an error.
    ///
    /// - Parameters:
    ///   - error: The error that occurred.
    ///   - rescued: The folder with the original files if some could not be restored, or `nil` if all were restored.
    private func failure(_ error: any Error, _ rescued: URL? = nil) -> Failure {
        let failedChange = error as? FailedChange
        let cause = failedChange?.reason ?? error
        let reason = (cause as? StagingFolder.Conflict)?.message ?? "cannot write: \(cause.fileSystemReason)"
        let location = Diagnostic.Location.file(failedChange.map { "\(path)/\($0.path)" } ?? path)
        guard let rescued else { return Failure("unwritable-file", "\(reason); nothing was changed", at: location) }
        return Failure(
            "unwritable-file", "\(reason); some of the files changed before could not be restored", at: location,
            notes: ["the original files are in \(path)/\(rescued.lastPathComponent)"])
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
    /// Applies the changes to all folders, in order. If the changes to a folder fail, reverts the changes to the
    /// earlier folders.
    func apply() throws(Failure) {
        let missing = map(\.missingFolders)
        for (index, changes) in enumerated() {
            do throws(Failure) {
                try changes.apply()
            } catch {
                var diagnostics = error.diagnostics
                for (earlier, missing) in zip(self[..<index], missing).reversed() {
                    do throws(Failure) { try earlier.inverse.apply() } catch { diagnostics += error.diagnostics }
                    for folder in missing { try? earlier.fileWriter.removeIfEmpty(folder) }
                }
                throw Failure(diagnostics)
            }
        }
    }
}
