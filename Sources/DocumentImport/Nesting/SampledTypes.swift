/// The shapes of a document's types in the samples, derived from the placements of the rows with these types.
struct SampledTypes {
    /// The shapes of types that also have rows without a sample, keyed by type name.
    private(set) var shapes: [String: SampleShape] = [:]

    init() {}

    init(_ rows: [NestingRow], _ parents: [Int?], _ root: SampleShape) {
        var shapeOfRow: [SampleShape?] = []
        var shapesByType: [String: [SampleShape]] = [:]
        var hiddenTypes: Set<String> = []
        for (row, parent) in zip(rows, parents) {
            let shape = (parent.map { shapeOfRow[$0] } ?? root)?.members[row.name]
            shapeOfRow.append(shape)
            guard let type = row.type.name else { continue }
            if let shape, !shape.members.isEmpty {
                shapesByType[type, default: []].append(shape)
            } else {
                hiddenTypes.insert(type)
            }
        }
        shapes = shapesByType.filter { hiddenTypes.contains($0.key) }
            .mapValues { $0.count == 1 ? $0[0] : SampleShape(merging: $0) }
    }
}
