import Foundation
import SourceText

/// Writes single files, such as reports and the project file.
enum FileReplacement {
    /// Creates a file, or atomically replaces a file that the same command wrote.
    ///
    /// - Parameters:
    ///   - text: The new content of the file.
    ///   - path: The path of the file. If there is a file that is not a regular file but, for example, a device, the text is
    ///     written to it instead of replacing it.
    ///   - beginning: A string that must occur in the first 4,096 bytes of an existing file unless the file is empty. This
    ///     check prevents the replacement of unrelated files.
    ///   - fileWriter: The file writer that makes the changes.
    static func write(
        _ text: String, to path: String, over beginning: String, using fileWriter: FileWriter
    ) throws(Failure) {
        if FileTree.isFolder(path) {
            throw Failure("not-a-file", "expected a file, found a folder", at: .file(path))
        }
        let url = URL(fileURLWithPath: path).withLinksResolved
        try FileTree.checkLength(ofAbsolutePath: url.path, named: path)
        let attributes = try? FileManager.default.attributesOfItem(atPath: url.path)
        let isRegular = attributes.map { $0[.type] as? FileAttributeType == .typeRegular } ?? true
        do {
            if isRegular {
                if attributes != nil { try check(url, path, contains: beginning) }
                try replace(url, with: text, permissions: attributes?[.posixPermissions], using: fileWriter)
            } else {
                try fileWriter.append(text, to: url)
            }
        } catch let failure as Failure {
            throw failure
        } catch {
            throw Failure("unwritable-file", "cannot write: \(error.fileSystemReason)", at: .file(path))
        }
    }

    private static func check(_ url: URL, _ path: String, contains beginning: String) throws {
        let handle = try FileHandle(forReadingFrom: url)
        defer { try? handle.close() }
        let start = try handle.read(upToCount: 4096) ?? Data()
        if start.isEmpty || String(decoding: start, as: UTF8.self).contains(beginning) { return }
        throw Failure(
            "conflicting-file", "this file was not written by the same command", at: .file(path),
            notes: ["move the file, or choose another path with --output"])
    }

    private static func replace(_ url: URL, with text: String, permissions: Any?, using fileWriter: FileWriter) throws {
        let folder = url.deletingLastPathComponent()
        let staged = TemporaryFiles.newURL(in: folder)
        try fileWriter.createFolder(folder)
        do {
            try fileWriter.write(text.utf8, to: staged)
            if let permissions {
                try FileManager.default.setAttributes([.posixPermissions: permissions], ofItemAtPath: staged.path)
            }
            try fileWriter.rename(staged, to: url)
        } catch {
            try? fileWriter.remove(staged)
            throw error
        }
    }
}
