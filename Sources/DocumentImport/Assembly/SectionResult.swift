import EndpointSpec
import SourceText

/// A part of a spec that a section of a document gives, with the findings about it.
struct SectionResult<Value> {
    var value: Value
    var found = Findings()
}

/// What was found in a section apart from its part of the spec.
struct Findings {
    var diagnostics: [Diagnostic] = []
    /// The lines of the blocks that were read, or that diagnostics are about.
    var blocks: Set<Int> = []
    var tables: [PlacedTable] = []
    /// The scopes that fields need.
    var scopes: [EndpointSpec.Scope] = []
    /// The lines of facts that are not rows of `tables`.
    var lineByPath: [JSONPath: Int] = [:]

    static func + (one: Findings, other: Findings) -> Findings {
        Findings(
            diagnostics: one.diagnostics + other.diagnostics, blocks: one.blocks.union(other.blocks),
            tables: one.tables + other.tables, scopes: one.scopes + other.scopes,
            lineByPath: one.lineByPath.merging(other.lineByPath) { first, _ in first })
    }
}

extension Collection {
    /// The collection; nil where it is empty.
    var nonEmpty: Self? { isEmpty ? nil : self }
}
