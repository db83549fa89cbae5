import DocumentImport
import EndpointSpec
import SourceText

/// The errors and warnings of an update that belong in its report, because they concern how far its changes can be trusted.
struct ChangeFindings {
    /// The warnings about documents that are gone or incomplete, or about annotations that no longer fit. They count as breaking.
    private static let dangers: Set = [
        "gone-page", "empty-page", "unknown-page", "ambiguous-page", "orphaned-spec", "missing-section", "cut-row",
        "vanished-facts", "lost-annotation", "kept-name",
    ]
    private static let notes: Set = ["moved-page", "older-page"]

    private let all: [Diagnostic]
    /// The endpoints, keyed by the paths of their specs and documents.
    private let specsByPath: [String: EndpointSpec]

    init(_ fetched: DocumentFetch.Outcome, _ imported: [Diagnostic], _ project: Project) throws(Failure) {
        all = project.console.completed(fetched.warnings + fetched.errors + imported).filter {
            $0.severity == .error || Self.dangers.contains($0.code) || Self.notes.contains($0.code)
        }
        var specs: [String: EndpointSpec] = [:]
        let files = try project.existingSpecs() + project.specsAfterImport()
        let documents = Dictionary(
            try project.documents().documents.compactMap { document in
                document.path.map { ($0, document.source.path) }
            }
        ) { first, _ in first }
        for file in files {
            specs[file.source.path] = file.spec
            if let path = file.spec.document.path.flatMap({ documents[$0] }) { specs[path] = file.spec }
        }
        specsByPath = specs
    }

    /// Whether callers can be affected even if no specs changed.
    var includesDangers: Bool { all.contains { Self.dangers.contains($0.code) } }

    /// The errors and warnings about no known endpoint.
    var others: [Diagnostic] { all.filter { spec(of: $0) == nil } }

    /// Returns the changes with the errors and warnings about each endpoint. Endpoints without changes are added if necessary.
    func added(to changes: [EndpointChanges]) -> [EndpointChanges] {
        let byID = Dictionary(grouping: all.filter { spec(of: $0) != nil }) { spec(of: $0)?.id }
        let changed = Set(changes.map(\.id))
        let unchanged = Dictionary(
            all.compactMap(spec).filter { !changed.contains($0.id) }.map { ($0.id, EndpointChanges($0, [])) }
        ) { first, _ in first }
        return (changes + unchanged.values).map { endpoint in
            var endpoint = endpoint
            endpoint.diagnostics = byID[endpoint.id] ?? []
            return endpoint
        }.sorted { $0.id.description < $1.id.description }
    }

    private func spec(of diagnostic: Diagnostic) -> EndpointSpec? {
        diagnostic.location.path.flatMap { specsByPath[$0] }
    }
}
