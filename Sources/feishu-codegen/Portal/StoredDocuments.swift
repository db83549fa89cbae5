import DocumentImport
import Foundation
import SourceText

/// The documents in the folder of the documents, by the paths of the portal that they come from.
struct StoredDocuments {
    struct Stored {
        /// The path relative to the folder.
        let path: String
        let frontMatter: FrontMatter
        let content: [UInt8]
    }

    /// The documents that were fetched.
    let byFullPath: [String: Stored]
    /// Why files could not be read.
    private(set) var warnings: [Diagnostic] = []
    /// The paths of all files in the folder, in lower case, because some file systems ignore case.
    private var takenPaths: Set<String>
    /// The number of the last path that was made of each name.
    private var numbers: [String: Int] = [:]

    init(in folder: String) throws(Failure) {
        var byFullPath: [String: Stored] = [:]
        let paths = FileTree.isFolder(folder) ? try FileTree.paths(in: folder, withExtension: "md") : []
        for path in paths {
            let source: SourceFile
            do throws(Failure) {
                source = try SourceFile(readingFrom: "\(folder)/\(path)")
            } catch {
                warnings += error.diagnostics.map(\.asWarning)
                continue
            }
            let frontMatter = FrontMatter(of: source)
            guard let fullPath = frontMatter.fullPath, byFullPath[fullPath] == nil else { continue }
            byFullPath[fullPath] = Stored(path: path, frontMatter: frontMatter, content: source.bytes)
        }
        self.byFullPath = byFullPath
        takenPaths = Set(paths.map { $0.lowercased() })
    }

    /// A path for a new document that no other has.
    mutating func reservePath(_ fileName: String) -> String {
        let stem = fileName.dropLast(3)
        var path = fileName
        var number = numbers[fileName] ?? 1
        // Of many equal names, none tries the numbers of those before.
        if number > 1 { path = "\(stem)-\(number).md" }
        while !takenPaths.insert(path.lowercased()).inserted {
            number += 1
            path = "\(stem)-\(number).md"
        }
        numbers[fileName] = number
        return path
    }
}
