import EndpointSpec
import SourceText
import Testing

@testable import DocumentImport

/// What a document gave: the spec, and all findings as `line code`.
struct ReadDocument {
    let spec: EndpointSpec
    let findings: [String]
    let imported: ImportedDocument

    /// Reads a document by itself.
    init(
        _ text: String, options: ImportOptions = .init(),
        existing: (@Sendable (EndpointIdentity) -> EndpointSpec?)? = nil
    ) throws {
        let source = SourceFile(path: "x.md", bytes: Array(text.utf8))
        imported = try DocumentReader.read(
            Document(source: source, path: nil), options: options, context: .init(existing: existing ?? { _ in nil }))
        let spec = imported.spec
        self.spec = spec
        let diagnostics =
            imported.diagnostics + imported.tables.flatMap { $0.warnings(for: spec, in: source, listsAll: true) }
        findings = diagnostics.map { ($0.location.position?.line ?? 0, $0.code) }.sorted { $0.0 < $1.0 }
            .map { "\($0.0) \($0.1)" }
    }
}

extension EndpointSpec {
    /// A spec without facts.
    static var empty: EndpointSpec {
        get throws {
            EndpointSpec(
                id: try #require(OperationID("a.v1.b.create")), title: "b", document: .init(), method: .post,
                path: try #require(PathTemplate("/b")), response: .init(envelope: .data, type: .init(.object)))
        }
    }
}
