import DocumentImport
import DocumentPortal
import EndpointSpec
import SourceText
import SwiftGeneration

/// The endpoints and events that the portal has and the project does not.
struct NewPages {
    enum Kind: String {
        case endpoint, event
        /// Anything, because the portal gave no catalog of endpoints.
        case page
    }

    struct Page {
        let kind: Kind
        /// The ID that the spec of an endpoint would have, or `nil` if the catalog does not state it.
        let id: OperationID?
        /// The title in the tree or, if the tree does not have the page, the method and the path of the endpoint.
        let title: String
        let url: String
        /// The day of the last change of the page, or `nil` if it is unknown.
        let updated: String?
    }

    struct Service {
        let name: String
        /// The pages, those with the latest changes first.
        let pages: [Page]
    }

    /// The services with new pages, by name.
    let services: [Service]
    private(set) var warnings: [Diagnostic]

    /// Compares the portal with the specs and the stored documents.
    ///
    /// - Parameters:
    ///   - fetch: The connection to the portal.
    ///   - patterns: The services to report, such as `hire` or `*`. If there are none, those of the specs are reported.
    /// - Throws: `Failure` if the tree cannot be fetched, if a service does not exist, or if there are neither specs nor patterns.
    init(_ fetch: DocumentFetch, services patterns: [String]) async throws(Failure) {
        let used = Set(fetch.specs.map(\.spec.id.service))
        if patterns.isEmpty, used.isEmpty {
            throw Failure(
                "no-services", "no specs in \(fetch.project.specFolder), so the project uses no service",
                notes: ["specify services such as hire, or '*' for all"])
        }
        let known = KnownPages(fetch.specs, try fetch.project.documents(), in: fetch.project.documentFolder)
        let tree = try await fetch.portal.tree()
        warnings = tree.warnings
        var entries: [PortalCatalog.Entry] = []
        do throws(Failure) {
            entries = try await fetch.portal.catalog().entries
        } catch {
            warnings += error.diagnostics.map(\.asMissingCatalog)
        }
        let listing = PortalListing(tree, entries)
        let search = fetch.search(in: tree)
        let described = Set(fetch.specs.compactMap { (try? search.page(of: $0.spec.reference))?.fullPath })
        var pages: [String: [(date: Int, page: Page)]] = [:]
        for item in listing.items where !described.contains(item.fullPath) && !known.contains(item) {
            let page = Page(
                kind: item.kind, id: item.id, title: item.title, url: fetch.portal.host.url(ofPage: item.fullPath),
                updated: item.updateTime.flatMap(FrontMatter.day))
            pages[item.service, default: []].append((item.updateTime ?? 0, page))
        }
        let existing = Set(listing.items.map(\.service))
        try Self.check(patterns, existing)
        let selection = Selection(only: patterns)
        services = pages.keys.filter { patterns.isEmpty ? used.contains($0) : selection.contains($0) }.sorted().map {
            // Sorting by the date alone keeps the order of the portal among equal dates.
            Service(name: $0, pages: (pages[$0] ?? []).sorted { $0.date > $1.date }.map(\.page))
        }
    }

    /// Throws an error for each pattern that matches no service of the portal.
    private static func check(_ patterns: [String], _ services: Set<String>) throws(Failure) {
        let unknown = Selection(only: patterns).unmatched(in: Array(services))
        if unknown.isEmpty { return }
        throw Failure(
            unknown.map { pattern in
                let suggestion = pattern.nearest(in: services.sorted()).map { "; did you mean \($0)?" } ?? ""
                return Diagnostic(
                    .error, "unknown-service", "the portal has no service \"\(pattern)\"\(suggestion)",
                    notes: ["expected the first part of endpoint IDs, such as hire, or '*' for all services"])
            })
    }
}

/// What the project has already.
private struct KnownPages {
    private let fullPaths: Set<String>
    private let ids: Set<OperationID>
    private let calls: Set<String>

    init(_ specs: [SpecFile], _ documents: DocumentFiles, in folder: String) {
        fullPaths = Set(specs.compactMap(\.spec.document.fullPath)).union(
            StoredDocuments(documents, in: folder).byFullPath.keys)
        ids = Set(specs.map(\.spec.id))
        calls = Set(specs.filter { $0.spec.event == nil }.map { "\($0.spec.method.rawValue) \($0.spec.path.text)" })
    }

    /// Returns whether the project has the page, or a spec of the same operation or with the same method and path.
    func contains(_ item: PortalListing.Item) -> Bool {
        fullPaths.contains(item.fullPath) || item.id.map(ids.contains) ?? false
            || item.call.map(calls.contains) ?? false
    }
}

extension Diagnostic {
    /// Returns a warning about a catalog that could not be fetched.
    fileprivate var asMissingCatalog: Diagnostic {
        Diagnostic(
            .warning, "no-catalog",
            "the portal gave no catalog of endpoints, so IDs are unknown and pages without an endpoint are listed too: \(message)",
            notes: notes)
    }
}
