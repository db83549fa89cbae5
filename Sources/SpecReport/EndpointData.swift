import DocumentImport
import EndpointSpec
import SourceText
import SwiftGeneration

/// One endpoint of the report.
struct EndpointData {
    private let spec: EndpointSpec
    private let endpoint: ReportData.Endpoint
    private let changes: [SpecChange]?
    /// The rows of the document by the paths of their fields.
    private let rows: [JSONPath: (table: PlacedTable, row: PlacedTable.Row)]

    init(_ endpoint: ReportData.Endpoint, changes: [SpecChange]?) {
        self.endpoint = endpoint
        self.changes = changes
        spec = endpoint.file.spec
        let rows = endpoint.tables.flatMap { table in
            table.rows.compactMap { row in row.path.map { ($0, (table, row)) } }
        }
        self.rows = Dictionary(rows) { first, _ in first }
    }

    func json(_ strings: inout StringTable) -> JSON {
        var bodies: [JSON] = []
        for list in EndpointSpec.FieldList.allCases {
            let fields = spec.fields(in: list)
            if fields.isEmpty { continue }
            let positions = Dictionary(fields.enumerated().map { ($1.path, $0) }) { first, _ in first }
            let held = fields.map { RowConstraint(depth: $0.depth, isCertain: $0.field.placement == nil) }
            let rows = fields.indices.map { row(at: $0, of: fields, held, positions, &strings) }
            bodies.append(
                .object([
                    .init("title", .string(list.title)), .init("name", .string(list.rawValue)),
                    .init("fields", .array(rows)),
                ]))
        }
        return .object(
            [
                .init("id", .string(spec.id.description)), .init("title", .string(spec.title)),
                .init("method", .string(spec.method.rawValue)),
                .init("path", .string((spec.host.map { "https://\($0)" } ?? "") + spec.path.text)),
                .init("call", .string(SwiftGenerator.exampleCall(of: endpoint.file) ?? "")),
                spec.document.url.map { .init("url", .string($0)) },
                .init("facts", .array(facts.map { .array([.string($0.0), .string($0.1)]) })),
                .init("bodies", .array(bodies)), JSON.list("errors", errors), JSON.list("warnings", warnings),
                changes.flatMap { changes in
                    JSON.list(
                        "changes",
                        changes.map { change in
                            .array([
                                .string(change.impact.rawValue),
                                .string(change.place.isEmpty ? change.text : "\(change.place): \(change.text)"),
                            ])
                        })
                },
                spec.assumedPlaceCount > 0 ? .init("assumed", .number(String(spec.assumedPlaceCount))) : nil,
            ].compactMap { $0 })
    }

    private var facts: [(String, String)] {
        let notes = (spec.notes ?? []).map { "\($0.section): \($0.text)" }
        let facts =
            [("summary", spec.summary ?? ""), ("document", spec.document.path ?? "")]
            + EndpointFacts.of(spec).map { ($0.label, $0.text) } + [("notes", notes.joined(separator: "\n"))]
        return facts.filter { !$0.1.isEmpty }
    }

    private var errors: [JSON] {
        (spec.errors ?? []).map { error in
            .array([
                .number(String(error.code)), error.status.map { .number(String($0)) } ?? .null, .string(error.message),
                error.advice.map(JSON.string) ?? .null,
            ])
        }
    }

    private var warnings: [JSON] {
        endpoint.warnings.map { warning in
            let line = warning.location.position.map { ":\($0.line)" } ?? ""
            return .array([
                .string((warning.location.path ?? "") + line), .string(warning.code), .string(warning.message),
            ])
        }
    }

    // MARK: Fields

    /// - Parameter positions: The rows of the body by their paths in the spec.
    private func row(
        at index: Int, of fields: [PlacedField],
        _ held: [RowConstraint], _ positions: [JSONPath: Int], _ strings: inout StringTable
    ) -> JSON {
        let (field, path) = (fields[index].field, fields[index].path)
        let marks = [
            field.required == true ? "required" : nil, field.deprecated == nil ? nil : "deprecated",
            field.availableWhen.map { "only if \($0.field) is \($0.equals.compact)" },
            rows[path]?.row.rule == .confirmed ? "confirmed" : nil,
        ].compactMap { $0 }.map(JSON.string)
        let text = [field.description, field.deprecated].compactMap { $0 }.joined(separator: "\n")
        let values = (field.values ?? []).map { value in
            JSON.array([.string(value.value.compact), strings.number(of: value.description)])
        }
        return .array([
            .number(String(fields[index].depth)), .string(field.name), .string(field.type.spelling),
            marks.isEmpty ? .null : .array(marks), strings.number(of: text.isEmpty ? nil : text),
            values.isEmpty ? .null : .array(values), documentRow(at: path, &strings),
            field.placement == .assumed ? place(of: path, at: index, held, positions) : .null,
        ])
    }

    /// The line of the document, and what is in it.
    private func documentRow(at path: JSONPath, _ strings: inout StringTable) -> JSON {
        guard let row = rows[path]?.row, let document = endpoint.document else { return .null }
        let text = String(decoding: document.bytes[document.range(ofLine: row.line)], as: UTF8.self)
        return .array([.number(String(row.line)), strings.number(of: String(text.prefix(Self.maximumRowLength)))])
    }

    private static let maximumRowLength = 160

    /// Why the place is assumed, and what else it could be: the rows of the possible parents, -1 for the body itself, and
    /// whether samples show the field there.
    private func place(
        of path: JSONPath, at index: Int, _ held: [RowConstraint], _ positions: [JSONPath: Int]
    ) -> JSON {
        guard let (table, row) = rows[path] else { return .array([.string("unknown"), .array([])]) }
        let others = row.alternatives.compactMap { alternative -> JSON? in
            let position = alternative.flatMap { table.rows[$0].path }.flatMap { positions[$0] }
            let depth = position.map { held[$0].depth + 1 } ?? 0
            if Self.isConstrained(index, deeperThan: depth, in: held) { return nil }
            return JSON.array([
                .number(String(position ?? -1)), .number(row.shownBelow.contains(alternative) ? "1" : "0"),
            ])
        }
        return .array([.string(row.rule.rawValue), .array(others)])
    }

    /// Whether a row cannot be further out, because one that follows it in the same object is certain; `place` refuses this.
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

    /// What decides whether the rows before one can move: without the fields, because many rows are asked many times.
    private struct RowConstraint {
        let depth: Int
        let isCertain: Bool
    }
}

extension EndpointSpec.FieldList {
    /// The title of the table of its fields.
    fileprivate var title: String {
        switch self {
        case .header: "Headers"
        case .path: "Path parameters"
        case .query: "Query parameters"
        case .request: "Body"
        case .response: "Response"
        }
    }
}
