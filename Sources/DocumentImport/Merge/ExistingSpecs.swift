import EndpointSpec

/// The existing specs, matched with the endpoints that their documents now describe.
struct ExistingSpecs: Sendable {
    let files: [SpecFile]
    /// The specs, keyed by endpoint. The key of a spec whose endpoint moved is the new endpoint.
    let byEndpoint: [EndpointIdentity: SpecFile]
    /// The file paths of the specs whose endpoints moved.
    let movedPaths: Set<String>

    /// Matches the existing specs with the newly imported ones by endpoint, and detects endpoints that moved.
    ///
    /// If an imported spec has a new endpoint, it is matched with an existing spec whose endpoint is no longer described:
    /// preferably a spec from the same page, or else a spec from the same file.
    ///
    /// - Parameters:
    ///   - files: The existing specs.
    ///   - imported: The newly imported specs.
    init(_ files: [SpecFile], following imported: [EndpointSpec]) {
        self.files = files
        var byEndpoint = Dictionary(files.map { ($0.spec.identity, $0) }) { first, _ in first }
        let described = Set(imported.map(\.identity))
        var undescribed = byEndpoint.values.filter { !described.contains($0.spec.identity) && $0.spec.isImported }
            .sorted { $0.spec.identity < $1.spec.identity }
        for spec in imported where byEndpoint[spec.identity] == nil {
            // An event has no facts in common with an endpoint.
            let index =
                undescribed.firstIndex { $0.spec.noun == spec.noun && $0.spec.isSamePage(as: spec) }
                ?? undescribed.firstIndex { $0.spec.noun == spec.noun && $0.spec.isSameFile(as: spec) }
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
    /// Whether the spec was imported from a document rather than written by hand.
    fileprivate var isImported: Bool { document.path != nil }

    /// Returns whether both specs were imported from the same portal page.
    fileprivate func isSamePage(as other: EndpointSpec) -> Bool {
        document.url != nil && document.url == other.document.url
            || document.fullPath != nil && document.fullPath == other.document.fullPath
    }

    /// Returns whether both specs were imported from the same file.
    ///
    /// If both specs have a URL or both have a full path, returns `false`: `isSamePage(as:)` has already compared these, and the
    /// file may now contain another page.
    fileprivate func isSameFile(as other: EndpointSpec) -> Bool {
        document.path == other.document.path && (document.url == nil || other.document.url == nil)
            && (document.fullPath == nil || other.document.fullPath == nil)
    }
}
