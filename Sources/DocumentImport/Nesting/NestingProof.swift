/// Determines which of a tree's placements are proved by the document.
///
/// The proof visits the rows in order and tracks the open parents. For each row, the first rule that applies either proves or
/// refutes the placement. In documents with known trees, the rules never proved a wrong placement.
struct NestingProof {
    private let rows: [NestingRow]
    private let parents: [Int?]
    /// The certain parents in the existing spec, keyed by row. The parent `nil` is the top level.
    private let confirmed: [Int: Int?]
    /// For each row, the innermost parent that must stay open at this row; see `KnownParents.openParents(rowCount:)`.
    private let keptOpen: [Int?]
    private let rowsByName: [String: [Int]]
    private let rootShape: SampleShape?
    private var shapes: [SampleShape?]
    private var children: [[Int]]
    private var topLevel: [Int] = []
    /// The names of the children of each type whose complete list of children is proved, keyed by type name.
    private var knownTypes: [String: [String]] = [:]

    /// The result of applying a rule to a placement. A refuted placement is not proved by any later rule.
    private enum Verdict {
        case proves, refutes, doesNotApply
    }

    /// A row, its parent in the tree, and its possible parents.
    private struct RowContext {
        let row: Int
        let parent: Int?
        /// The possible parents, innermost first. The element `nil` is the top level.
        let candidates: [Int?]
        /// The candidates that contain the row in the samples.
        let shownBelow: [Int?]
    }

    /// Returns the placement of each row, with the rule that proves it.
    ///
    /// A placement that the document does not prove is confirmed if it is certain in the existing spec, and otherwise assumed.
    ///
    /// - Parameters:
    ///   - rows: The rows of a table.
    ///   - parents: The parent of each row, as found by a search.
    ///   - shape: The shape of the samples, or `nil` if there are none.
    ///   - known: The known parents. Only the confirmed ones are used.
    static func placements(
        of rows: [NestingRow], parents: [Int?], shape: SampleShape?, known: KnownParents = KnownParents()
    ) -> [Placement] {
        var proof = NestingProof(rows: rows, parents: parents, rootShape: shape, known: known)
        return proof.placements()
    }

    private init(rows: [NestingRow], parents: [Int?], rootShape: SampleShape?, known: KnownParents) {
        self.rows = rows
        self.parents = parents
        confirmed = known.confirmed
        keptOpen = known.openParents(rowCount: rows.count)
        rowsByName = Dictionary(grouping: rows.indices) { rows[$0].name }
        self.rootShape = rootShape
        shapes = rows.map { _ in nil }
        children = rows.map { _ in [] }
    }

    private mutating func placements() -> [Placement] {
        var open: [Int] = []
        var placements: [Placement] = []
        var hasOnlyProvedChildren = rows.map { _ in true }
        for row in rows.indices {
            let parent = parents[row]
            let placement = placement(of: row, open: open)
            placements.append(placement)
            while let last = open.last, last != parent {
                if hasOnlyProvedChildren[last], placement.isProved { learnType(of: last) }
                open.removeLast()
            }
            if let parent {
                children[parent].append(row)
                if !placement.isProved { hasOnlyProvedChildren[parent] = false }
            } else {
                topLevel.append(row)
            }
            shapes[row] = shape(of: parent)?.members[rows[row].name]
            if rows[row].canHaveChildren { open.append(row) }
        }
        return placements
    }

    /// Records the children of a closed row as the children of its named type.
    ///
    /// Does nothing if the samples do not show any key of the row, if the row has no children, or if the type is already known.
    private mutating func learnType(of row: Int) {
        guard let name = rows[row].type.name, !children[row].isEmpty, shapes[row]?.members.isEmpty == false,
            knownTypes[name] == nil
        else { return }
        knownTypes[name] = children[row].map { rows[$0].name }
    }

    private func placement(of row: Int, open: [Int]) -> Placement {
        let parent = parents[row]
        let kept = keptOpen[row]
        var candidates: [Int?] = open.reversed().filter { $0 >= kept ?? 0 && canBe(row, below: $0) }
        if kept == nil, row < rows.startOfPayload ?? .max,
            !topLevel.contains(where: { rows[$0].name == rows[row].name })
        {
            candidates.append(nil)
        }
        let shownBelow = candidates.filter { shape(of: $0)?.members[rows[row].name] != nil }
        let context = RowContext(row: row, parent: parent, candidates: candidates, shownBelow: shownBelow)
        if let rule = rule(proving: context) { return Placement(parent: parent, rule: rule) }
        if let known = confirmed[row], known == parent { return Placement(parent: parent, rule: .confirmed) }
        return Placement(
            parent: parent, rule: .assumed, alternatives: candidates.filter { $0 != parent }, shownBelow: shownBelow)
    }

