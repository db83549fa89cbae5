import EndpointSpec
import SourceText

/// The rows of a table of nested fields, each with its place in the tree and what decided it.
package struct PlacedTable: Sendable {
    package let rows: [Row]

    package struct Row: Sendable {
        /// The name on the wire.
        package let name: String
        /// The line in the document, from 1.
        package let line: Int
        /// The index of the row that it is below; nil for the top level.
        package let parent: Int?
        /// What decided the place.
        package let rule: PlacementRule
        /// The other rows that it could be below, and nil for the top level, where the place is not proved.
        package let alternatives: [Int?]
        /// The candidates whose samples show the row, where the place is not proved.
        package let shownBelow: [Int?]
        /// The path to the field in the spec; nil for rows of the envelope and for repeated rows.
        package internal(set) var path: JSONPath?
    }
}

extension PlacedTable {
    /// How many rows of one table are reported, unless all are.
    private static let maximumReported = 3

    /// Warnings about the rows whose places are still assumed in a spec: a person can have confirmed them there. The rows
    /// of a table that is written by hand have one warning together.
    ///
    /// - Parameter isComplete: Whether each row has a warning of its own. Otherwise many rows have one together, which
    ///   names those with the most rows below them.
    func warnings(for spec: EndpointSpec, in source: SourceFile, isComplete: Bool) -> [Diagnostic] {
        let assumed = rows.indices.filter { index in
            let row = rows[index]
            return !row.rule.isProof && row.rule != .writtenByHand
                && row.path.flatMap(spec.field)?.placement == .assumed
        }
        if isComplete || assumed.count <= Self.maximumReported {
            return assumed.map { index in
                Diagnostic(
                    .warning, "assumed-place", message(for: rows[index]), at: .line(rows[index].line, of: source))
            }
        }
        let sizes = descendantCounts
        let named = assumed.sorted { (sizes[$1], $0) < (sizes[$0], $1) }.prefix(Self.maximumReported).sorted()
        return [
            Diagnostic(
                .warning, "assumed-place",
                "\(assumed.count) rows of this table are placed by assumption; import --verbose names all of them",
                at: .line(rows[assumed[0]].line, of: source),
                notes: named.map { .init(message(for: rows[$0]), at: .line(rows[$0].line, of: source)) })
        ]
    }

    /// How many rows are below each row.
    private var descendantCounts: [Int] {
        var counts = Array(repeating: 0, count: rows.count)
        // Every row comes after its parent.
        for index in rows.indices.reversed() {
            if let parent = rows[index].parent { counts[parent] += counts[index] + 1 }
        }
        return counts
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
