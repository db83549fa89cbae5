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
    let warnings: [Diagnostic]
    /// The paths of all files in the folder, in lower case, because some file systems ignore case.
    private var takenPaths: Set<String>
    /// The number of the last path that was made of each name.
    private var numbers: [String: Int] = [:]

    /// - Parameters:
    ///   - files: The files of the folder of the documents.
    ///   - folder: The path of the folder.
    init(_ files: DocumentFiles, in folder: String) {
        var byFullPath: [String: Stored] = [:]
        func inFolder(_ path: String) -> String { String(path.dropFirst(folder.count + 1)) }
        for document in files.documents {
            let frontMatter = FrontMatter(of: document.source)
            guard let fullPath = frontMatter.fullPath, byFullPath[fullPath] == nil else { continue }
            byFullPath[fullPath] = Stored(
                path: inFolder(document.source.path), frontMatter: frontMatter, content: document.source.bytes)
        }
        self.byFullPath = byFullPath
        warnings = files.failures.map(\.asWarning)
        let paths = files.documents.map(\.source.path) + files.failures.compactMap(\.location.path)
        takenPaths = Set(paths.map { inFolder($0).lowercased() })
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
