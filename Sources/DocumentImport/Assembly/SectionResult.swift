import EndpointSpec
import SourceText

/// The part of a spec that was read from a section, and the findings.
struct SectionResult<Value> {
    var value: Value
    var findings = Findings()
}

/// The information found while reading a section, in addition to the part of the spec that the section describes.
struct Findings {
    var diagnostics: [Diagnostic] = []
    /// The lines of the consumed blocks.
    var blockLines: Set<Int> = []
    var tables: [PlacedTable] = []
    /// The scopes required to receive individual fields.
    var scopes: [EndpointSpec.Scope] = []
    /// The lines of facts outside `tables`, keyed by path in the spec.
    var lineByPath: [JSONPath: Int] = [:]
    /// What samples show and tables do not say.
    var samples: [SampleWitness.Finding] = []
    /// Where the page, its samples, and the platform's schema say different things.
    var disagreements: [Disagreement] = []

    static func + (lhs: Findings, rhs: Findings) -> Findings {
        Findings(
            diagnostics: lhs.diagnostics + rhs.diagnostics, blockLines: lhs.blockLines.union(rhs.blockLines),
            tables: lhs.tables + rhs.tables, scopes: lhs.scopes + rhs.scopes,
            lineByPath: lhs.lineByPath.merging(rhs.lineByPath) { first, _ in first },
            samples: lhs.samples + rhs.samples, disagreements: lhs.disagreements + rhs.disagreements)
    }
}

extension Collection {
    /// The collection, or `nil` if it is empty.
    var nonEmpty: Self? { isEmpty ? nil : self }
}
