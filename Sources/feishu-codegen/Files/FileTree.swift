import Foundation
import SourceText

/// Enumerates the files in a folder and its subfolders, and checks paths.
enum FileTree {
    /// The maximum nesting depth of folders. The limit stops the traversal of cycles of symbolic links.
    private static let maximumDepth = 16

    /// The maximum length in bytes of a path that the user specifies. Foundation on Linux crashes or opens the wrong file if an
    /// absolute path is longer than 1,024 bytes.
    static let maximumPathLength = 800
    /// The maximum length in bytes of the absolute path of a file or folder.
    private static let maximumAbsoluteLength = 1_000

    /// Throws a `Failure` if an absolute path is too long.
    ///
    /// - Parameters:
    ///   - path: The absolute path.
    ///   - name: The path as specified by the user, for the error.
    static func checkLength(ofAbsolutePath path: String, named name: String) throws(Failure) {
        let length = path.utf8.count
        if length <= maximumAbsoluteLength { return }
        throw Failure(
            "too-long-path", "expected an absolute path of at most \(maximumAbsoluteLength) bytes, found \(length)",
            at: .file(name), notes: ["choose a folder with a shorter path"])
    }

    /// Returns the sorted relative paths of all files with the given extension in a folder and its subfolders. Skips hidden
    /// files and folders.
    ///
    /// - Parameters:
    ///   - folder: The path of the folder.
    ///   - ext: The extension, without a period.
    ///   - followingLinks: Whether to follow symbolic links to folders.
    /// - Throws: `Failure` if a folder cannot be read, has an overlong path or is nested too deeply, because its files would
    ///   otherwise be mistaken for deleted files. If `followingLinks` is `true`, also throws if a symbolic link leads out of the
    ///   folder, because a diagnostic could otherwise reveal the contents of a secret file.
    static func paths(
        in folder: String, withExtension ext: String, followingLinks: Bool = true
    ) throws(Failure) -> [String] {
        let root = URL(fileURLWithPath: folder, isDirectory: true).resolvingSymlinksInPath().path
        try checkLength(ofAbsolutePath: root, named: folder)
        return try paths(in: folder, prefix: "", depth: 0, followingLinks, root: root, ext: ext).sorted()
    }

    /// Returns whether a path is the given root folder or inside it after symbolic links in the path are resolved.
    static func isInside(_ path: String, root: String) -> Bool {
        let resolved = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        return resolved == root || resolved.utf8.starts(with: (root == "/" ? root : root + "/").utf8)
    }

    private static func paths(
        in folder: String, prefix: String, depth: Int, _ followingLinks: Bool, root: String, ext: String
    ) throws(Failure) -> [String] {
        try checkLength(ofAbsolutePath: "\(root)/\(prefix)", named: folder)
        if depth > maximumDepth {
            throw Failure(
                "unreadable-file", "cannot read the folder: nested more than \(maximumDepth) levels deep",
                at: .file(folder), notes: ["it may contain a symbolic link to one of its parents"])
        }
        var paths: [String] = []
        for name in try names(in: folder) where !name.hasPrefix(".") {
            let path = "\(folder)/\(name)"
            if !isFolder(path), !name.hasSuffix("." + ext) { continue }
            if followingLinks, isLink(path), FileManager.default.fileExists(atPath: path), !isInside(path, root: root) {
                throw Failure(
                    "linked-file", "refusing to read through a symbolic link that leads out of the folder",
                    at: .file(path), notes: ["replace the link with its target"])
            }
            if isFolder(path) {
                if !followingLinks, isLink(path) { continue }
                paths += try Self.paths(
                    in: path, prefix: prefix + name + "/", depth: depth + 1, followingLinks, root: root, ext: ext)
            } else {
                // Include broken links, so that reading them reports an error.
                paths.append(prefix + name)
            }
        }
        return paths
    }

    private static func names(in folder: String) throws(Failure) -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder)
        } catch {
            throw .unreadable(folder, error)
        }
    }

    static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }

    static func isLink(_ path: String) -> Bool {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: path)) != nil
    }

    /// Returns whether a file, folder or symbolic link exists. Returns `true` for a broken link, so that
    /// reading it reports an error.
    static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) || isLink(path) }
}

extension URL {
    /// The file URL with symbolic links resolved. If the file does not exist, the links in the existing part of its path are
    /// resolved; Foundation would resolve none of them.
    var withLinksResolved: URL {
        var existing = self
        var missing: [String] = []
        while existing.path != "/", !FileManager.default.fileExists(atPath: existing.path) {
            missing.append(existing.lastPathComponent)
            existing.deleteLastPathComponent()
        }
        return missing.reversed().reduce(existing.resolvingSymlinksInPath()) { $0.appendingPathComponent($1) }
    }
}

extension SourceFile {
    /// The maximum size in bytes of a document or spec. The largest of 584 documents is 333 KiB.
    static let maximumSize = 16 << 20

    /// Reads a file.
    ///
    /// - Throws: `Failure` if the file cannot be read or is larger than `maximumSize`.
    init(readingFrom path: String) throws(Failure) {
        let size =
            (try? URL(fileURLWithPath: path).resolvingSymlinksInPath().resourceValues(forKeys: [.fileSizeKey]))?
            .fileSize ?? 0
        if size > Self.maximumSize {
            throw Failure(
                "too-large-file", "expected a document or spec of at most \(Self.maximumSize) bytes, found \(size)",
                at: .file(path))
        }
        do {
            self.init(path: path, bytes: Array(try Data(contentsOf: URL(fileURLWithPath: path))))
        } catch {
            throw .unreadable(path, error)
        }
    }
}

extension Failure {
    /// Returns the failure for a file or folder that cannot be read.
    static func unreadable(_ path: String, _ error: any Error) -> Failure {
        Failure("unreadable-file", "cannot read the file or folder: \(error.fileSystemReason)", at: .file(path))
    }
}

extension String {
    /// The path without trailing slashes. The root, `/`, is unchanged.
    var withoutTrailingSlash: String {
        var path = self[...]
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        return String(path)
    }
}
