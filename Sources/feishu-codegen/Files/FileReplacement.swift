import Foundation
import SourceText

/// Writes one file that is not part of a folder of the tool.
enum FileReplacement {
    /// Writes a file, or replaces it in one step.
    static func write(_ text: String, to path: String, on disk: Disk) throws(Failure) {
        if FileTree.isFolder(path) {
            throw Failure("not-a-file", "a folder; expected the path of a file", at: .file(path))
        }
        let url = URL(fileURLWithPath: path).resolvingSymlinksInPath()
        let folder = url.deletingLastPathComponent()
        let staged = folder.appendingPathComponent(
            ".\(url.lastPathComponent).\(ProcessInfo.processInfo.processIdentifier)")
        do {
            try disk.createFolder(folder)
            do {
                try disk.write(text, to: staged)
                try disk.rename(staged, to: url)
            } catch {
                try? disk.remove(staged)
                throw error
            }
        } catch {
            throw Failure("unwritable-file", "cannot write: \(error.fileSystemReason)", at: .file(path))
        }
    }
}
