import EndpointSpec
import SourceText

/// What has to happen so that the specs are what the documents state.
public struct ImportPlan: Sendable {
    /// The specs of the documents, in the order of the documents.
    public let specs: [PlannedSpec]
    /// The existing specs whose documents are gone.
    public let orphaned: [SpecFile]
    /// The paths of fetched pages that describe no endpoint.
    public let guides: [String]
    /// The errors of documents that give no spec, followed by the warnings about the others in their order.
    public let diagnostics: [Diagnostic]

    /// Whether every spec is what its document states, and there is no spec without its document.
    public var isEmpty: Bool { specs.allSatisfy { $0.state == .unchanged } && orphaned.isEmpty && errors.isEmpty }

    public var errors: [Diagnostic] { diagnostics.filter { $0.severity == .error } }

    public var warnings: [Diagnostic] { diagnostics.filter { $0.severity == .warning } }

    /// The specs in a state.
    public func specs(_ state: PlannedSpec.State) -> [PlannedSpec] { specs.filter { $0.state == state } }
}

/// A spec as it has to be.
public struct PlannedSpec: Sendable {
    public enum State: Sendable {
        case new, changed, unchanged
    }

    public let spec: EndpointSpec
    /// The path of its file.
    public let path: String
    /// The path of the file that it had before its endpoint moved; nil where a spec of the plan has it.
    public let oldPath: String?
    /// The text of its file.
    public let text: String
    public let state: State
    /// The places that were assumed in the existing spec, and are not anymore.
    public let settledPlaces: SettledPlaces
    /// The tables whose rows were nested, with what decided each place.
    public let tables: [PlacedTable]
}
