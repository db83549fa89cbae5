import EndpointSpec
import SourceText

/// The part of a spec that is read from a section, with further findings.
struct SectionResult<Value> {
    var value: Value
    var findings = Findings()
}

/// The diagnostics, lines and scopes that reading a section yields in addition to its part of the spec.
struct Findings {
    var diagnostics: [Diagnostic] = []
    /// The lines of the consumed blocks.
    var blockLines: Set<Int> = []
    var tables: [PlacedTable] = []
    /// The scopes that fields require.
    var scopes: [EndpointSpec.Scope] = []
    /// The lines of facts outside `tables`, keyed by path in the spec.
    var lineByPath: [JSONPath: Int] = [:]

    static func + (one: Findings, other: Findings) -> Findings {
        Findings(
            diagnostics: one.diagnostics + other.diagnostics, blockLines: one.blockLines.union(other.blockLines),
            tables: one.tables + other.tables, scopes: one.scopes + other.scopes,
            lineByPath: one.lineByPath.merging(other.lineByPath) { first, _ in first })
    }
}

extension Collection {
    /// The collection, or `nil` if it is empty.
    var nonEmpty: Self? { isEmpty ? nil : self }
}
