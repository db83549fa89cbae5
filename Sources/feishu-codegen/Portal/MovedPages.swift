import DocumentImport
import DocumentPortal
import EndpointSpec
import SourceText

/// Finds stored documents whose pages moved: the portal's tree has another page that describes the same endpoint.
struct MovedPages {
    private let portal: Portal
    private let isAsking: Bool
    /// The maximum number of pages that are fetched to find one that moved.
    private static let maximumCandidates = 4

    /// A page with its content.
    struct Moved {
        let page: PortalPage
        let content: Portal.Content
    }

    /// The pages, keyed by their former path, and the number of requests that it took to find them.
    struct Found {
        var pages: [String: Moved] = [:]
        var requestCount = 0
    }

    /// - Parameters:
    ///   - portal: The portal.
    ///   - isAsking: Whether to look for pages at all.
    init(from portal: Portal, asking isAsking: Bool) {
        (self.portal, self.isAsking) = (portal, isAsking)
    }

    /// Finds the pages of stored documents that the tree no longer contains.
    func find(_ stored: StoredDocuments, _ search: PageSearch) async -> Found {
        var found = Found()
        if !isAsking { return found }
        let listed = Dictionary(search.tree.pages.map { ($0.fullPath, $0) }) { first, _ in first }
        var taken = Set(stored.byFullPath.keys)
        for (fullPath, document) in stored.byFullPath.sorted(by: { $0.key < $1.key }) where listed[fullPath] == nil {
            guard let identity = Self.identity(of: SourceFile(path: document.path, bytes: document.content)) else {
                continue
            }
            // The portal itself can know where the page is.
            found.requestCount += 1
            let answer = (try? await portal.contentIfPresent(at: fullPath)) ?? nil
            let place = answer?.fullPath.flatMap { listed[$0] }
            let resembling = search.pages(resembling: fullPath, titled: document.frontMatter.title)
            let candidates = ([place].compactMap(\.self) + resembling).filter { !taken.contains($0.fullPath) }
            for page in candidates.prefix(Self.maximumCandidates) {
                found.requestCount += 1
                guard let content = try? await portal.result(for: page).get(),
                    Self.identity(of: SourceFile(path: document.path, text: content.text)) == identity
                else { continue }
                found.pages[fullPath] = Moved(page: page, content: content)
                taken.insert(page.fullPath)
                break
            }
        }
        return found
    }

    /// Returns what identifies the endpoint that a document describes, or `nil` if it describes none.
    private static func identity(of document: SourceFile) -> EndpointIdentity? {
        ImportPipeline.plan(documents: [Document(source: document, path: nil)]).specs.first?.spec.identity
    }
}
