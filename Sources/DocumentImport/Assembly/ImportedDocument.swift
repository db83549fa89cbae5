import EndpointSpec
import SourceText

/// The result of reading a document.
struct ImportedDocument: Sendable {
    let document: Document
    /// Whether the document is in the portal's raw form.
    let isRaw: Bool
    /// The spec with the facts in the document, without annotations.
    let spec: EndpointSpec
    /// The tables whose rows were nested.
    let tables: [PlacedTable]
    /// The diagnostics in document order, except warnings about assumed placements, which are created from `tables`.
    let diagnostics: [Diagnostic]
    /// What the samples show and the tables do not say, from which warnings are created.
    let sampleFindings: [SampleWitness.Finding]
    /// Where the page, its samples, and the platform's schema say different things, from which a warning is created.
    let disagreements: [Disagreement]
    /// The lines of the facts outside `tables`, keyed by path in the spec.
    let lineByPath: [JSONPath: Int]

    /// Whether the placements of all rows are proved.
    var isProved: Bool { tables.allSatisfy { $0.rows.allSatisfy(\.rule.isProof) } }

    /// Returns the line of the value at the given path in the spec. If this line is unknown, returns the line of the nearest
    /// enclosing value, or `nil` if there is none.
    func line(of path: JSONPath) -> Int? {
        var path = path
        while !path.steps.isEmpty {
            if let line = lineByPath[path] ?? row(at: path)?.line { return line }
            path.steps.removeLast()
        }
        return lineByPath[path]
    }

    private func row(at path: JSONPath) -> PlacedTable.Row? {
        tables.lazy.flatMap(\.rows).first { $0.path == path }
    }
}
