import Foundation
import SourceText

/// Changes of the files of a folder, all or none.
struct FolderChanges {
    /// A change of one file, by its path relative to the folder.
    enum Change {
        /// - Parameter old: What the file contains; nil where there is none.
        case write(String, text: String, over: [UInt8]?)
        case remove(String, containing: [UInt8])

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
    let disk: Disk

    private var folder: URL { URL(fileURLWithPath: path, isDirectory: true).resolvingSymlinksInPath() }

    init(in path: String, _ changes: [Change], on disk: Disk) {
        self.path = path
        self.changes = changes
        self.disk = disk
    }

    /// Makes all changes: a step that fails reverts the steps before it. What earlier runs left behind is removed.
    func apply() throws(Failure) {
        if changes.isEmpty, StagingFolder.all(in: folder).isEmpty { return }
        let isNew = !FileTree.exists(folder.path)
        do {
            try disk.createFolder(folder)
        } catch {
            throw failure(error)
        }
        // Left behind by a step that failed, it is empty.
        defer { if isNew { try? disk.removeIfEmpty(folder) } }
        try FolderLock.hold(folder, named: path) { () throws(Failure) in
            for leftover in StagingFolder.all(in: folder) { try? disk.remove(leftover) }
            if changes.isEmpty { return }
            do {
                var staging = try StagingFolder(in: folder, on: disk)
                defer { staging.end() }
                try make(&staging)
            } catch let failure as Failure {
                throw failure
            } catch {
                throw failure(error)
            }
            removeEmptyFolders()
        }
    }

    private func make(_ staging: inout StagingFolder) throws {
        let staged = try changes.map { change in
            if case .write(_, let text, _) = change { try staging.stage(text) } else { nil as URL? }
        }
        for (change, file) in zip(changes, staged) {
            do {
                try make(change, from: file, &staging)
            } catch {
                staging.revert()
                throw failure(error, at: change.path)
            }
        }
    }

    private func make(_ change: Change, from file: URL?, _ staging: inout StagingFolder) throws {
        let target = folder.appendingPathComponent(change.path)
        switch (change, file) {
        case (.write(_, _, let old?), let file?): try staging.replace(target, containing: old, with: file)
        case (.write, let file?):
            try staging.createFolder(target.deletingLastPathComponent())
            try staging.create(target, from: file)
        case (.remove(_, let content), _): try staging.remove(target, containing: content)
        case (.write, nil): break
        }
    }

    private func failure(_ error: any Error, at file: String? = nil) -> Failure {
        let reason = (error as? StagingFolder.Conflict)?.message ?? "cannot write: \(error.fileSystemReason)"
        return Failure(
            "unwritable-file", "\(reason); nothing was changed", at: .file(file.map { "\(path)/\($0)" } ?? path))
    }

    private func removeEmptyFolders() {
        for case .remove(let path, _) in changes {
            var parent = folder.appendingPathComponent(path).deletingLastPathComponent()
            while parent.path.count > folder.path.count {
                try? disk.removeIfEmpty(parent)
                parent = parent.deletingLastPathComponent()
            }
        }
    }
}
