/// Tells which places of a tree the document proves, with the rules that never err on real documents.
struct NestingProof {
    private let rows: [NestingRow]
    private let parents: [Int?]
    private let fixed: Set<Int>
    private let rowsByName: [String: [Int]]
    private let rootShape: SampleShape?
    private var shapes: [SampleShape?] = []
    private var children: [[Int]] = []
    private var rootChildren: [Int] = []
    /// What the types' children are, where every one of them was proved.
    private var knownTypes: [String: [String]] = [:]

    /// - Parameter fixed: The rows whose parents are known otherwise.
    static func placements(
        of rows: [NestingRow], parents: [Int?], shape: SampleShape?, fixed: Set<Int> = []
    ) -> [Placement] {
        var proof = NestingProof(rows: rows, parents: parents, rootShape: shape, fixed: fixed)
        return proof.run()
    }

    private init(rows: [NestingRow], parents: [Int?], rootShape: SampleShape?, fixed: Set<Int>) {
        self.rows = rows
        self.parents = parents
        self.fixed = fixed
        rowsByName = Dictionary(grouping: rows.indices) { rows[$0].name }
        self.rootShape = rootShape
    }

    private mutating func run() -> [Placement] {
        let firstBelowData = rows.startOfPayload ?? .max
        children = rows.map { _ in [] }
        shapes = rows.map { _ in nil }
        var open: [Int] = []
        var placements: [Placement] = []
        var isProvedSoFar = rows.map { _ in true }
        for row in rows.indices {
            var candidates: [Int?] = open.reversed().filter { mayStand(row, below: $0) }
            if row < firstBelowData, !rootChildren.contains(where: { rows[$0].name == rows[row].name }) {
                candidates.append(nil)
            }
            let parent = parents[row]
            let isProved = fixed.contains(row) || isProved(row, below: parent, among: candidates)
            let alternatives = isProved ? [] : candidates.filter { $0 != parent }
            placements.append(Placement(parent: parent, isProved: isProved, alternatives: alternatives))
            // Closes what is left behind, and learns from it.
            while let last = open.last, last != parent {
                if isProvedSoFar[last], isProved, let name = rows[last].type.name, !children[last].isEmpty,
                    shapes[last]?.members.isEmpty == false
                {
                    if knownTypes[name] == nil { knownTypes[name] = children[last].map { rows[$0].name } }
                }
                open.removeLast()
            }
            if let parent {
                children[parent].append(row)
                shapes[row] = shapes[parent]?.members[rows[row].name]
                if !isProved { isProvedSoFar[parent] = false }
            } else {
                rootChildren.append(row)
                shapes[row] = rootShape?.members[rows[row].name]
            }
            if rows[row].mayHaveChildren { open.append(row) }
        }
        return placements
    }

    private func mayStand(_ row: Int, below parent: Int) -> Bool {
        if let shape = shapes[parent], shape.isScalar, !shape.isObject { return false }
        return !children[parent].contains { rows[$0].name == rows[row].name }
    }

    private func hasLaterRow(named name: String, after row: Int, below parent: Int?) -> Bool {
        rowsByName[name]?.contains { $0 > row && parents[$0] == parent } ?? false
    }

    private func isProved(_ row: Int, below parent: Int?, among candidates: [Int?]) -> Bool {
        guard candidates.contains(parent) else { return false }
        if candidates.count == 1 { return true }
        let inSample = candidates.filter { shape(of: $0)?.members[rows[row].name] != nil }
        if inSample.count == 1, inSample[0] != parent { return false }
        if row > 0, rows[row - 1].type.name != nil, candidates.contains(row - 1) { return parent == row - 1 }
        // Where every key has its row, another place would leave a key without one, and a row without a key.
        if inSample.count > 1, inSample[0] == parent,
            inSample.dropFirst().allSatisfy({ hasLaterRow(named: rows[row].name, after: row, below: $0) })
        {
            return true
        }
        if inSample.count == 1 { return true }
        if rows[row].isPaging, inSample.isEmpty, let data = rows.startOfPayload.map({ $0 - 1 }), parent == data {
            // Elsewhere than in `data` they stand together.
            return rows.indices.allSatisfy { !rows[$0].isPaging || $0 >= row || parents[$0] == data }
        }
        if let parent, let name = rows[parent].type.name, let known = knownTypes[name] {
            let count = children[parent].count
            if count < known.count { return known[count] == rows[row].name }
        }
        let unfinished = candidates.filter { candidate in
            guard let candidate, let name = rows[candidate].type.name, let known = knownTypes[name] else { return true }
            return children[candidate].count < known.count
        }
        return unfinished.count == 1 && unfinished[0] == parent
    }

    private func shape(of row: Int?) -> SampleShape? {
        guard let row else { return rootShape }
        return shapes[row]
    }
}
