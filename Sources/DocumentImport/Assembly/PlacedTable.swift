import EndpointSpec
import SourceText

/// The rows of a table of nested fields, each with its place in the tree and what decided it.
public struct PlacedTable: Sendable {
    public let rows: [Row]

    public struct Row: Sendable {
        /// The name on the wire.
        public let name: String
        /// The line in the document, from 1.
        public let line: Int
        /// The index of the row that it is below; nil for the top level.
        public let parent: Int?
        /// What decided the place.
        public let rule: PlacementRule
        /// The other rows that it could be below, and nil for the top level, where the place is not proved.
        public let alternatives: [Int?]
        /// The candidates whose samples show the row, where the place is not proved.
        public let shownBelow: [Int?]
        /// The path to the field in the spec; nil for rows of the envelope and for repeated rows.
        public internal(set) var path: JSONPath?
    }
}

extension PlacedTable {
    /// A warning for each row whose place is still assumed in a spec: a person can have confirmed it there. The rows of
    /// a table that is written by hand have one warning together.
    func warnings(for spec: EndpointSpec, in source: SourceFile) -> [Diagnostic] {
        rows.filter { row in
            !row.rule.isProof && row.rule != .writtenByHand && row.path.flatMap(spec.field)?.placement == .assumed
        }.map { row in
            Diagnostic(.warning, "assumed-place", message(for: row), at: .line(row.line, of: source))
        }
    }

    private func message(for row: Row) -> String {
        let placed = "\"\(row.name)\" is placed \(name(of: row.parent)) by assumption"
        let alternatives = row.alternatives.prefix(3).map(name)
        if alternatives.isEmpty { return "\(placed): \(reason(for: row))" }
        let more = row.alternatives.count > alternatives.count ? ", or further out" : ""
        return "\(placed): \(reason(for: row)); it could also be \(alternatives.joined(separator: " or "))\(more)"
    }

    private func reason(for row: Row) -> String {
        if row.rule == .depthDrawnWithBlanks { return "the table draws its depth with blanks" }
        if row.shownBelow.isEmpty { return "no sample shows where \"\(row.name)\" belongs" }
        return "samples show \"\(row.name)\" " + row.shownBelow.prefix(3).map(name).joined(separator: " and ")
    }

    private func name(of parent: Int?) -> String { parent.map { "below \"\(rows[$0].name)\"" } ?? "at the top level" }
}

extension EndpointSpec {
    /// The field at a path; nil where there is none.
    fileprivate func field(at path: JSONPath) -> Field? {
        let fields: [Field]? =
            switch path.steps.first {
            case .key("request"): request?.fields
            case .key("response"): response.fields
            default: nil
            }
        return path.steps.dropFirst().reduce((fields: fields, field: Field?.none)) { found, step in
            guard case .index(let index) = step else { return found }
            let field = found.fields.flatMap { $0.indices.contains(index) ? $0[index] : nil }
            return (field?.fields, field)
        }.field
    }
}