    private func canBe(_ row: Int, below parent: Int) -> Bool {
        if let shape = shapes[parent], shape.isScalar, !shape.isObject { return false }
        return !children[parent].contains { rows[$0].name == rows[row].name }
    }

    private func shape(of row: Int?) -> SampleShape? {
        guard let row else { return rootShape }
        return shapes[row]
    }

    // MARK: Rules

    /// Returns the rule by which the document proves the placement, or `nil` if it does not.
    private func rule(proving context: RowContext) -> PlacementRule? {
        guard context.candidates.contains(context.parent) else { return nil }
        if context.candidates.count == 1 { return .onlyCandidate }
        // If the samples contain the row in only one candidate, no rule can prove a placement in another candidate.
        if context.shownBelow.count == 1, context.shownBelow[0] != context.parent { return nil }
        let rules: [(PlacementRule, (RowContext) -> Verdict)] = [
            (.firstChildOfNamedType, firstChildOfNamedType), (.othersHaveLaterRows, othersHaveLaterRows),
            (.shownOnce, shownOnce), (.pagingInData, pagingInData), (.nextChildOfKnownType, nextChildOfKnownType),
            (.othersAreComplete, othersAreComplete),
        ]
        for (rule, verdict) in rules {
            switch verdict(context) {
            case .proves: return rule
            case .refutes: return nil
            case .doesNotApply: continue
            }
        }
        return nil
    }

    private func firstChildOfNamedType(_ context: RowContext) -> Verdict {
        let previous = context.row - 1
        guard previous >= 0, rows[previous].type.name != nil, context.candidates.contains(previous) else {
            return .doesNotApply
        }
        return context.parent == previous ? .proves : .refutes
    }

    /// Proves a placement if several candidates contain the row in the samples, the parent is the innermost of them, and each of
    /// the other ones has a later row with this name.
    ///
    /// In any other placement, a sample key would have no row and a row would have no sample key.
    private func othersHaveLaterRows(_ context: RowContext) -> Verdict {
        guard context.shownBelow.count > 1, context.shownBelow[0] == context.parent else { return .doesNotApply }
        let othersHaveRows = context.shownBelow.dropFirst().allSatisfy { other in
            rowsByName[rows[context.row].name]?.contains { $0 > context.row && parents[$0] == other } ?? false
        }
        return othersHaveRows ? .proves : .doesNotApply
    }

    private func shownOnce(_ context: RowContext) -> Verdict {
        context.shownBelow.count == 1 ? .proves : .doesNotApply
    }

    /// Proves the placement of a paging field in `data` if no candidate contains the field in the samples and all earlier paging
    /// fields are in `data`.
    ///
    /// Paging fields are siblings, so an earlier paging field outside `data` refutes the placement.
    private func pagingInData(_ context: RowContext) -> Verdict {
        guard rows[context.row].isPaging, context.shownBelow.isEmpty, let data = rows.startOfPayload.map({ $0 - 1 }),
            context.parent == data
        else { return .doesNotApply }
        let earlierAreInData = rows.indices.allSatisfy { row in
            !rows[row].isPaging || row >= context.row || parents[row] == data
        }
        return earlierAreInData ? .proves : .refutes
    }

    private func nextChildOfKnownType(_ context: RowContext) -> Verdict {
        guard let parent = context.parent, let known = knownChildren(of: parent) else { return .doesNotApply }
        let count = children[parent].count
        guard count < known.count else { return .doesNotApply }
        return known[count] == rows[context.row].name ? .proves : .refutes
    }

    private func othersAreComplete(_ context: RowContext) -> Verdict {
        let incomplete = context.candidates.filter { candidate in
            guard let candidate, let known = knownChildren(of: candidate) else { return true }
            return children[candidate].count < known.count
        }
        return incomplete.count == 1 && incomplete[0] == context.parent ? .proves : .doesNotApply
    }

    private func knownChildren(of row: Int) -> [String]? { rows[row].type.name.flatMap { knownTypes[$0] } }
}
