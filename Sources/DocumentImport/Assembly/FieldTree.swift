import EndpointSpec

/// Builds the fields of a spec from the rows of a table.
struct FieldTree {
    /// The scopes that the cells name.
    private(set) var scopes: [EndpointSpec.Scope] = []
    /// The places that the document does not prove.
    private(set) var findings: [Finding] = []
    private let rows: [FieldTable.Row]
    private let facts: [FieldFacts]
    private let isMultipart: Bool
    private let placements: [Placement]
    private var children: [Int?: [Int]] = [:]

    /// - Parameter isMultipart: Whether `file` is a file. Elsewhere it is an object of that name.
    init(of table: FieldTable, _ evidence: PlacementEvidence, isMultipart: Bool) {
        rows = table.rows
        self.isMultipart = isMultipart
        facts = rows.map { FieldFacts($0.description, type: $0.type) }
        placements = evidence.placements(of: rows, facts, isMultipart: isMultipart)
        for (row, placement) in placements.enumerated() { children[placement.parent, default: []].append(row) }
    }

    /// The fields at the top, with those below them.
    mutating func fields() -> [EndpointSpec.Field] { fields(below: nil) }

    private mutating func fields(below parent: Int?) -> [EndpointSpec.Field] {
        var fields: [EndpointSpec.Field] = []
        var names: Set<String> = []
        for row in children[parent] ?? [] {
            if names.insert(rows[row].name).inserted {
                fields.append(field(row))
            } else {
                report(row, "repeated-field", "\"\(rows[row].name)\" stands here again; the first row of it counts")
            }
        }
        return fields
    }

    /// The names on the way to a row.
    private func path(of index: Int) -> [String] {
        (placements[index].parent.map(path) ?? []) + [rows[index].name]
    }

    private mutating func field(_ index: Int) -> EndpointSpec.Field {
        let row = rows[index]
        let facts = facts[index]
        scopes += facts.scopes
        let fields = fields(below: index)
        var field = EndpointSpec.Field(
            name: row.name, type: row.type.specified(hasFields: !fields.isEmpty, isMultipart: isMultipart),
            fields: fields.isEmpty ? nil : fields)
        field.typeName = row.type.name
        field.required = row.isRequired
        field.description = facts.description
        field.example = facts.example
        field.default = facts.defaultValue
        field.values = facts.values.isEmpty ? nil : facts.values
        field.constraints = facts.constraints == EndpointSpec.Constraints() ? nil : facts.constraints
        field.deprecated = facts.deprecated
        if !placements[index].isProved {
            field.placement = .assumed
            report(
                index, "assumed-place",
                "the document does not prove where \"\(row.name)\" belongs; it was put \(place(placements[index].parent))"
                    + alternatives(of: placements[index]), fieldPath: path(of: index))
        }
        if field.fields != nil, ![.object, .map].contains(field.type.base) {
            field.type = EndpointSpec.FieldType(.object, dimensions: field.type.dimensions)
            report(index, "fields-below-value", "\"\(row.name)\" has fields below it, so it was taken as an object")
        }
        return field
    }

    private mutating func report(_ row: Int, _ code: String, _ message: String, fieldPath: [String]? = nil) {
        findings.append(Finding(code: code, message: message, line: rows[row].line, fieldPath: fieldPath))
    }

    private func place(_ parent: Int?) -> String { parent.map { "below \"\(rows[$0].name)\"" } ?? "at the top" }

    private func alternatives(of placement: Placement) -> String {
        let places = placement.alternatives.prefix(3).map(place)
        if places.isEmpty { return "" }
        let more = placement.alternatives.count > places.count ? " or further out" : ""
        return ", and might stand \(places.joined(separator: ", "))\(more)"
    }
}

extension DocumentType {
    /// The type as the format spells it.
    fileprivate func specified(hasFields: Bool, isMultipart: Bool) -> EndpointSpec.FieldType {
        let base: EndpointSpec.FieldType.Base =
            switch base {
            case .string: .string
            case .int: .int
            case .number: .number
            case .boolean: .boolean
            case .map: .map
            case .file: isMultipart ? .file : .object
            case .custom: .object
            case .open: hasFields ? .object : .any
            }
        return EndpointSpec.FieldType(base, dimensions: dimensions)
    }
}
