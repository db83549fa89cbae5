/// The sample shapes of named types, collected from the placed rows of a table.
struct SampledTypes {
    /// The shape of each type that has rows with sample keys and rows without sample keys, keyed by type name.
    private(set) var shapes: [String: SampleShape] = [:]

    init() {}

    /// Collects the shapes.
    ///
    /// - Parameters:
    ///   - rows: The rows of the table.
    ///   - parents: The parent of each row, or `nil` for a row at the top level.
    ///   - root: The shape of the samples.
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
