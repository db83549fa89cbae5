import Foundation
import SourceText

/// Keeps two runs from writing to one folder at the same time.
enum FolderLock {
    /// Runs the body while no other run has the folder. The system ends the lock with the process, however that ends.
    ///
    /// - Parameter name: The path of the folder, as the user wrote it.
    /// - Throws: What the body throws, or that another run has the folder.
    static func hold(
        _ folder: URL, named name: String, _ body: () throws(Failure) -> Void
    ) throws(Failure) {
        let descriptor = open(folder.path, O_RDONLY)
        // Not every file system has locks; without one, a folder is as safe as it was.
        defer { if descriptor >= 0 { close(descriptor) } }
        if descriptor >= 0, flock(descriptor, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK {
            let others = StagingFolder.all(in: folder).compactMap(StagingFolder.process)
            let other = others.count == 1 ? others.first : nil
            throw Failure(
                "locked-folder",
                "another run\(other.map { " (process \($0))" } ?? "") is writing to the folder; nothing was changed",
                at: .file(name), notes: ["repeat the command when the other run has ended"])
        }
        try body()
    }
}
