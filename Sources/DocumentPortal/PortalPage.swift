import SourceText

/// A document in the portal's tree.
package struct PortalPage: Sendable, Hashable {
    /// The path that identifies the document in the portal, such as
    /// `/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/ehr_import_task/patch`.
    package let fullPath: String
    /// The title that the portal displays, which can contain any characters.
    package let title: String
    /// The time of the last change in milliseconds since 1970, or `nil` if the tree does not specify it.
    package let updateTime: Int?
    /// The folders that contain the document, from the outermost to the innermost.
    package let folders: [Folder]

    init(fullPath: String, title: String, updateTime: Int?, folders: [Folder]) {
        (self.fullPath, self.title, self.updateTime, self.folders) = (fullPath, title, updateTime, folders)
    }

    /// The page that the portal gave for a canonical or readable path.
    package init(path: String, content: Portal.Content) {
        let folders = Self.segments(of: path).dropLast().map { Folder(segment: $0, title: $0) }
        self.init(
            fullPath: content.fullPath ?? path, title: content.title ?? "", updateTime: content.updateTime,
            folders: folders)
    }

    package struct Folder: Sendable, Hashable {
        /// The last segment of the folder's path, such as `website`, or an empty string if this segment is not
        /// valid in file names.
        package let segment: String
        /// The title that the portal displays, which can contain any characters.
        package let title: String
    }

    var segment: String { Self.segments(of: fullPath).last ?? "" }

    /// The service that a folder of the page names, such as `hire` for `hire-v1`, or `nil` if none does.
    package var service: String? {
        let segments = Self.segments(of: fullPath).dropLast().reversed() + folders.reversed().map(\.segment)
        return segments.lazy.compactMap { $0.wholeMatch(of: /([A-Za-z][A-Za-z0-9_]*)-v[0-9]+/) }.first.map {
            String($0.1)
        }
    }

    /// Whether the path of the page is that of an event: a segment such as `events` or `job-change-events`, or what happened at
    /// the end, such as `updated`. In a sample of 68 pages of events, 67 have such a path.
    package var isEvent: Bool {
        segment.wholeMatch(of: /[a-z0-9_]+ed/) != nil
            || (Self.segments(of: fullPath) + folders.map(\.segment)).contains {
                $0.wholeMatch(of: /(.*[-_])?events?(_?-[0-9a-f]+)?/) != nil
            }
    }

    static func segments(of path: String) -> [String] { path.split(separator: "/").map(String.init) }

    /// The name of the document's file, such as `hire-v1.website-delivery_task.get.md`.
    ///
    /// The name consists of the readable segments of the document's path. If the last segment is opaque, the name
    /// consists of the readable segments of the folders, followed by the opaque segment. Title changes do not affect
    /// the name.
    package var fileName: String {
        let segments = Self.segments(of: fullPath)
        let readable = segments.filter { !Self.isOpaque($0) && !Self.generalSegments.contains($0) }
        let readableFolders = folders.map(\.segment).filter { !Self.isOpaque($0) && !Self.generalSegments.contains($0) }
        // If the last segment is opaque, the folders describe the document better than the rest of the path.
        let parts = Self.isOpaque(segment) ? readableFolders + [segment] : readable
        let names = [parts, segments, ["document"]].map { parts in
            parts.joined(separator: ".").suffix(Self.maximumNameLength).drop { $0 == "." || $0 == "-" }
        }
        return (names.first { !$0.isEmpty } ?? "document") + ".md"
    }

    /// The maximum length of a file name without its extension. File systems allow 255 bytes.
    private static let maximumNameLength = 160

    /// The segments that file names omit, because many paths contain them.
    private static let generalSegments: Set<String> = ["server-docs", "reference", "document"]

    /// Returns whether the segment appears to be an encoded number, such as `uMzM1YjLzMTN24yMzUjN`.
    private static func isOpaque(_ segment: String) -> Bool {
        segment.utf8.count >= 8 && segment.hasPrefix("u") && segment.contains(where: \.isUppercase)
            && segment.utf8.allSatisfy { $0.isLetterOrDigit }
    }

    /// Returns whether the path is valid: it must start with a slash, have at most 1,000 bytes, and consist of valid
    /// segments.
    package static func isValidPath(_ path: String) -> Bool {
        path.hasPrefix("/") && path.utf8.count <= 1000
            && path.dropFirst().split(separator: "/", omittingEmptySubsequences: false).allSatisfy(isValidSegment)
    }

    /// Returns whether the segment is valid in a path and in a file name. It must not be empty, start with a period,
    /// or contain characters that need escaping in URLs.
    static func isValidSegment(_ segment: Substring) -> Bool {
        !segment.isEmpty && !segment.hasPrefix(".")
            && segment.utf8.allSatisfy { $0.isLetterOrDigit || "-._~".utf8.contains($0) }
    }
}
