import DocumentImport
import EndpointSpec
import SourceText
import SwiftGeneration

/// Encodes an endpoint as JSON for the report script.
struct EndpointData {
    let spec: EndpointSpec
    let endpoint: ReportData.Endpoint
    let changes: [SpecChange]?
    /// The document's table row for each field, with the table that contains the row, keyed by the JSON path of the
    /// field in the spec.
    private let rows: [JSONPath: (table: PlacedTable, row: PlacedTable.Row)]
    /// The facts on which the witnesses disagree, keyed by the address of the field.
    private let disagreements: [String: String]

    init(_ endpoint: ReportData.Endpoint, changes: [SpecChange]?) {
        self.endpoint = endpoint
        self.changes = changes
        spec = endpoint.file.spec
        let rows = endpoint.tables.flatMap { table in
            table.rows.compactMap { row in row.path.map { ($0, (table, row)) } }
        }
        self.rows = Dictionary(rows) { first, _ in first }
        disagreements = Dictionary(endpoint.disagreements.map { ($0.place, $0.fact.rawValue) }) { "\($0), \($1)" }
    }

    func json(_ strings: inout StringTable) -> JSON {
        var bodies: [JSON] = []
        for list in EndpointSpec.FieldList.allCases {
            let fields = spec.fields(in: list)
            if fields.isEmpty { continue }
            let positions = Dictionary(fields.enumerated().map { ($1.path, $0) }) { first, _ in first }
            let constraints = fields.map { RowConstraint(depth: $0.depth, isCertain: $0.field.placement == nil) }
            let rows = fields.indices.map { row(at: $0, of: fields, constraints, positions, &strings) }
            bodies.append(
                .object([
                    .init("title", .string(list.title)), .init("name", .string(list.rawValue)),
                    .init("fields", .array(rows)),
                ]))
        }
        let members: [JSON.Member?] =
            [
                .init("id", .string(spec.id.description)), .init("title", .string(spec.title)),
                .init("method", .string(spec.event == nil ? spec.method.rawValue : "event")),
                .init("path", .string(spec.event?.type ?? (spec.host.map { "https://\($0)" } ?? "") + spec.path.text)),
                .init("call", .string(SwiftGenerator.exampleCall(of: endpoint.file) ?? "")),
                spec.document.url.map { .init("url", .string($0)) },
                .init("facts", .array(facts.map { .array([.string($0.0), .string($0.1)]) })),
                .init("bodies", .array(bodies)), JSON.arrayMember("errors", errors),
            ]
        return .object((members + findings).compactMap(\.self))
    }

    private var facts: [(String, String)] {
        let notes = (spec.notes ?? []).map { "\($0.section): \($0.text)" }
        let facts =
            [("summary", spec.summary ?? ""), ("document", spec.document.path ?? "")]
            + EndpointFacts.withoutCorrections(of: spec).map { ($0.label, $0.text) } + [
                ("notes", notes.joined(separator: "\n"))
            ]
        return facts.filter { !$0.1.isEmpty }
    }

    private var errors: [JSON] {
        (spec.errors ?? []).map { error in
            let texts = [error.advice, error.corrected.map { "corrected: \($0.text)" }].compactMap(\.self)
            return .array([
                .number(String(error.code)), error.status.map { .number(String($0)) } ?? .null, .string(error.message),
                texts.isEmpty ? .null : .string(texts.joined(separator: "\n\n")),
            ])
        }
    }

    // MARK: Fields

