/// Moves rows whose placement is assumed to places where the samples show keys that have no row there.
///
/// The search weighs many hints, and can place a row where no sample shows it although an open row has a sample key of this name and no
/// such row. The rows remain in order: where a row moves outward, the rows that follow it in its former parent move with it.
struct SampledPlaces {
    private let rows: [NestingRow]
    private let root: SampleShape
    private var placements: [Placement]
    /// The shape of each visited row in the samples.
    private var shapes: [SampleShape?] = []
    /// The names of the children of each row.
    private var children: [Set<String>]
    /// The names of the fields that types certainly have, keyed by type.
    private let provedChildren: [String: Set<String>]

    /// Returns the placements after the moves. A moved row remains assumed.
    static func placements(of rows: [NestingRow], _ placements: [Placement], shape: SampleShape?) -> [Placement] {
        guard let shape, placements.contains(where: { $0.rule == .assumed }) else { return placements }
        var places = SampledPlaces(rows: rows, placements: placements, root: shape)
        places.moveRows()
        return places.placements
    }

    private init(rows: [NestingRow], placements: [Placement], root: SampleShape) {
        self.rows = rows
        self.placements = placements
        self.root = root
        var children = rows.map { _ in Set<String>() }
        var proved: [String: Set<String>] = [:]
        for (row, placement) in zip(rows, placements) {
            guard let parent = placement.parent else { continue }
            children[parent].insert(row.name)
            if placement.isProved, let type = rows[parent].type.name { proved[type, default: []].insert(row.name) }
        }
        (self.children, provedChildren) = (children, proved)
    }

    private mutating func moveRows() {
        var open: [Int] = []
        /// The rows into which the next rows of a closed row move.
        var closed: [Int: Int] = [:]
        for row in rows.indices {
            let stated = placements[row].parent
            // If an earlier row moved outward and closed the parent, this row follows it.
            var parent = stated
            while let next = parent.flatMap({ closed[$0] }) { parent = next }
            if placements[row].rule == .assumed, let place = place(of: row, below: parent, open: open) {
                parent = place
            }
            if parent != stated {
                placements[row].parent = parent
                if let parent { children[parent].insert(rows[row].name) }
            }
            shapes.append((parent.map { shapes[$0] } ?? root)?.members[rows[row].name])
            while let last = open.last, last != parent {
                if let parent { closed[last] = parent }
                open.removeLast()
            }
            if rows[row].canHaveChildren { open.append(row) }
        }
    }

    /// Returns the innermost open row that has the name of the row in its samples and not in the table, or `nil` if the row is at a
    /// place where samples show it, or at a place that samples do not show at all.
    private func place(of row: Int, below parent: Int?, open: [Int]) -> Int? {
        let name = rows[row].name
        guard let parent, let shape = shapes[parent],
            shape.isObject, shape.members[name] == nil
        else { return nil }
        // Elsewhere, the type of the parent certainly has this field.
        if let type = rows[parent].type.name, provedChildren[type]?.contains(name) == true { return nil }
        return open.last { shapes[$0]?.members[name] != nil && !children[$0].contains(name) }
    }
}
