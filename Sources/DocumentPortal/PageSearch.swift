import SourceText

/// Finds portal documents by URL, path, folder or reference.
package struct PageSearch: Sendable {
    /// The tree of all documents.
    package let tree: PortalTree
    private let host: PortalHost
    private let pageByPath: [String: PortalPage]
    /// The titles in the references, keyed by the part of the page URL after `/document`.
    private let titles: [String: String]

    /// A reference to a portal page, such as the reference from a spec to its document.
    package struct Reference: Sendable {
        package let title: String
        /// The URL of the page. It contains either the full path or a readable path of the page.
        package let url: String?
        /// The path that identifies the page in the portal.
        package let fullPath: String?

        package init(title: String, url: String?, fullPath: String?) {
            self.title = title
            self.url = url
            self.fullPath = fullPath
        }
    }

    /// - Parameters:
    ///   - tree: The tree of all documents.
    ///   - host: The portal that contains the documents.
    ///   - references: The references in specs. Their titles help distinguish pages in the same folder.
    package init(_ tree: PortalTree, at host: PortalHost, references: [Reference]) {
        self.tree = tree
        self.host = host
        pageByPath = Dictionary(tree.pages.map { ($0.fullPath, $0) }) { first, _ in first }
        titles = Dictionary(
            references.compactMap { reference in
                reference.url.flatMap(host.path(ofPageURL:)).map { ($0, reference.title) }
            }
        ) { first, _ in first }
    }

    /// Returns the page that the reference identifies, or `nil` if the reference has neither a full path nor a portal
    /// URL.
    ///
    /// - Throws: `Failure` if the tree does not contain the page, or if the reference is ambiguous.
    package func page(of reference: Reference) throws(Failure) -> PortalPage? {
        if let page = reference.fullPath.flatMap({ pageByPath[$0] }) { return page }
        guard let url = reference.url, let path = host.path(ofPageURL: url) else {
            guard let fullPath = reference.fullPath else { return nil }
            throw Self.missing(fullPath)
        }
        return try page(at: path, named: url, title: reference.title)
    }

    /// Returns the pages to which a page that the tree no longer contains can have moved, the most probable ones first: those with the
    /// same title or the same last two segments.
    package func pages(resembling fullPath: String, titled title: String?) -> [PortalPage] {
        let segments = PortalPage.segments(of: fullPath).suffix(2)
        let named = tree.pages.filter { $0.title == title }
        let inSameFolder = tree.pages.filter {
            $0.title != title && PortalPage.segments(of: $0.fullPath).suffix(2) == segments
        }
        return named.filter { $0.segment == segments.last } + named.filter { $0.segment != segments.last }
            + inSameFolder
    }

    /// Returns the page at the given portal URL or path, or all pages below the given folder. The path of the folder
    /// may omit leading segments.
    ///
    /// - Throws: `Failure` if the tree contains no such page or folder, or if the location is ambiguous.
    package func pages(at location: String) throws(Failure) -> [PortalPage] {
        if location.contains("://") {
            guard let path = host.path(ofPageURL: location) else {
                throw Failure(
                    "unknown-page", "expected the URL of a document of the portal, found \"\(location)\"",
                    notes: ["document URLs start with \(host.url(ofPage: "/..."))"])
            }
            return [try page(at: path, named: location, title: titles[path])]
        }
        if location.hasPrefix("/") {
            let path = host.path(ofPageURL: host.origin + location) ?? location
            return [try page(at: path, named: location, title: titles[path])]
        }
        let folders = self.folders(endingWith: PortalPage.segments(of: location))
        switch folders.count {
        case 0: return [try page(at: "/" + location, named: location, title: nil)]
        case 1: return tree.pages.filter { $0.folders.starts(with: folders[0]) }
        default:
            throw Failure(
                "ambiguous-page", "\"\(location)\" matches \(folders.count) folders of the portal; expected 1",
                notes: folders.prefix(10).map { "candidate: \($0.map(\.segment).joined(separator: "/"))" })
        }
    }

    private func folders(endingWith segments: [String]) -> [[PortalPage.Folder]] {
        var matches: [[PortalPage.Folder]] = []
        var seen: Set<[PortalPage.Folder]> = []
        for page in tree.pages {
            for count in page.folders.indices.map({ $0 + 1 }) {
                let folders = Array(page.folders.prefix(count))
                guard folders.map(\.segment).ends(with: segments), seen.insert(folders).inserted else { continue }
                matches.append(folders)
            }
        }
        return matches
    }

    // MARK: Paths

    /// Returns the page at the given path.
    ///
    /// - Parameters:
    ///   - path: The part of a page URL after `/document`: the full path of the page or a readable path. A readable
    ///     path consists of folder segments and a last segment, which is not always the last segment of the full
    ///     path. For example, the last segment can be altered, as in `patch-2`, or unrelated, as in `70a125c2`.
    ///   - name: The name of the page in diagnostics.
    ///   - title: The title of the page, or `nil` if it is unknown.
    /// - Throws: `Failure` if no page or more than one page matches the path.
    private func page(at path: String, named name: String, title: String?) throws(Failure) -> PortalPage {
        if let page = pageByPath[path] { return page }
        var segments = PortalPage.segments(of: path)
        if segments.first == "server-docs" { segments.removeFirst() }
        guard let last = segments.popLast(), !segments.isEmpty else { throw Self.missing(name) }
        let inFolder = tree.pages.filter { $0.folders.map(\.segment).ends(with: segments) }
        let exact = inFolder.filter { $0.segment == last }
        let unaltered = last.replacing(#/-[0-9]+$/#, with: "")
        let altered = inFolder.filter { $0.segment == unaltered }
        // A matching title is the best evidence, followed by an exact match of the last segment. An altered last
        // segment is used only if the title is unknown.
        for candidates in [inFolder.filter { $0.title == title }, exact, title == nil ? altered : []]
        where candidates.count == 1 {
            return candidates[0]
        }
        let candidates = !exact.isEmpty ? exact : !altered.isEmpty ? altered : inFolder
        if candidates.isEmpty { throw Self.missing(name) }
        throw Failure(
            "ambiguous-page", "cannot determine which document of the portal \"\(name)\" refers to",
            notes: candidates.prefix(10).map { "candidate: \($0.fullPath) (\($0.title))" })
    }

    private static func missing(_ name: String) -> Failure {
        Failure(
            "unknown-page", "the portal's tree has no document \"\(name)\"",
            notes: ["run \(command: "fetch", "--list") to list all documents"])
    }
}

extension [String] {
    fileprivate func ends(with suffix: [String]) -> Bool { !suffix.isEmpty && self.suffix(suffix.count) == suffix[...] }
}