    /// Returns the report row of the field at the given index.
    ///
    /// - Parameters:
    ///   - index: The index of the field in `fields`.
    ///   - fields: The fields of the list that contains the field.
    ///   - constraints: The constraint of each field in `fields`.
    ///   - positions: The index of each field in `fields`, keyed by the JSON path of the field.
    ///   - strings: The table to which the strings of the row are added.
    private func row(
        at index: Int, of fields: [PlacedField],
        _ constraints: [RowConstraint], _ positions: [JSONPath: Int], _ strings: inout StringTable
    ) -> JSON {
        let (field, path) = (fields[index].field, fields[index].path)
        let marks = [
            field.required == true ? "required" : nil, field.deprecated == nil ? nil : "deprecated",
            field.availableWhen.map { "only if \($0.field) is \($0.equals.compact)" },
            rows[path]?.row.rule == .confirmed ? "confirmed" : nil, field.evidence == .sample ? "from samples" : nil,
            disagreements[fields[index].address.description].map { "witnesses disagree: \($0)" },
            field.corrected.map { "corrected: \($0.text)" },
        ].compactMap { $0 }.map(JSON.string)
        let text = [field.description, field.deprecated].compactMap { $0 }.joined(separator: "\n")
        let values = (field.values ?? []).map { value in
            JSON.array(
                [.string(value.value.compact), strings.index(of: value.description)]
                    + (value.key.map { [.string($0)] } ?? []))
        }
        return .array([
            .number(String(fields[index].depth)), .string(field.name), .string(field.type.spelling),
            marks.isEmpty ? .null : .array(marks), strings.index(of: text.isEmpty ? nil : text),
            values.isEmpty ? .null : .array(values), documentRow(at: path, &strings),
            field.placement == .assumed ? placement(of: path, at: index, constraints, positions) : .null,
        ])
    }

    /// Returns the number and the truncated text of the document line that describes the field, or JSON null if the
    /// line is unknown.
    private func documentRow(at path: JSONPath, _ strings: inout StringTable) -> JSON {
        guard let row = rows[path]?.row, let document = endpoint.document else { return .null }
        let text = String(decoding: document.bytes[document.range(ofLine: row.line)], as: UTF8.self)
        return .array([.number(String(row.line)), strings.index(of: String(text.prefix(Self.maximumRowLength)))])
    }

    private static let maximumRowLength = 160

    /// Returns the rule that determined an assumed placement, and the alternative parents.
    ///
    /// Each alternative is a pair: the row index of the parent, or -1 for the body itself, and 1 if samples show the
    /// field below this parent, or 0 otherwise. Alternatives that the `place` command would reject are omitted.
    private func placement(
        of path: JSONPath, at index: Int, _ constraints: [RowConstraint], _ positions: [JSONPath: Int]
    ) -> JSON {
        guard let (table, row) = rows[path] else { return .array([.string("unknown"), .array([])]) }
        let others = row.alternatives.compactMap { alternative -> JSON? in
            let position = alternative.flatMap { table.rows[$0].path }.flatMap { positions[$0] }
            let depth = position.map { constraints[$0].depth + 1 } ?? 0
            if Self.isConstrained(index, deeperThan: depth, in: constraints) { return nil }
            return JSON.array([
                .number(String(position ?? -1)), .number(row.shownBelow.contains(alternative) ? "1" : "0"),
            ])
        }
        return .array([.string(row.rule.rawValue), .array(others)])
    }

    /// Returns whether the row cannot move to the given smaller depth, because a later row whose placement is certain
    /// would have to move as well. The `place` command rejects such moves.
    private static func isConstrained(_ index: Int, deeperThan depth: Int, in rows: [RowConstraint]) -> Bool {
        var (next, top) = (index + 1, rows[index].depth)
        while next < rows.count, rows[next].depth > depth {
            if rows[next].depth <= top {
                if rows[next].isCertain { return true }
                top = rows[next].depth
            }
            next += 1
        }
        return false
    }

    /// The properties of a row that determine whether earlier rows can move. They are stored separately from the
    /// field, because they are accessed often.
    private struct RowConstraint {
        let depth: Int
        let isCertain: Bool
    }
}

extension EndpointSpec.FieldList {
    /// The title of the report table that shows the fields of this list.
    fileprivate var title: String {
        switch self {
        case .header: "Headers"
        case .path: "Path parameters"
        case .query: "Query parameters"
        case .request: "Body"
        case .response: "Response"
        case .event: "Event"
        case .eventHeader: "Header"
        }
    }
}
