/// Moves rows whose placement is assumed to places where the samples show keys that have no row there.
///
/// The search weighs many hints, and can place a row where no sample shows it although an open row has a sample key of this name and no
/// such row. The rows remain in order: where a row moves outward, the rows that follow it in its former parent move with it.
struct SampledPlaces {
    private let rows: [NestingRow]
    private var placements: [Placement]
    /// The shape of each visited row in the samples, and that of the top level.
    private var shapes: [Int?: SampleShape]
    /// The names of the children of each row, and of the top level.
    private var children: [Int?: Set<String>] = [:]
    /// The last row that is certainly a child of each row.
    private var lastProvedChild: [Int: Int] = [:]
    /// The names of the fields that types certainly have, keyed by type.
    private var provedChildren: [String: Set<String>] = [:]

    /// Returns the placements after the moves. A moved row remains assumed. If a row that follows a moved one would repeat the name of a
    /// sibling, no row moves.
    static func placements(of rows: [NestingRow], _ placements: [Placement], shape: SampleShape?) -> [Placement] {
        guard let shape, placements.contains(where: { $0.rule == .assumed }) else { return placements }
        var places = SampledPlaces(rows: rows, placements: placements, root: shape)
        places.moveRows()
        let hasTwin = distinctFields(of: rows, places.placements) < distinctFields(of: rows, placements)
        return hasTwin ? placements : places.placements
    }

    private init(rows: [NestingRow], placements: [Placement], root: SampleShape) {
        self.rows = rows
        self.placements = placements
        shapes = [nil: root]
        for (index, (row, placement)) in zip(rows, placements).enumerated() {
            children[placement.parent, default: []].insert(row.name)
            guard let parent = placement.parent, placement.isProved else { continue }
            lastProvedChild[parent] = index
            if let type = rows[parent].type.name { provedChildren[type, default: []].insert(row.name) }
        }
    }

    /// Returns the number of fields that are no twins of a sibling.
    private static func distinctFields(of rows: [NestingRow], _ placements: [Placement]) -> Int {
        Dictionary(grouping: rows.indices) { placements[$0].parent }.values.reduce(0) { count, siblings in
            count + Set(siblings.map { rows[$0].name }).count
        }
    }

    private mutating func moveRows() {
        // In an envelope, no row of the payload is at the top level.
        var open: [Int?] = rows.startOfPayload == nil ? [nil] : []
        /// The rows into which the next rows of a closed row move.
        var closed: [Int: Int?] = [:]
        for row in rows.indices {
            let stated = placements[row].parent
            // If an earlier row moved outward and closed the parent, this row follows it.
            var parent = stated
            while let current = parent, let next = closed[current] { parent = next }
            if placements[row].rule == .assumed, let place = place(of: row, below: parent, open: open) {
                parent = place
            }
            if parent != stated {
                placements[row].parent = parent
                children[parent, default: []].insert(rows[row].name)
            }
            shapes[row] = shapes[parent]?.members[rows[row].name]
            while let last = open.last, last != parent {
                if let last { closed[last] = .some(parent) }
                open.removeLast()
            }
            if rows[row].canHaveChildren { open.append(row) }
        }
    }

    /// Returns the innermost open row that has the name of the row in its samples and not in the table, or `nil` if the row is at a
    /// place where samples show it, at a place that samples do not show at all, or before a row that is certainly below its parent.
    private func place(of row: Int, below parent: Int?, open: [Int?]) -> Int?? {
        let name = rows[row].name
        guard let parent, let shape = shapes[parent],
            shape.isObject, shape.members[name] == nil
        else { return nil }
        // Elsewhere, the type of the parent certainly has this field.
        if let type = rows[parent].type.name, provedChildren[type]?.contains(name) == true { return nil }
        for place in open.reversed() {
            if shapes[place]?.members[name] != nil, children[place]?.contains(name) != true { return .some(place) }
            // The place of a row is open until its last child.
            if let place, let last = lastProvedChild[place], last > row { return nil }
        }
        return nil
    }
}
