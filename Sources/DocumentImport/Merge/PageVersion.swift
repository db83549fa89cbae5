import EndpointSpec
import SourceText

/// A document as one of the versions of its page: people save a page, and the portal serves it. Only one of them counts,
/// whatever endpoint the others describe.
struct PageVersion: Sendable {
    let document: Document
    /// Whether the page describes no endpoint, and does not look as if it should.
    let isGuide: Bool
    private let frontMatter: FrontMatter
    private let updated: String?

    init(_ document: Document) {
        self.document = document
        frontMatter = FrontMatter(of: document.source)
        isGuide = frontMatter.fullPath != nil && DocumentReader.isGuide(document)
        updated = frontMatter.updated
    }

    /// The version of each page that counts, in the order of the documents, and a warning for each of the others.
    static func newest(of versions: [PageVersion]) -> (newest: [PageVersion], superseded: [Diagnostic]) {
        var groups: [[Int]] = []
        var groupByName: [String: Int] = [:]
        // Saved pages belong to what was fetched. Among themselves they can have an address in common, such as that of an
        // overview.
        for index in versions.indices {
            guard let fullPath = versions[index].frontMatter.fullPath else { continue }
            let group = groupByName[fullPath] ?? groups.count
            if group == groups.count { groups.append([]) }
            groups[group].append(index)
            groupByName[fullPath] = group
            // Of several pages with one address, only the first has it.
            if let url = versions[index].frontMatter.sourceURL, groupByName[url] == nil { groupByName[url] = group }
        }
        let saved = Dictionary(grouping: versions.indices.filter { !versions[$0].isFetched }) {
            versions[$0].frontMatter.sourceURL
        }
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
            ? "\(path) is a copy of the same page and not older; this document is not used"
            : used.isFetched
                ? "\(path) is the raw form of the same page; this document is superseded and not used"
                : "\(path) is a newer version of the same page; this document is not used"
        return Diagnostic(.warning, "same-endpoint", reason, at: .file(document.source.path))
    }

    private var isFetched: Bool { frontMatter.fullPath != nil }

    /// The newer version counts, and what was fetched where the dates do not tell.
    private func isPreferred(to other: PageVersion) -> Bool {
        if let updated, let others = other.updated, updated != others { return updated > others }
        return isFetched && !other.isFetched
    }
}
