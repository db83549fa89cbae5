import EndpointSpec
import SourceText

/// What has to happen so that the specs are what the documents state.
package struct ImportPlan: Sendable {
    /// The specs of the documents, in the order of the documents.
    package let specs: [PlannedSpec]
    /// The existing specs whose documents are gone.
    package let orphaned: [SpecFile]
    /// The paths of fetched pages that describe no endpoint.
    package let guides: [String]
    /// The errors of documents that give no spec, followed by the warnings about the others in their order.
    package let diagnostics: [Diagnostic]

    /// Whether every spec is what its document states, and there is no spec without its document.
    package var isEmpty: Bool { specs.allSatisfy { $0.state == .unchanged } && orphaned.isEmpty && errors.isEmpty }

    package var errors: [Diagnostic] { diagnostics.filter { $0.severity == .error } }

    package var warnings: [Diagnostic] { diagnostics.filter { $0.severity == .warning } }

    /// The specs in a state.
    package func specs(_ state: PlannedSpec.State) -> [PlannedSpec] { specs.filter { $0.state == state } }
}

/// A spec as it has to be.
package struct PlannedSpec: Sendable {
    package enum State: Sendable {
        case new, changed, unchanged
    }

    /// The spec with the text of its file. An existing file that does not change is the one that was read.
    package let file: SpecFile
    package var spec: EndpointSpec { file.spec }
    /// The path of its file.
    package var path: String { file.source.path }
    /// The text of its file.
    package var text: String { file.source.text }
    /// The path of the file that it had before its endpoint moved; nil where a spec of the plan has it.
    package let oldPath: String?
    package let state: State
    /// The places that were assumed in the existing spec, and are not anymore.
    package let resolvedPlacements: ResolvedPlacements
    /// The listed values and error codes that get another name, one line each.
    package let renames: [String]
    /// The tables whose rows were nested, with what decided each place.
    package let tables: [PlacedTable]
}
