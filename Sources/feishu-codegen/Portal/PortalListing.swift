import DocumentPortal
import EndpointSpec

/// The endpoints and events of the portal, from its tree and its catalog.
struct PortalListing {
    struct Item {
        let fullPath: String
        let kind: NewPages.Kind
        /// The ID that the spec would have, or `nil` if the catalog does not state it.
        let id: OperationID?
        /// The method and the path of an endpoint, or `nil` if the catalog does not state them.
        let call: String?
        let title: String
        /// The time of the last change in milliseconds since 1970, or `nil` if it is unknown.
        let updateTime: Int?
        let service: String
    }

    /// The pages of the tree in its order, and then the endpoints that only the catalog has.
    private(set) var items: [Item] = []

    /// - Parameters:
    ///   - tree: All pages.
    ///   - entries: The entries of the catalog. If there are none, each page is listed, because any of them can describe an
    ///     endpoint.
    init(_ tree: PortalTree, _ entries: [PortalCatalog.Entry]) {
        let byPath = Dictionary(entries.map { ($0.fullPath, $0) }) { first, _ in first }
        let services = FolderServices(tree, byPath)
        for page in tree.pages {
            let entry = byPath[page.fullPath]
            let other: NewPages.Kind? = page.isEvent ? .event : entries.isEmpty ? .page : nil
            // The other pages are guides.
            guard let kind = entry == nil ? other : .endpoint else { continue }
            items.append(
                Item(
                    fullPath: page.fullPath, kind: kind, id: entry?.id, call: entry?.call, title: page.title,
                    updateTime: page.updateTime, service: entry?.service ?? services.service(of: page)))
        }
        let listed = Set(tree.pages.map(\.fullPath))
        for entry in entries where !listed.contains(entry.fullPath) {
            items.append(
                Item(
                    fullPath: entry.fullPath, kind: .endpoint, id: entry.id, call: entry.call,
                    title: entry.call ?? entry.fullPath, updateTime: nil,
                    service: entry.service ?? FolderServices.unknown))
        }
    }
}

/// The services to which the folders of the tree belong. Some folders, such as `group`, are not named after their service.
private struct FolderServices {
    static let unknown = "other"
    private var counts: [[PortalPage.Folder]: [String: Int]] = [:]

    init(_ tree: PortalTree, _ entries: [String: PortalCatalog.Entry]) {
        for page in tree.pages {
            guard let service = entries[page.fullPath]?.service else { continue }
            for count in page.folders.indices.dropFirst() {
                counts[Array(page.folders[...count]), default: [:]][service, default: 0] += 1
            }
        }
    }

    /// Returns the service of a page that the catalog does not have: the one that a folder names, the one to which most of the
    /// endpoints in the innermost folder belong, or the title of the outermost folder.
    func service(of page: PortalPage) -> String {
        if let service = page.service { return service }
        for count in page.folders.indices.dropFirst().reversed() {
            let services = counts[Array(page.folders[...count])] ?? [:]
            if let most = services.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }) { return most.key }
        }
        return page.folders.dropFirst().first?.title ?? Self.unknown
    }
}

extension PortalCatalog.Entry {
    /// The ID that `import` gives to the spec of the endpoint, or `nil` if the catalog does not state all of its words.
    fileprivate var id: OperationID? {
        guard words.count == 4, !words.contains("") else { return nil }
        return OperationID(service: words[0], version: words[1], resource: words[2], operation: words[3])
    }

    fileprivate var call: String? { method.isEmpty || path.isEmpty ? nil : "\(method) \(path)" }
}
