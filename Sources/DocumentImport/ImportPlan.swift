import EndpointSpec
import SourceText

/// The changes that bring the specs up to date with the documents.
package struct ImportPlan: Sendable {
    /// The planned specs, in the order of the documents.
    package let specs: [PlannedSpec]
    /// The existing specs whose documents were removed or no longer describe the spec's endpoint.
    package let orphaned: [SpecFile]
    /// The file paths of fetched pages that describe no endpoint.
    package let guidePaths: [String]
    /// The diagnostics, in this order: errors about documents that cannot be converted into specs, warnings about superseded
    /// documents, errors about IDs that are already used, and the diagnostics of each remaining document.
    package let diagnostics: [Diagnostic]

    /// Whether there is nothing to do: all specs are unchanged, no spec is orphaned, and there are no errors.
    package var isEmpty: Bool { specs.allSatisfy { $0.state == .unchanged } && orphaned.isEmpty && errors.isEmpty }

    package var errors: [Diagnostic] { diagnostics.filter { $0.severity == .error } }

    package var warnings: [Diagnostic] { diagnostics.filter { $0.severity == .warning } }

    /// Returns the specs that have the given state.
    package func specs(_ state: PlannedSpec.State) -> [PlannedSpec] { specs.filter { $0.state == state } }
}

/// A spec that the import produced.
package struct PlannedSpec: Sendable {
    package enum State: Sendable {
        case new, changed, unchanged
    }

    /// The spec file with its new content. If neither the content nor the path changed, this is the existing file.
    package let file: SpecFile
    package var spec: EndpointSpec { file.spec }
    package var path: String { file.source.path }
    package var text: String { file.source.text }
    /// The previous path of the file, or `nil` if no file must be deleted: the spec is new, its path is unchanged, or another
    /// planned spec now uses the previous path.
    package let oldPath: String?
    package let state: State
    /// The assumed placements of the existing spec that are now resolved.
    package let resolvedPlacements: ResolvedPlacements
    /// One line for each listed value or error code whose name changed.
    package let renames: [String]
    /// One line for each correction that was dropped because the document agrees with it.
    package let agreedCorrections: [String]
    /// The tables of nested fields, with the rule that decided the placement of each row.
    package let tables: [PlacedTable]
    /// Where the page, its samples, and the platform's schema say different things.
    package let disagreements: [Disagreement]
    /// The warnings about what samples decide and where witnesses disagree, with all details, also if the spec is unchanged.
    package let witnessWarnings: [Diagnostic]
}
