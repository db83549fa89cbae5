import SourceText

/// Finds the documents of the portal that a person or a spec names.
package struct PageSearch: Sendable {
    /// All documents.
    package let tree: PortalTree
    private let host: PortalHost
    private let pageByPath: [String: PortalPage]
    /// The titles of pages that specs name, by the paths of their addresses.
    private let titles: [String: String]

    /// A page that a spec or a document names.
    package struct Reference: Sendable {
        /// The title of the page.
        package let title: String
        /// The address of the page, in either style.
        package let url: String?
        /// The path by which the portal knows the page.
        package let fullPath: String?

        package init(title: String, url: String?, fullPath: String?) {
            self.title = title
            self.url = url
            self.fullPath = fullPath
        }
    }

    /// - Parameters:
    ///   - tree: The documents.
    ///   - host: The portal, whose addresses name pages.
    ///   - references: The pages that specs name: their titles tell pages of one folder apart.
    package init(_ tree: PortalTree, at host: PortalHost, references: [Reference]) {
        self.tree = tree
        self.host = host
        pageByPath = Dictionary(tree.pages.map { ($0.fullPath, $0) }) { first, _ in first }
        titles = Dictionary(
            references.compactMap { reference in
                reference.url.flatMap(host.path(ofPage:)).map { ($0, reference.title) }
            }
        ) { first, _ in first }
    }

    /// The page that a spec or a document names; nil where it names none.
    ///
    /// - Throws: `Failure` where the tree does not have it, or does not tell which one it is.
    package func page(of reference: Reference) throws(Failure) -> PortalPage? {
        if let page = reference.fullPath.flatMap({ pageByPath[$0] }) { return page }
        guard let url = reference.url, let path = host.path(ofPage: url) else {
            guard let fullPath = reference.fullPath else { return nil }
            throw Self.missing(fullPath)
        }
        return try page(at: path, named: url, title: reference.title)
    }

    /// The pages at an address, a path of the portal, or below a folder.
    package func pages(at place: String) throws(Failure) -> [PortalPage] {
        if place.contains("://") {
            guard let path = host.path(ofPage: place) else {
                throw Failure(
                    "unknown-page", "\(place) is not the address of a document of the portal",
                    notes: ["an address begins with \(host.address(ofPage: "/..."))"])
            }
            return [try page(at: path, named: place, title: titles[path])]
        }
        if place.hasPrefix("/") {
            let path = host.path(ofPage: host.origin + place) ?? place
            return [try page(at: path, named: place, title: titles[path])]
        }
        let folders = self.folders(endingWith: PortalPage.segments(of: place))
        switch folders.count {
        case 0: return [try page(at: "/" + place, named: place, title: nil)]
        case 1: return tree.pages.filter { $0.folders.starts(with: folders[0]) }
        default:
            throw Failure(
                "ambiguous-page", "several folders of the portal are named \(place)",
                notes: folders.prefix(10).map { "it can be \($0.map(\.segment).joined(separator: "/"))" })
        }
    }

    private func folders(endingWith segments: [String]) -> [[PortalPage.Folder]] {
        var found: [[PortalPage.Folder]] = []
        var seen: Set<[PortalPage.Folder]> = []
        for page in tree.pages {
            for count in page.folders.indices.map({ $0 + 1 }) {
                let chain = Array(page.folders.prefix(count))
                guard chain.map(\.segment).ends(with: segments), seen.insert(chain).inserted else { continue }
                found.append(chain)
            }
        }
        return found
    }

    // MARK: Addresses

    /// - Parameter path: The part of an address after `/document`. It is the page's own path, or speaks: then its
    ///   segments are those of the folders around the page, and the last one can be altered, as in `patch-2` or `70a125c2`.
    private func page(at path: String, named name: String, title: String?) throws(Failure) -> PortalPage {
        if let page = pageByPath[path] { return page }
        var segments = PortalPage.segments(of: path)
        if segments.first == "server-docs" { segments.removeFirst() }
        guard let last = segments.popLast(), !segments.isEmpty else { throw Self.missing(name) }
        let inFolder = tree.pages.filter { $0.folders.map(\.segment).ends(with: segments) }
        let exact = inFolder.filter { $0.segment == last }
        let unaltered = last.replacing(#/-[0-9]+$/#, with: "")
        let altered = inFolder.filter { $0.segment == unaltered }
        // Of what is known about the page, its title says most; an exact segment stays its own when the title changes.
        for candidates in [inFolder.filter { $0.title == title }, exact, title == nil ? altered : []]
        where candidates.count == 1 {
            return candidates[0]
        }
        let candidates = !exact.isEmpty ? exact : !altered.isEmpty ? altered : inFolder
        if candidates.isEmpty { throw Self.missing(name) }
        throw Failure(
            "ambiguous-page", "the address does not say which document of the portal it is: \(name)",
            notes: candidates.prefix(10).map { "it can be \($0.fullPath) (\($0.title))" })
    }

    private static func missing(_ name: String) -> Failure {
        Failure(
            "unknown-page", "the portal's tree has no document \(name)", notes: ["fetch --list shows the tree"])
    }
}

extension [String] {
    fileprivate func ends(with suffix: [String]) -> Bool { !suffix.isEmpty && self.suffix(suffix.count) == suffix[...] }
}
