import EndpointSpec
import SourceText

/// A table of nested fields, with the placement of each row in the tree and the rule that determined it.
package struct PlacedTable: Sendable {
    package let rows: [Row]

    package struct Row: Sendable {
        /// The wire name.
        package let name: String
        /// The line in the document, starting at 1.
        package let line: Int
        /// The index of the parent row, or `nil` for the top level.
        package let parent: Int?
        /// The rule that determined the placement.
        package let rule: PlacementRule
        /// If the rule is `assumed`, the other possible parents, where `nil` is the top level; otherwise empty.
        package let alternatives: [Int?]
        /// If the rule is `assumed`, the possible parents below which the samples show the row; otherwise empty.
        package let shownBelow: [Int?]
        /// The path of the field in the spec, or `nil` if the row has no field, for example because it is part of the envelope or
        /// repeats another row.
        package internal(set) var path: JSONPath?
    }
}

extension PlacedTable {
    /// The maximum number of rows in the warnings about a table, unless each row is reported.
    private static let maximumReported = 3

    /// Returns warnings about the rows whose placements are assumed in both the table and the spec. A placement that a person
    /// confirmed in the spec is assumed only in the table. Rows of handwritten tables are excluded, because each such table
    /// already causes a warning.
    ///
    /// - Parameters:
    ///   - spec: The spec that contains the fields of the table.
    ///   - source: The document that contains the table.
    ///   - listsAll: Whether to return a warning for each row. Otherwise, if there are more than three rows, a single warning
    ///     lists the three rows with the most descendants.
    func warnings(for spec: EndpointSpec, in source: SourceFile, listsAll: Bool) -> [Diagnostic] {
        let assumed = rows.indices.filter { index in
            let row = rows[index]
            return !row.rule.isProof && row.rule != .handWritten
                && row.path.flatMap(spec.field)?.placement == .assumed
        }
        if listsAll || assumed.count <= Self.maximumReported {
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
                "the placement of \(assumed.count) rows of this table is assumed",
                at: .line(rows[assumed[0]].line, of: source),
                notes: named.map { .init(message(for: rows[$0]), at: .line(rows[$0].line, of: source)) }
                    + ["to list all of them, run \(again: "import", or: "update", "--verbose")"])
        ]
    }

    /// The number of descendants of each row.
    private var descendantCounts: [Int] {
        var counts = Array(repeating: 0, count: rows.count)
        // Count backwards, because every row follows its parent.
        for index in rows.indices.reversed() {
            if let parent = rows[index].parent { counts[parent] += counts[index] + 1 }
        }
        return counts
    }

    private func message(for row: Row) -> String {
        let placed = "assumed placement of \"\(row.name)\" \(name(of: row.parent))"
        let alternatives = row.alternatives.prefix(3).map(name)
        if alternatives.isEmpty { return "\(placed): \(reason(for: row))" }
        let more = row.alternatives.count > alternatives.count ? ", or further out" : ""
        return "\(placed): \(reason(for: row)); it could also be \(alternatives.joined(separator: " or "))\(more)"
    }

    private func reason(for row: Row) -> String {
        if row.rule == .unreliableDepth { return "its indentation is unreliable (&nbsp;)" }
        if row.shownBelow.isEmpty { return "no sample contains \"\(row.name)\"" }
        return "samples contain \"\(row.name)\" " + row.shownBelow.prefix(3).map(name).joined(separator: " and ")
    }

    private func name(of parent: Int?) -> String { parent.map { "in \"\(rows[$0].name)\"" } ?? "at the top level" }
}

extension EndpointSpec {
    /// Returns the field at the given path, or `nil` if there is none.
    fileprivate func field(at path: JSONPath) -> Field? {
        let fields: [Field]? =
            switch path.steps.first {
            case .key("request"): request?.fields
            case .key("response"): response.fields
            case .key("event"): event?.fields
            case .key("headerFields"): event?.headerFields
            default: nil
            }
        return path.steps.dropFirst().reduce((fields: fields, field: Field?.none)) { found, step in
            guard case .index(let index) = step else { return found }
            let field = found.fields.flatMap { $0.indices.contains(index) ? $0[index] : nil }
            return (field?.fields, field)
        }.field
    }
}
