import SourceText

/// A document of the portal, as its tree names it.
package struct PortalPage: Sendable, Hashable {
    /// The path by which the portal knows the document: `/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/ehr_import_task/patch`.
    package let fullPath: String
    /// The title, as the portal shows it: any text.
    package let title: String
    /// When the document was changed, in milliseconds since 1970; nil where the tree does not say.
    package let updateTime: Int?
    /// The folders around the document, from the outermost.
    package let folders: [Folder]

    /// A folder of the tree.
    package struct Folder: Sendable, Hashable {
        /// The last segment of the folder's path, `website`.
        package let segment: String
        /// The title, as the portal shows it: any text.
        package let title: String
    }

    /// The last segment of the path.
    var segment: String { Self.segments(of: fullPath).last ?? "" }

    static func segments(of path: String) -> [String] { path.split(separator: "/").map(String.init) }

    /// The name of the document's file, from the parts of its path that speak: `hire-v1.website-delivery_task.get.md`. It
    /// depends on the portal's path alone, so that it stays.
    package var fileName: String {
        let segments = Self.segments(of: fullPath)
        let speaking = segments.filter { !Self.isOpaque($0) && !Self.generalSegments.contains($0) }
        // A path of opaque segments alone says nothing; the folders do.
        let around = folders.map(\.segment).filter { !Self.isOpaque($0) && !Self.generalSegments.contains($0) }
        let parts = Self.isOpaque(segment) ? around + [segment] : speaking
        let names = [parts, segments, ["document"]].map { parts in
            parts.joined(separator: ".").suffix(Self.maximumNameLength).drop { $0 == "." || $0 == "-" }
        }
        return (names.first { !$0.isEmpty } ?? "document") + ".md"
    }

    /// File systems allow 255 bytes.
    private static let maximumNameLength = 160

    /// Segments that say nothing about a document.
    private static let generalSegments: Set<String> = ["server-docs", "reference", "document"]

    /// Whether a segment is an encoded number, such as `uMzM1YjLzMTN24yMzUjN`.
    private static func isOpaque(_ segment: String) -> Bool {
        segment.utf8.count >= 8 && segment.hasPrefix("u") && segment.contains(where: \.isUppercase)
            && segment.utf8.allSatisfy { $0.isLetterOrDigit }
    }

    /// Whether a path of the tree is one: absolute, without `..`, and of characters that need no escaping.
    static func isPath(_ path: String) -> Bool {
        path.hasPrefix("/") && path.utf8.count <= 1000
            && path.dropFirst().split(separator: "/", omittingEmptySubsequences: false).allSatisfy(isSegment)
    }

    /// Whether a text can be a part of a path, and of the name of a file.
    static func isSegment(_ segment: Substring) -> Bool {
        !segment.isEmpty && !segment.hasPrefix(".")
            && segment.utf8.allSatisfy { $0.isLetterOrDigit || "-._~".utf8.contains($0) }
    }
}
