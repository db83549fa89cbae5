import Foundation

/// The files below a folder.
public enum FileTree {
    /// The paths of all files below a folder, relative to it and sorted, without what is hidden.
    ///
    /// Links to folders are followed. A folder that cannot be read is an error: what is in it must not count as gone.
    /// - Throws: an error of the file system.
    public static func paths(in folder: String) throws -> [String] {
        try paths(in: folder, prefix: "", depth: 0).sorted()
    }

    /// Deeper than any tree of this project, so that a link to one of its parents does not go on for ever.
    private static let maximumDepth = 16

    private static func paths(in folder: String, prefix: String, depth: Int) throws -> [String] {
        if depth > maximumDepth { throw CocoaError(.fileReadUnknown, userInfo: [NSFilePathErrorKey: folder]) }
        return try FileManager.default.contentsOfDirectory(atPath: folder).flatMap { name -> [String] in
            if name.hasPrefix(".") { return [] }
            let path = "\(folder)/\(name)"
            var isFolder: ObjCBool = false
            // A link to nowhere is a file that cannot be read, which its reader will tell.
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
                return [prefix + name]
            }
            return try paths(in: path, prefix: prefix + name + "/", depth: depth + 1)
        }
    }
}
