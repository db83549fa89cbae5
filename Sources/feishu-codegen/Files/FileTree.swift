import Foundation
import SourceText

/// The files below a folder.
enum FileTree {
    /// Deeper than any folder of a project, so that a link to one of its parents ends.
    private static let maximumDepth = 16

    /// The largest number of bytes of a path that the user gives. Foundation on Linux crashes, or finds other files, where an
    /// absolute path has more than 1,024.
    static let maximumPathLength = 800
    /// The largest number of bytes of the absolute path of a file.
    private static let maximumAbsoluteLength = 1_000

    /// Checks that a path can be used.
    ///
    /// - Parameter name: The path as the user wrote it.
    static func checkLength(ofAbsolutePath path: String, named name: String) throws(Failure) {
        let length = path.utf8.count
        if length <= maximumAbsoluteLength { return }
        throw Failure(
            "too-long-path", "the absolute path has \(length) bytes; expected at most \(maximumAbsoluteLength)",
            at: .file(name), notes: ["choose a folder with a shorter path"])
    }

    /// The paths of all files below a folder with an extension, relative to it and sorted. Hidden files are left out.
    ///
    /// - Parameter followingLinks: Whether what is behind a link to a folder is in the folder.
    /// - Throws: `Failure` where a folder cannot be read, because its files must not count as removed, or where a link leads
    ///   out of the folder: a diagnostic would show the file behind it, which can be secret.
    static func paths(
        in folder: String, withExtension ext: String, followingLinks: Bool = true
    ) throws(Failure) -> [String] {
        let root = URL(fileURLWithPath: folder, isDirectory: true).resolvingSymlinksInPath().path
        try checkLength(ofAbsolutePath: root, named: folder)
        return try paths(in: folder, prefix: "", depth: 0, followingLinks, root: root, ext: ext).sorted()
    }

    /// Whether a path, with its links resolved, is a folder or below it.
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
                "unreadable-file", "cannot read the folder: it is nested more than \(maximumDepth) levels deep",
                at: .file(folder), notes: ["a link in it may lead back to one of its parents"])
        }
        var paths: [String] = []
        for name in try names(in: folder) where !name.hasPrefix(".") {
            let path = "\(folder)/\(name)"
            if !isFolder(path), !name.hasSuffix("." + ext) { continue }
            if followingLinks, isLink(path), FileManager.default.fileExists(atPath: path), !isInside(path, root: root) {
                throw Failure(
                    "linked-file", "a link that leads out of the folder, which the tool does not read", at: .file(path),
                    notes: ["replace the link with what it leads to"])
            }
            // A link to nowhere is a file that cannot be read, which its reader reports.
            if isFolder(path) {
                if !followingLinks, isLink(path) {
                    continue
                }
                paths += try Self.paths(
                    in: path, prefix: prefix + name + "/", depth: depth + 1, followingLinks, root: root, ext: ext)
            } else {
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

    /// Whether a path has a file, a folder or a link. A broken link counts, so that reading it reports what is wrong.
    static func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: path)
            || isLink(path)
    }
}

extension SourceFile {
    /// Much larger than any document or spec. The largest document of 584 has 333 KiB.
    static let maximumSize = 16 << 20

    /// Reads a file.
    ///
    /// - Throws: `Failure` where it cannot be read, or is too large to be a document or a spec.
    init(readingFrom path: String) throws(Failure) {
        let size =
            (try? URL(fileURLWithPath: path).resolvingSymlinksInPath().resourceValues(forKeys: [.fileSizeKey]))?
            .fileSize ?? 0
        if size > Self.maximumSize {
            throw Failure(
                "too-large-file", "the file has \(size) bytes; documents and specs have \(Self.maximumSize) at most",
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
    /// An error of the file system.
    static func unreadable(_ path: String, _ error: any Error) -> Failure {
        Failure("unreadable-file", "cannot read the file or folder: \(error.fileSystemReason)", at: .file(path))
    }
}

extension String {
    /// The path of a folder, to which `/` and a name can be added.
    var withoutTrailingSlash: String {
        var path = self[...]
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        return String(path)
    }
}
