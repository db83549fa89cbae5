import DocumentImport
import DocumentPortal
import EndpointSpec
import SourceText

/// Finds stored documents whose pages moved: the portal's tree has another page that describes the same endpoint.
struct MovedPages {
    private let portal: Portal
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
        /// The paths at which the portal still has the page although its tree does not, and those about which it could not be asked.
        var unlisted: Set<String> = []
        var requestCount = 0
    }

    init(from portal: Portal) { self.portal = portal }

    /// Finds the pages of stored documents that the tree no longer contains.
    func find(_ stored: StoredDocuments, _ search: PageSearch) async -> Found {
        var found = Found()
        let listed = Dictionary(search.tree.pages.map { ($0.fullPath, $0) }) { first, _ in first }
        var taken = Set(stored.byFullPath.keys)
        for (fullPath, document) in stored.byFullPath.sorted(by: { $0.key < $1.key })
        where listed[fullPath] == nil && document.isPage(of: portal.host) {
            guard let identity = Self.identity(of: SourceFile(path: document.path, bytes: document.content)) else {
                continue
            }
            // The portal itself can know where the page is.
            do throws(Failure) {
                if let moved = try await moved(fullPath, document, identity, listed, search, except: taken, &found) {
                    found.pages[fullPath] = moved
                    taken.insert(moved.page.fullPath)
                }
            } catch {
                found.unlisted.insert(fullPath)
            }
        }
        return found
    }

    /// Returns the page to which a stored document moved, or `nil` if none is found.
    ///
    /// - Throws: `Failure` if the portal cannot be asked, so that nothing is known.
    private func moved(
        _ fullPath: String, _ document: StoredDocuments.Stored, _ identity: EndpointIdentity,
        _ listed: [String: PortalPage], _ search: PageSearch, except taken: Set<String>, _ found: inout Found
    ) async throws(Failure) -> Moved? {
        func describesEndpoint(_ content: Portal.Content) -> Bool {
            Self.identity(of: SourceFile(path: document.path, text: content.text)) == identity
        }
        found.requestCount += 1
        if let answer = try await portal.contentIfPresent(at: fullPath), describesEndpoint(answer) {
            // The portal itself knows where the page is.
            if let page = answer.fullPath.flatMap({ listed[$0] }), !taken.contains(page.fullPath) {
                return Moved(page: page, content: answer)
            }
            found.unlisted.insert(fullPath)
            return nil
        }
        let candidates = search.pages(resembling: fullPath, titled: document.frontMatter.title)
        for page in candidates.filter({ !taken.contains($0.fullPath) }).prefix(Self.maximumCandidates) {
            found.requestCount += 1
            let content = try await portal.result(for: page).get()
            if describesEndpoint(content) { return Moved(page: page, content: content) }
        }
        return nil
    }

    /// Returns what identifies the endpoint that a document describes, or `nil` if it describes none.
    private static func identity(of document: SourceFile) -> EndpointIdentity? {
        ImportPipeline.plan(documents: [Document(source: document, path: nil)]).specs.first?.spec.identity
    }
}

extension Diagnostic {
    /// Returns a warning about a stored document whose page has another path now.
    static func movedPage(from former: String, to path: String, at file: Location) -> Diagnostic {
        Diagnostic(.warning, "moved-page", "the document moved from \(former) to \(path)", at: file)
    }
}
