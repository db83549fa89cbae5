import EndpointSpec

/// The specs that exist, by the endpoints that their documents describe now.
struct ExistingSpecs: Sendable {
    let files: [SpecFile]
    /// A spec whose endpoint moved is here by its new method and path.
    let byEndpoint: [EndpointIdentity: SpecFile]
    /// The files of the specs whose endpoints moved.
    let movedPaths: Set<String>

    /// - Parameter imported: The specs of the documents.
    init(_ files: [SpecFile], following imported: [EndpointSpec]) {
        self.files = files
        var byEndpoint = Dictionary(files.map { ($0.spec.identity, $0) }) { first, _ in first }
        let described = Set(imported.map(\.identity))
        var undescribed = byEndpoint.values.filter { !described.contains($0.spec.identity) && $0.spec.isImported }
            .sorted { $0.spec.identity < $1.spec.identity }
        for spec in imported where byEndpoint[spec.identity] == nil {
            let index =
                undescribed.firstIndex { $0.spec.hasPage(of: spec) }
                ?? undescribed.firstIndex { $0.spec.hasFile(of: spec) }
            guard let index else { continue }
            let moved = undescribed.remove(at: index)
            byEndpoint[moved.spec.identity] = nil
            byEndpoint[spec.identity] = moved
        }
        self.byEndpoint = byEndpoint
        movedPaths = Set(byEndpoint.filter { $0.value.spec.identity != $0.key }.map(\.value.source.path))
    }
}

extension EndpointSpec {
    /// Whether a document states the facts: specs that people write name none.
    fileprivate var isImported: Bool { document.path != nil }

    /// Whether both specs are of one page of the portal.
    fileprivate func hasPage(of other: EndpointSpec) -> Bool {
        document.url != nil && document.url == other.document.url
            || document.fullPath != nil && document.fullPath == other.document.fullPath
    }

    /// Whether both specs are of one file, and nothing shows that the file is of another page now.
    fileprivate func hasFile(of other: EndpointSpec) -> Bool {
        document.path == other.document.path && (document.url == nil || other.document.url == nil)
            && (document.fullPath == nil || other.document.fullPath == nil)
    }
}
