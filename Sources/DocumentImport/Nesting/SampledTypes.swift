/// What the samples show of a document's types, given where the rows stand that have them.
struct SampledTypes {
    private var shapes: [String: SampleShape] = [:]

    init() {}

    init(_ rows: [NestingRow], _ parents: [Int?], _ root: SampleShape) {
        var shapeOfRow: [SampleShape?] = []
        var shapesByType: [String: [SampleShape]] = [:]
        for (row, parent) in zip(rows, parents) {
            let shape = (parent.map { shapeOfRow[$0] } ?? root)?.members[row.name]
            shapeOfRow.append(shape)
            if let type = row.type.name, let shape, !shape.members.isEmpty { shapesByType[type, default: []].append(shape) }
        }
        shapes = shapesByType.mapValues { $0.count == 1 ? $0[0] : SampleShape(merging: $0) }
    }

    var isEmpty: Bool { shapes.isEmpty }

    /// What a row may hold, where the sample shows it as `shown`.
    func shape(of row: NestingRow, shownAs shown: SampleShape?) -> SampleShape? {
        guard let type = row.type.name, let shape = shapes[type], shown.map({ $0.members.isEmpty && !$0.isScalar }) ?? true
        else { return shown }
        return shape
    }
}
