import EndpointSpec
import SourceText

/// The changes that bring the specs up to date with the documents.
package struct ImportPlan: Sendable {
    /// The planned specs, in the order of the documents.
    package let specs: [PlannedSpec]
    /// The existing specs whose documents were removed or describe another endpoint.
    package let orphaned: [SpecFile]
    /// The paths of fetched pages that describe no endpoint.
    package let guides: [String]
    /// The errors of documents without a spec, followed by the warnings about the other documents in order.
    package let diagnostics: [Diagnostic]

    /// Whether all specs are up to date and none is orphaned.
    package var isEmpty: Bool { specs.allSatisfy { $0.state == .unchanged } && orphaned.isEmpty && errors.isEmpty }

    package var errors: [Diagnostic] { diagnostics.filter { $0.severity == .error } }

    package var warnings: [Diagnostic] { diagnostics.filter { $0.severity == .warning } }

    /// Returns the specs in a state.
    package func specs(_ state: PlannedSpec.State) -> [PlannedSpec] { specs.filter { $0.state == state } }
}

/// A spec to write.
package struct PlannedSpec: Sendable {
    package enum State: Sendable {
        case new, changed, unchanged
    }

    /// The spec and its text. For an unchanged spec, this is the existing file.
    package let file: SpecFile
    package var spec: EndpointSpec { file.spec }
    /// The path of the file.
    package var path: String { file.source.path }
    /// The text of the file.
    package var text: String { file.source.text }
    /// The previous path of a spec whose endpoint moved, or `nil` if another planned spec uses that path.
    package let oldPath: String?
    package let state: State
    /// The assumed placements of the existing spec that are now resolved.
    package let resolvedPlacements: ResolvedPlacements
    /// Descriptions of renamed listed values and error codes, one line each.
    package let renames: [String]
    /// The nested tables, with the rule that decided each placement.
    package let tables: [PlacedTable]
}
