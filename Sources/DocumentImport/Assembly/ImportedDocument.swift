import EndpointSpec
import SourceText

/// What was read from one document.
struct ImportedDocument: Sendable {
    let document: Document
    /// Whether the document has the portal's raw form.
    let isRaw: Bool
    /// The facts of the document, without annotations.
    let spec: EndpointSpec
    /// The tables whose rows were nested.
    let tables: [PlacedTable]
    /// What was not understood, in the order of the document. Assumed places are reported by `tables`.
    let diagnostics: [Diagnostic]
    /// The lines of facts that are not rows of `tables`.
    let lineByPath: [JSONPath: Int]

    /// Whether the places of all rows are proved.
    var isProved: Bool { tables.allSatisfy { $0.rows.allSatisfy(\.rule.isProof) } }

    /// The line that a value of the spec comes from, or the nearest value around it.
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
