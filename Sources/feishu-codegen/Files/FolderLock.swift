import Foundation
import SourceText

/// Keeps two runs from writing to one folder at the same time. The system ends the lock with the process, however that
/// ends.
final class FolderLock: Sendable {
    private let descriptor: Int32

    /// - Parameters:
    ///   - folder: The folder.
    ///   - name: The path of the folder, as the user wrote it.
    /// - Throws: That another run has the folder.
    init(_ folder: URL, named name: String) throws(Failure) {
        // Not every file system has locks; without one, a folder is as safe as it was.
        // A command that is run meanwhile, such as Git, must not inherit it, and with it the lock.
        descriptor = open(folder.path, O_RDONLY | O_CLOEXEC)
        if descriptor >= 0, flock(descriptor, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK {
            let others = StagingFolder.all(in: folder).compactMap(StagingFolder.process)
            let other = others.count == 1 ? others.first : nil
            throw Failure(
                "locked-folder",
                "another run\(other.map { " (process \($0))" } ?? "") is writing to the folder; nothing was changed",
                at: .file(name), notes: ["repeat the command when the other run has ended"])
        }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }
}
