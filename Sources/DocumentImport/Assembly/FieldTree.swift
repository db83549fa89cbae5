import EndpointSpec

/// Builds the fields of a spec from the rows of a table.
struct FieldTree {
    /// The scopes that the cells name.
    private(set) var scopes: [EndpointSpec.Scope] = []
    /// The places that the document does not prove.
    private(set) var findings: [Finding] = []
    private let rows: [FieldTable.Row]
    private let isMultipart: Bool
    private let placements: [Placement]
    private var children: [Int?: [Int]] = [:]

    /// - Parameters:
    ///   - samples: The bodies that the document shows, which tell the nesting.
    ///   - isMultipart: Whether `file` is a file. Elsewhere it is an object of that name.
    init(of table: FieldTable, samples: [JSON], isMultipart: Bool) {
        rows = table.rows
        self.isMultipart = isMultipart
        placements = Self.placements(of: table.rows, samples: samples, isMultipart)
        for (row, placement) in placements.enumerated() { children[placement.parent, default: []].append(row) }
    }

    /// The fields at the top, with those below them.
    mutating func fields() -> [EndpointSpec.Field] { fields(below: nil) }

    private static func placements(
        of rows: [FieldTable.Row], samples: [JSON], _ isMultipart: Bool
    ) -> [Placement] {
        if rows.contains(where: { $0.level != nil }) { return shownPlacements(of: rows) }
        let rows = rows.map { NestingRow(name: $0.name, type: $0.type, hasFiles: isMultipart) }
        let shape = samples.isEmpty ? nil : SampleShape(samples.map { rows.startOfPayload == nil ? $0 : $0.inEnvelope })
        let parents = NestingSearch.parents(of: rows, shape: shape)
        return NestingProof.placements(of: rows, parents: parents, shape: shape)
    }

    /// The places where the table shows the depths.
    private static func shownPlacements(of rows: [FieldTable.Row]) -> [Placement] {
        // A few documents jump a level, which means one.
        var open: [(row: Int, level: Int)] = []
        return rows.enumerated().map { index, row in
            let level = row.level ?? 0
            while let last = open.last, last.level >= level { open.removeLast() }
            defer { open.append((index, level)) }
            return Placement(parent: open.last?.row, isProved: true)
        }
    }

    private mutating func fields(below parent: Int?) -> [EndpointSpec.Field] {
        var fields: [EndpointSpec.Field] = []
        for row in children[parent] ?? [] { fields.append(field(row)) }
        return fields
    }

    /// The names on the way to a row.
    private func path(of index: Int) -> [String] {
        (placements[index].parent.map(path) ?? []) + [rows[index].name]
    }

    private mutating func field(_ index: Int) -> EndpointSpec.Field {
        let row = rows[index]
        let facts = FieldFacts(row.description, type: row.type)
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
            let parent = placements[index].parent.map { "below \"\(rows[$0].name)\"" } ?? "at the top"
            findings.append(
                Finding(
                    code: "assumed-place",
                    message: "the document does not prove where \"\(row.name)\" belongs; it was put \(parent)",
                    line: row.line, fieldPath: path(of: index)))
        }
        return field
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

extension JSON {
    /// A sample that shows the payload alone, as it would stand in its envelope.
    fileprivate var inEnvelope: JSON {
        guard case .object(let members) = self else { return .object([.init("data", self)]) }
        return members.contains { ["code", "data"].contains($0.key) } ? self : .object([.init("data", self)])
    }
}
