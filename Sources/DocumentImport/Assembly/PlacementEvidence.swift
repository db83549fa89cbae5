import EndpointSpec
import SourceText

/// What shows where the rows of a table are in the tree, apart from the table itself.
struct PlacementEvidence {
    /// The bodies that the document shows.
    let samples: [JSON]
    /// The fields that types have in other documents.
    let library: TypeLibrary.Service
    /// The places in the existing spec.
    let existing: ExistingPlaces
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
        let isFlattened = nestingRows.startOfPayload != nil && rows.allSatisfy { $0.level == 0 }
        let showsDepths = !isFlattened && rows.contains { $0.level != nil }
        let shape = showsDepths ? nil : self.shape(of: nestingRows)
        func placements(_ known: KnownParents) -> [Placement] {
            let placements =
                showsDepths
                ? Self.statedPlacements(of: rows, known) : inferredPlacements(of: nestingRows, shape, known)
            return zip(rows, placements).map { row, placement in
                row.isWrittenByHand ? placement.withoutProof : placement
            }
        }
        let first = placements(KnownParents())
        if first.allSatisfy(\.isProved) { return first }
        // What the document leaves open, people can have settled, and the spec has had somewhere so far.
        let known = existing.known(of: nestingRows).withoutContradiction(to: first)
        let addsNothing = known.confirmed.keys.allSatisfy { first[$0].isProved }
        if addsNothing, known.agree(with: first.map(\.parent)) { return first }
        return placements(known)
    }

    /// What the samples show of rows; nil without samples.
    private func shape(of rows: [NestingRow]) -> SampleShape? {
        let bodies = samples.map { sample in
            if rows.startOfPayload != nil { return sample.inEnvelope }
            return rows.contains { $0.name == EnvelopeKeys.data } ? sample : sample.withoutEnvelope
        }
        return bodies.isEmpty ? nil : SampleShape(bodies)
    }

    private func inferredPlacements(
        of rows: [NestingRow], _ shape: SampleShape?, _ known: KnownParents
    ) -> [Placement] {
        let parents = NestingSearch.parents(of: rows, shape: shape, library: library, known: known, weights: weights)
        return NestingProof.placements(of: rows, parents: parents, shape: shape, known: known)
    }

    /// The places where the table shows the depths.
    private static func statedPlacements(of rows: [FieldTable.Row], _ known: KnownParents) -> [Placement] {
        // A few documents jump a level, which means one level.
        var open: [(row: Int, level: Int)] = []
        return rows.enumerated().map { index, row in
            let level = min(row.level ?? 0, NestingSearch.maximumDepth)
            defer { open.append((index, level)) }
            if let parent = known.confirmed[index], parent == nil || open.contains(where: { $0.row == parent }) {
                while let last = open.last, last.row != parent { open.removeLast() }
                return Placement(parent: parent, rule: .confirmed)
            }
            while let last = open.last, last.level >= level { open.removeLast() }
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
