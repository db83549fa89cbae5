/// Restores the tree of a flattened table's rows.
///
/// The rows are in preorder, so each row is a child of the previous row, a child of one of the previous row's ancestors, or at
/// the top level. A beam search places one row at a time and keeps the trees with the lowest costs.
struct NestingSearch {
    /// The maximum depth of a tree. No known document nests deeper.
    static let maximumDepth = 40
    /// The maximum number of trees that are kept after each row.
    private static let beamWidth = 24
    /// The maximum difference between the cost of a kept tree and the cost of the best tree.
    private static let beamDepth = 8.0

    private let table: NestingTable
    private let costs: NestingCosts
    private let known: KnownParents
    /// For each row, the innermost parent that must stay open at this row; see `KnownParents.openParents(rowCount:)`.
    private let keptOpen: [Int?]

    private struct Candidate {
        var cost: Double
        var tree: NestingForest.Tree
    }

    /// A possible placement of the next row.
    private struct Step: Comparable {
        let cost: Double
        /// The index of the candidate that the step extends.
        let candidate: Int
        /// The position of the parent in the forest.
        let parent: Int

        /// Orders steps by cost. Steps with equal costs are ordered by candidate, and those of the same candidate by parent,
        /// innermost first.
        static func < (lhs: Step, rhs: Step) -> Bool {
            if lhs.cost != rhs.cost { return lhs.cost < rhs.cost }
            return lhs.candidate != rhs.candidate ? lhs.candidate < rhs.candidate : lhs.parent > rhs.parent
        }
    }

    /// Finds the most likely parents of the rows.
    ///
    /// - Parameters:
    ///   - rows: The rows of a table.
    ///   - shape: The shape of the samples, or `nil` if there are none.
    ///   - library: The field names of the service's types.
    ///   - known: The parents that are already known.
    ///   - weights: The weights of the evidence.
    /// - Returns: The parent of each row, or `nil` for a row at the top level.
    static func parents(
        of rows: [NestingRow], shape: SampleShape?, library: TypeLibrary.Service = [:],
        known: KnownParents = KnownParents(), weights: NestingWeights = .standard
    ) -> [Int?] {
        var types = SampledTypes()
        var parents: [Int?] = []
        // In the second pass, a row without sample keys gets the combined shape of the rows of its type that have sample keys.
        for _ in 0..<2 {
            let table = NestingTable(rows, shape, types)
            let search = NestingSearch(
                table: table, costs: NestingCosts(table, weights, assumed: known.assumed), known: known,
                keptOpen: known.openParents(rowCount: rows.count))
            let next = search.parents(library)
            if next == parents { break }
            parents = next
            guard let shape else { break }
            types = SampledTypes(rows, parents, shape)
            if types.shapes.isEmpty { break }
        }
        return parents
    }

    private func parents(_ library: TypeLibrary.Service) -> [Int?] {
        var forest = NestingForest(table, library: library)
        var candidates = [Candidate(cost: 0, tree: forest.emptyTree)]
        for row in table.rows.indices {
            candidates = bestSteps(for: row, from: candidates, in: forest).map { step in
                let isChoice = costs.isChoice(row, below: forest[step.parent])
                let tree = forest.place(
                    row, below: step.parent, in: candidates[step.candidate].tree, isChoice: isChoice)
                return Candidate(cost: step.cost, tree: tree)
            }
        }
        let ends = candidates.map { candidate in
            candidate.cost
                + forest.openParents(of: candidate.tree).reduce(0) {
                    $0 + costs.closingCost(of: forest[$1], in: forest)
                }
        }
        guard let best = ends.indices.min(by: { (ends[$0], $0) < (ends[$1], $1) }) else { return [] }
        return forest.parents(of: candidates[best].tree)
    }

    private func bestSteps(for row: Int, from candidates: [Candidate], in forest: NestingForest) -> [Step] {
        var steps: [Step] = []
        for (index, candidate) in candidates.enumerated() {
            appendSteps(for: row, from: candidate, index, in: forest, to: &steps)
        }
        // If no tree has a possible parent for the row, for example because its name is repeated at the top level, use the top
        // level anyway.
        if steps.isEmpty {
            return candidates.enumerated().map { index, candidate in
                Step(cost: candidate.cost, candidate: index, parent: forest.topLevel(of: candidate.tree))
            }
        }
        let limit = (steps.map(\.cost).min() ?? 0) + Self.beamDepth
        steps.removeAll { $0.cost > limit }
        steps.sort()
        return Array(steps.prefix(Self.beamWidth))
    }

    /// Appends a step for each open parent of the candidate's tree below which the row can be placed.
    ///
    /// If a parent must stay open, its ancestors are excluded.
    private func appendSteps(
        for row: Int, from candidate: Candidate, _ index: Int, in forest: NestingForest, to steps: inout [Step]
    ) {
        var cost = candidate.cost
        var distance = 0
        var isComplete = true
        for position in forest.openParents(of: candidate.tree) {
            let parent = forest[position]
            if canBe(row, below: parent, in: forest) {
                let total =
                    cost + costs.placementCost(of: row, below: parent, in: forest)
                    + costs.distanceCost(distance, of: row, fromComplete: isComplete)
                steps.append(Step(cost: total, candidate: index, parent: position))
            }
            if let kept = keptOpen[row], parent.row == kept { return }
            cost += costs.closingCost(of: parent, in: forest)
            if !costs.isComplete(parent) { isComplete = false }
            distance += 1
        }
    }

    private func canBe(_ row: Int, below parent: NestingForest.OpenParent, in forest: NestingForest) -> Bool {
        if let confirmed = known.confirmed[row], confirmed != parent.row { return false }
        if parent.row == nil, let start = table.startOfPayload, row >= start { return false }
        return !forest.hasChild(named: table.rows[row].name, parent)
    }
}
