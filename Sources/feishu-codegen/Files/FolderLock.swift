import Foundation
import SourceText

/// A lock that prevents two runs from writing to the same folder at the same time.
///
/// The system releases the lock when the process exits, even if it crashes.
final class FolderLock: Sendable {
    private let descriptor: Int32

    /// Locks a folder, if its file system supports locks.
    ///
    /// - Parameters:
    ///   - folder: The folder to lock.
    ///   - name: The path of the folder as specified by the user, for the error.
    /// - Throws: `Failure` if another run has locked the folder.
    init(_ folder: URL, named name: String) throws(Failure) {
        // `O_CLOEXEC` prevents child processes such as Git from inheriting the descriptor and thereby the lock.
        descriptor = open(folder.path, O_RDONLY | O_CLOEXEC)
        // Ignore errors other than `EWOULDBLOCK`, because some file systems do not support locks.
        if descriptor >= 0, flock(descriptor, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK {
            let others = StagingFolder.all(in: folder).compactMap(StagingFolder.process)
            let other = others.count == 1 ? others.first : nil
            throw Failure(
                "locked-folder",
                "another run\(other.map { " (process \($0))" } ?? "") is writing to the folder; nothing was changed",
                at: .file(name), notes: ["run the command again when the other run has finished"])
        }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }
}
