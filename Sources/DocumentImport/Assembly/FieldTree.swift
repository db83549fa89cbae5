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

    /// What tells the nesting, beside the table.
    struct Evidence {
        /// The bodies that the document shows.
        let samples: [JSON]
        /// What fields types have in other documents.
        let library: TypeLibrary.Service
        /// What people confirmed in the spec that is there.
        let confirmed: ConfirmedPlaces
    }

    /// - Parameter isMultipart: Whether `file` is a file. Elsewhere it is an object of that name.
    init(of table: FieldTable, _ evidence: Evidence, isMultipart: Bool) {
        rows = table.rows
        self.isMultipart = isMultipart
        facts = rows.map { FieldFacts($0.description, type: $0.type) }
        placements = Self.placements(of: rows, facts, evidence, isMultipart)
        for (row, placement) in placements.enumerated() { children[placement.parent, default: []].append(row) }
    }

    /// The fields at the top, with those below them.
    mutating func fields() -> [EndpointSpec.Field] { fields(below: nil) }

    private static func placements(
        of rows: [FieldTable.Row], _ facts: [FieldFacts], _ evidence: Evidence, _ isMultipart: Bool
    ) -> [Placement] {
        let nestingRows = zip(rows, facts).map { row, facts in
            let values = facts.values.compactMap { if case .string(let text) = $0.value { text } else { nil } }
            return NestingRow(
                name: row.name, type: row.type, isRequired: row.isRequired, values: Set(values), hasFiles: isMultipart)
        }
        // Nothing stands beside the envelope's data: a table that shows it there shows no depths.
        let showsDepths = rows.contains { $0.level != nil }
        let isFlattened = nestingRows.startOfPayload != nil && rows.allSatisfy { $0.level == 0 }
        if showsDepths, !isFlattened { return shownPlacements(of: rows) }
        return placements(of: nestingRows, evidence)
    }

    private static func placements(of rows: [NestingRow], _ evidence: Evidence) -> [Placement] {
        let isEnveloped = rows.startOfPayload != nil || rows.contains { $0.name == "data" }
        let samples = evidence.samples.map { isEnveloped ? $0.inEnvelope : $0.withoutEnvelope }
        let shape = samples.isEmpty ? nil : SampleShape(samples)
        let placements = placements(of: rows, shape, evidence.library, fixed: [:])
        if placements.allSatisfy(\.isProved) { return placements }
        // What the document leaves open, people may have settled.
        let fixed = evidence.confirmed.parents(of: rows).filter { !placements[$0.key].isProved }
        if fixed.isEmpty { return placements }
        return Self.placements(of: rows, shape, evidence.library, fixed: fixed)
    }

    private static func placements(
        of rows: [NestingRow], _ shape: SampleShape?, _ library: TypeLibrary.Service, fixed: [Int: Int?]
    ) -> [Placement] {
        let parents = NestingSearch.parents(of: rows, shape: shape, library: library, fixed: fixed)
        return NestingProof.placements(of: rows, parents: parents, shape: shape, fixed: Set(fixed.keys))
    }

    /// The places where the table shows the depths.
    private static func shownPlacements(of rows: [FieldTable.Row]) -> [Placement] {
        // A few documents jump a level, which means one.
        var open: [(row: Int, level: Int)] = []
        return rows.enumerated().map { index, row in
            let level = min(row.level ?? 0, NestingSearch.mostLevels)
            while let last = open.last, last.level >= level { open.removeLast() }
            defer { open.append((index, level)) }
            return Placement(parent: open.last?.row, isProved: !row.isLevelDrawn)
        }
    }

    private mutating func fields(below parent: Int?) -> [EndpointSpec.Field] {
        var fields: [EndpointSpec.Field] = []
        for row in children[parent] ?? [] {
            if fields.contains(where: { $0.name == rows[row].name }) {
                report(row, "repeated-field", "\"\(rows[row].name)\" stands here again; the first row of it counts")
            } else {
                fields.append(field(row))
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

extension JSON {
    /// A sample that shows the payload alone, as it would stand in its envelope.
    fileprivate var inEnvelope: JSON {
        guard case .object(let members) = self else { return .object([.init("data", self)]) }
        return members.contains { ["code", "data"].contains($0.key) } ? self : .object([.init("data", self)])
    }

    /// What the envelope holds, where there is one.
    fileprivate var withoutEnvelope: JSON {
        guard case .object(let members) = self, members.contains(where: { $0.key == "code" }) else { return self }
        return members.first { $0.key == "data" }?.value ?? self
    }
}
