import DocumentImport
import DocumentPortal
import Foundation
import SourceText

/// The documents in the document folder that were fetched from the portal.
struct StoredDocuments {
    struct Stored {
        /// The path relative to the document folder.
        let path: String
        let frontMatter: FrontMatter
        let content: [UInt8]
    }

    /// The fetched documents, keyed by portal path.
    let byFullPath: [String: Stored]
    /// Warnings about files that could not be read.
    let warnings: [Diagnostic]
    /// The existing and reserved paths in the folder, in lowercase because some file systems are case-insensitive.
    private var takenPaths: Set<String>
    /// For each file name, the last number that was added to make it unique.
    private var numbers: [String: Int] = [:]

    /// Finds the fetched documents. If several documents have the same portal path, only the first is found.
    ///
    /// - Parameters:
    ///   - files: The documents in the document folder, including those that were not fetched.
    ///   - folder: The path of the document folder.
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

    /// Returns the document that was fetched from a URL, or `nil` if there is none.
    func document(from url: String) -> Stored? { byFullPath.values.first { $0.frontMatter.sourceURL == url } }

    /// Reserves a unique path for a new document, and returns it.
    ///
    /// - Parameter fileName: The preferred path, which ends in `.md`.
    mutating func reservePath(_ fileName: String) -> String {
        let stem = fileName.dropLast(3)
        var path = fileName
        var number = numbers[fileName] ?? 1
        // Start with the last number, because many equal names would otherwise take quadratic time.
        if number > 1 { path = "\(stem)-\(number).md" }
        while !takenPaths.insert(path.lowercased()).inserted {
            number += 1
            path = "\(stem)-\(number).md"
        }
        numbers[fileName] = number
        return path
    }
}

extension StoredDocuments.Stored {
    /// Returns whether the document is a page of the portal, and not one of another portal that its URL names.
    func isPage(of host: PortalHost) -> Bool {
        guard host.isKnown, let other = frontMatter.sourceURL.flatMap({ PortalHost(ofPageURL: $0) }) else {
            return true
        }
        return other.isSamePortal(as: host)
    }
}
