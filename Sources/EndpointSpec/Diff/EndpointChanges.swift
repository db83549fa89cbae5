/// The changes between two versions of an endpoint.
package struct EndpointChanges: Sendable {
    package let id: OperationID
    package let title: String
    package let changes: [SpecChange]

    /// Compares two sets of specs.
    ///
    /// - Parameters:
    ///   - old: The specs of the old version.
    ///   - new: The specs of the new version.
    ///   - additionalChanges: Returns the changes between two specs of an endpoint other than those that `SpecDiff`
    ///     finds.
    /// - Returns: The changes to each changed, new or removed endpoint, sorted by ID.
    package static func between(
        _ old: [EndpointSpec], and new: [EndpointSpec],
        additionalChanges: (_ old: EndpointSpec, _ new: EndpointSpec) -> [SpecChange] = { _, _ in [] }
    ) -> [EndpointChanges] {
        func changes(from old: EndpointSpec, to new: EndpointSpec) -> EndpointChanges? {
            let changes = SpecDiff.changes(from: old, to: new) + additionalChanges(old, new)
            return changes.isEmpty ? nil : EndpointChanges(id: new.id, title: new.title, changes: changes)
        }
        // If each version has exactly one spec, compare the two as the same endpoint, even if the path changed.
        if old.count == 1, new.count == 1 { return changes(from: old[0], to: new[0]).map { [$0] } ?? [] }
        let oldByIdentity = Dictionary(old.map { ($0.identity, $0) }) { first, _ in first }
        let newIdentities = Set(new.map(\.identity))
        var removed = old.filter { !newIdentities.contains($0.identity) }
        let changed = new.compactMap { spec -> EndpointChanges? in
            if let before = oldByIdentity[spec.identity] { return changes(from: before, to: spec) }
            // If the identity of an endpoint changed, find its old spec by the URL of its document.
            let index = removed.firstIndex { $0.document.url != nil && $0.document.url == spec.document.url }
            guard let index else { return EndpointChanges(spec, .compatible, "the endpoint is new") }
            return changes(from: removed.remove(at: index), to: spec)
        }
        return (changed + removed.map { EndpointChanges($0, .breaking, "the endpoint was removed") })
            .sorted { $0.id.description < $1.id.description }
    }

    private init(id: OperationID, title: String, changes: [SpecChange]) {
        self.id = id
        self.title = title
        self.changes = changes
    }

    private init(_ spec: EndpointSpec, _ impact: SpecChange.Impact, _ text: String) {
        self.init(id: spec.id, title: spec.title, changes: [SpecChange(impact, "", text)])
    }
}
