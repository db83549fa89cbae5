import SourceText

/// The changes between two versions of an endpoint.
package struct EndpointChanges: Sendable {
    package let id: OperationID
    package let title: String
    /// The URL of the document of the endpoint.
    package let url: String?
    package let changes: [SpecChange]
    /// The errors and warnings about the document of the endpoint that concern the changes.
    package var diagnostics: [Diagnostic] = []

    /// Compares two sets of specs.
    ///
    /// - Parameters:
    ///   - old: The specs of the old version.
    ///   - new: The specs of the new version.
    ///   - additionalChanges: Returns the changes between two specs of an endpoint other than those that `SpecDiff`
    ///     finds, given the renamed fields.
    /// - Returns: The changes to each changed, new or removed endpoint, sorted by ID.
    package static func between(
        _ old: [EndpointSpec], and new: [EndpointSpec],
        additionalChanges: (_ old: EndpointSpec, _ new: EndpointSpec, _ renames: [FieldRename]) -> [SpecChange] = {
            _, _, _ in []
        }
    ) -> [EndpointChanges] {
        func changes(from old: EndpointSpec, to new: EndpointSpec) -> EndpointChanges? {
            var changes = SpecDiff.changes(from: old, to: new)
            for change in additionalChanges(old, new, changes.compactMap(\.rename)) {
                // A rename is one change, with the name on the wire and the name in Swift.
                if let index = changes.firstIndex(where: { $0.rename != nil && $0.rename == change.rename }) {
                    changes[index].text += "; in Swift, \(change.text)"
                } else {
                    changes.append(change)
                }
            }
            return changes.isEmpty ? nil : EndpointChanges(new, changes)
        }
        let oldByIdentity = Dictionary(old.map { ($0.identity, $0) }) { first, _ in first }
        let newIdentities = Set(new.map(\.identity))
        var removed = old.filter { !newIdentities.contains($0.identity) }
        let changed = new.compactMap { spec -> EndpointChanges? in
            if let before = oldByIdentity[spec.identity] { return changes(from: before, to: spec) }
            // If the identity of an endpoint changed, find its old spec by the URL of its document, or by its ID.
            let index =
                removed.firstIndex {
                    $0.document.url != nil && $0.document.url == spec.document.url && $0.noun == spec.noun
                } ?? removed.firstIndex { $0.id == spec.id && $0.noun == spec.noun }
            guard let index else { return EndpointChanges(spec, .compatible, "the \(spec.noun) is new") }
            return changes(from: removed.remove(at: index), to: spec)
        }
        return (changed + removed.map { EndpointChanges($0, .breaking, "the \($0.noun) was removed") })
            .sorted { $0.id.description < $1.id.description }
    }

    /// Creates the changes to an endpoint.
    ///
    /// - Parameters:
    ///   - spec: The newer spec of the endpoint.
    ///   - changes: The changes to the spec.
    package init(_ spec: EndpointSpec, _ changes: [SpecChange]) {
        id = spec.id
        title = spec.title
        url = spec.document.url
        self.changes = changes
    }

    private init(_ spec: EndpointSpec, _ impact: SpecChange.Impact, _ text: String) {
        self.init(spec, [SpecChange(impact, "", text)])
    }
}
