import EndpointSpec
import SourceText

/// What shows where the rows of a table are in the tree, apart from the table itself.
struct PlacementEvidence {
    /// The bodies that the document shows.
    let samples: [JSON]
    /// The fields that types have in other documents.
    let library: TypeLibrary.Service
    /// The places that people confirmed in the existing spec.
    let confirmed: ConfirmedPlaces
    let weights: NestingWeights

    /// Finds the places of rows.
    ///
    /// - Parameters:
    ///   - facts: The facts in the descriptions of the rows.
    ///   - isMultipart: Whether `file` means a file.
    func placements(of rows: [FieldTable.Row], _ facts: [FieldFacts], isMultipart: Bool) -> [Placement] {
        let nestingRows = zip(rows, facts).map { row, facts in
            let values = facts.values.compactMap { if case .string(let text) = $0.value { text } else { nil } }
            return NestingRow(
                name: row.name, type: row.type, isRequired: row.isRequired, values: Set(values), hasFiles: isMultipart)
        }
        // Nothing is next to the envelope's data: a table that shows it there shows no depths.
        let showsDepths = rows.contains { $0.level != nil }
        let isFlattened = nestingRows.startOfPayload != nil && rows.allSatisfy { $0.level == 0 }
        if showsDepths, !isFlattened { return Self.statedPlacements(of: rows) }
        return inferredPlacements(of: nestingRows)
    }

    private func inferredPlacements(of rows: [NestingRow]) -> [Placement] {
        let bodies = samples.map { sample in
            if rows.startOfPayload != nil { return sample.inEnvelope }
            return rows.contains { $0.name == EnvelopeKeys.data } ? sample : sample.withoutEnvelope
        }
        let shape = bodies.isEmpty ? nil : SampleShape(bodies)
        let placements = placements(of: rows, shape, fixed: [:])
        if placements.allSatisfy(\.isProved) { return placements }
        // What the document leaves open, people can have settled.
        let fixed = confirmed.parents(of: rows).filter { !placements[$0.key].isProved }
        return fixed.isEmpty ? placements : self.placements(of: rows, shape, fixed: fixed)
    }

    private func placements(of rows: [NestingRow], _ shape: SampleShape?, fixed: [Int: Int?]) -> [Placement] {
        let parents = NestingSearch.parents(
            of: rows, shape: shape, library: library, fixed: fixed, weights: weights)
        return NestingProof.placements(of: rows, parents: parents, shape: shape, confirmed: Set(fixed.keys))
    }

    /// The places where the table shows the depths.
    private static func statedPlacements(of rows: [FieldTable.Row]) -> [Placement] {
        // A few documents jump a level, which means one level.
        var open: [(row: Int, level: Int)] = []
        return rows.enumerated().map { index, row in
            let level = min(row.level ?? 0, NestingSearch.maximumDepth)
            while let last = open.last, last.level >= level { open.removeLast() }
            defer { open.append((index, level)) }
            return Placement(
                parent: open.last?.row, rule: row.isLevelDrawnWithBlanks ? .depthDrawnWithBlanks : .statedDepth)
        }
    }
}

extension JSON {
    /// A sample that shows the payload alone, put into the envelope.
    fileprivate var inEnvelope: JSON {
        guard case .object(let members) = self else { return .object([.init(EnvelopeKeys.data, self)]) }
        return members.contains { [EnvelopeKeys.code, EnvelopeKeys.data].contains($0.key) }
            ? self : .object([.init(EnvelopeKeys.data, self)])
    }

    /// The payload of a sample in an envelope; otherwise the sample.
    fileprivate var withoutEnvelope: JSON {
        self[EnvelopeKeys.code] == nil ? self : self[EnvelopeKeys.data] ?? self
    }
}
