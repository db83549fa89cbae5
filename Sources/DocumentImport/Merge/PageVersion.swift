import EndpointSpec
import SourceText

/// A document that contains one version of a portal page.
///
/// A page can exist as both a saved and a fetched document. The tool imports only one version of the page, even if the versions
/// describe different endpoints.
struct PageVersion: Sendable {
    let document: Document
    /// Whether the document is a fetched page without any sign that it describes an endpoint.
    let isGuide: Bool
    private let frontMatter: FrontMatter
    private let updated: String?

    init(_ document: Document) {
        self.document = document
        frontMatter = FrontMatter(of: document.source)
        isGuide = frontMatter.fullPath != nil && DocumentReader.isGuide(document)
        updated = frontMatter.updated
    }

    /// Returns the preferred version of each page, in document order, and a warning for each superseded version.
    static func newest(of versions: [PageVersion]) -> (newest: [PageVersion], superseded: [Diagnostic]) {
        var groups: [[Int]] = []
        var groupByName: [String: Int] = [:]
        // Group the fetched pages by full path.
        for index in versions.indices {
            guard let fullPath = versions[index].frontMatter.fullPath else { continue }
            let group = groupByName[fullPath] ?? groups.count
            if group == groups.count { groups.append([]) }
            groups[group].append(index)
            groupByName[fullPath] = group
            // If several fetched pages share a URL, the URL identifies the group of the first of these pages.
            if let url = versions[index].frontMatter.sourceURL, groupByName[url] == nil { groupByName[url] = group }
        }
        let saved = Dictionary(grouping: versions.indices.filter { !versions[$0].isFetched }) {
            versions[$0].frontMatter.sourceURL
        }
        // Add each saved page to the group of its URL. Saved pages that share a URL, such as the URL of an overview, are left
        // unmatched, because they may be different pages.
        for (address, indices) in saved where indices.count == 1 {
            if let group = address.flatMap({ groupByName[$0] }) { groups[group] += indices }
        }
        var unused: Set<Int> = []
        var superseded: [Diagnostic] = []
        for group in groups {
            let used = group.dropFirst().reduce(group[0]) { versions[$1].isPreferred(to: versions[$0]) ? $1 : $0 }
            for index in group.sorted() where index != used {
                unused.insert(index)
                superseded.append(versions[index].warning(supersededBy: versions[used]))
            }
        }
        return (versions.indices.filter { !unused.contains($0) }.map { versions[$0] }, superseded)
    }

    private func warning(supersededBy used: PageVersion) -> Diagnostic {
        let path = used.document.source.path
        let reason =
            isFetched
            ? "ignored in favor of \(path), a copy of the same page that is not older"
            : used.isFetched
                ? "superseded by \(path), the raw form of the same page"
                : "superseded by \(path), a newer version of the same page"
        return Diagnostic(.warning, "same-endpoint", reason, at: .file(document.source.path))
    }

    private var isFetched: Bool { frontMatter.fullPath != nil }

    /// Returns whether this version is preferred to the other one.
    ///
    /// The newer version is preferred. If the dates are equal or a date is missing, a fetched version is preferred to a saved
    /// version.
    private func isPreferred(to other: PageVersion) -> Bool {
        if let updated, let otherUpdated = other.updated, updated != otherUpdated { return updated > otherUpdated }
        return isFetched && !other.isFetched
    }
}
