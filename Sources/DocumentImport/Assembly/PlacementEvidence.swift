import EndpointSpec
import SourceText

/// The information outside a table that helps to determine the placements of its rows.
struct PlacementEvidence {
    /// The sample bodies in the document.
    let samples: [JSON]
    /// The types of the service, with the fields that are known from other documents.
    let library: TypeLibrary.Service
    /// The placements in the existing spec.
    let existing: ExistingPlacements
    /// The placements that the platform's schema states, which are better evidence than what is inferred from a flattened table.
    let stated: ExistingPlacements
    let weights: NestingWeights

    /// Returns the placement of each row.
    ///
    /// - Parameters:
    ///   - rows: The rows of the table.
    ///   - facts: The facts in the description of each row.
    ///   - isMultipart: Whether the fields are the parts of a multipart form, in which the type `file` is an uploaded file
    ///     rather than an object.
    func placements(of rows: [FieldTable.Row], _ facts: [FieldFacts], isMultipart: Bool) -> [Placement] {
        let nestingRows = zip(rows, facts).map { row, facts in
            let values = facts.values.compactMap { if case .string(let text) = $0.value { text } else { nil } }
            return NestingRow(
                name: row.name, type: row.type, isRequired: row.isRequired, values: Set(values),
                isMultipart: isMultipart)
        }
        // In an envelope, `data` is the last field at the top level, so later rows must be below it. If all rows of a table with
        // an envelope are at level 0, the table was flattened and its levels are wrong.
        let isFlattened = nestingRows.startOfPayload != nil && rows.allSatisfy { $0.level == 0 }
        let showsDepths = !isFlattened && rows.contains { $0.level != nil }
        let shape = showsDepths ? nil : self.shape(of: nestingRows)
        func placements(_ known: KnownParents) -> [Placement] {
            let placements =
                showsDepths
                ? Self.statedPlacements(of: rows, known) : inferredPlacements(of: nestingRows, shape, known)
            return zip(rows, placements).map { row, placement in
                row.isHandWritten ? placement.withoutProof : placement
            }
        }
        let first = placements(KnownParents())
        let isSchemaUsed = !stated.isEmpty && !showsDepths
        if first.allSatisfy(\.isProved), !isSchemaUsed { return first }
        // For rows whose placements are not proved, use the confirmed and assumed placements in the existing spec.
        var known = existing.knownParents(for: nestingRows).removingContradictions(with: first)
        if isSchemaUsed { known = stated.knownParents(for: nestingRows).adding(known) }
        let addsNothing = known.confirmed.keys.allSatisfy { first[$0].isProved }
        if addsNothing, known.isConsistent(with: first.map(\.parent)) { return first }
        return placements(known)
    }

    /// Returns the shape of the samples, or `nil` if there are none.
    private func shape(of rows: [NestingRow]) -> SampleShape? {
        let bodies = samples.map { sample in
            if rows.startOfPayload != nil { return sample.inEnvelope }
            return rows.contains { $0.name == EnvelopeKeys.data } ? sample : sample.withoutEnvelope
        }
        return bodies.isEmpty ? nil : SampleShape(bodies, names: Set(rows.map(\.name)))
    }

    private func inferredPlacements(
        of rows: [NestingRow], _ shape: SampleShape?, _ known: KnownParents
    ) -> [Placement] {
        let parents = NestingSearch.parents(of: rows, shape: shape, library: library, known: known, weights: weights)
        let placements = NestingProof.placements(of: rows, parents: parents, shape: shape, known: known)
        return SampledPlaces.placements(of: rows, placements, shape: shape)
    }

    /// Returns the placement of each row in a table that specifies depths. Confirmed placements take precedence.
    private static func statedPlacements(of rows: [FieldTable.Row], _ known: KnownParents) -> [Placement] {
        var open: [(row: Int, level: Int)] = []
        return rows.enumerated().map { index, row in
            let level = min(row.level ?? 0, NestingSearch.maximumDepth)
            defer { open.append((index, level)) }
            if let parent = known.confirmed[index], parent == nil || open.contains(where: { $0.row == parent }) {
                while let last = open.last, last.row != parent { open.removeLast() }
                return Placement(parent: parent, rule: .confirmed)
            }
            // If a row is more than one level deeper than the previous row, make it a child of the previous row.
            while let last = open.last, last.level >= level { open.removeLast() }
            return Placement(
                parent: open.last?.row, rule: row.isLevelUnreliable ? .unreliableDepth : .statedDepth)
        }
    }
}

extension JSON {
    /// The sample, wrapped in an envelope if it contains only the payload.
    fileprivate var inEnvelope: JSON {
        guard case .object(let members) = self else { return .object([.init(EnvelopeKeys.data, self)]) }
        return members.contains { [EnvelopeKeys.code, EnvelopeKeys.data].contains($0.key) }
            ? self : .object([.init(EnvelopeKeys.data, self)])
    }

    /// The payload if the sample has an envelope; otherwise, the sample itself.
    fileprivate var withoutEnvelope: JSON {
        self[EnvelopeKeys.code] == nil ? self : self[EnvelopeKeys.data] ?? self
    }
}
