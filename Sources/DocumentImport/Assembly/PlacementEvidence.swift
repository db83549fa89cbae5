import EndpointSpec

/// What tells where the rows of a table stand in the tree, beside the table itself.
struct PlacementEvidence {
    /// The bodies that the document shows.
    let samples: [JSON]
    /// What fields types have in other documents.
    let library: TypeLibrary.Service
    /// What people confirmed in the spec that is there.
    let confirmed: ConfirmedPlaces

    /// - Parameters:
    ///   - facts: What the descriptions of the rows state.
    ///   - isMultipart: Whether `file` is a file.
    func placements(of rows: [FieldTable.Row], _ facts: [FieldFacts], isMultipart: Bool) -> [Placement] {
        let nestingRows = zip(rows, facts).map { row, facts in
            let values = facts.values.compactMap { if case .string(let text) = $0.value { text } else { nil } }
            return NestingRow(
                name: row.name, type: row.type, isRequired: row.isRequired, values: Set(values), hasFiles: isMultipart)
        }
        // Nothing stands beside the envelope's data: a table that shows it there shows no depths.
        let showsDepths = rows.contains { $0.level != nil }
        let isFlattened = nestingRows.startOfPayload != nil && rows.allSatisfy { $0.level == 0 }
        if showsDepths, !isFlattened { return Self.shownPlacements(of: rows) }
        return placements(of: nestingRows)
    }

    private func placements(of rows: [NestingRow]) -> [Placement] {
        let bodies = samples.map { sample in
            if rows.startOfPayload != nil { return sample.inEnvelope }
            return rows.contains { $0.name == "data" } ? sample : sample.withoutEnvelope
        }
        let shape = bodies.isEmpty ? nil : SampleShape(bodies)
        let placements = placements(of: rows, shape, fixed: [:])
        if placements.allSatisfy(\.isProved) { return placements }
        // What the document leaves open, people may have settled.
        let fixed = confirmed.parents(of: rows).filter { !placements[$0.key].isProved }
        if fixed.isEmpty { return placements }
        return self.placements(of: rows, shape, fixed: fixed)
    }

    private func placements(
        of rows: [NestingRow], _ shape: SampleShape?, fixed: [Int: Int?]
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
