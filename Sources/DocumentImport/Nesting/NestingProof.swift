/// Decides which places of a tree the document proves.
///
/// A row is below an open parent: the rows are gone through in order with the parents that are open, and each of the
/// rules below answers whether it proves the place, refutes it or does not apply. The first answer counts. The rules
/// never erred on documents whose trees are known.
struct NestingProof {
    private let rows: [NestingRow]
    private let parents: [Int?]
    /// The parents that a person confirmed.
    private let confirmed: [Int: Int?]
    /// For each row the innermost parent that cannot be closed yet.
    private let keptOpen: [Int?]
    private let rowsByName: [String: [Int]]
    private let rootShape: SampleShape?
    private var shapes: [SampleShape?]
    private var children: [[Int]]
    private var topLevel: [Int] = []
    /// The children of types, where each of them was proved.
    private var knownTypes: [String: [String]] = [:]

    /// What a rule says about a place.
    private enum Answer {
        case proves, refutes, doesNotApply
    }

    /// A row and the parents that it can be below.
    private struct Question {
        let row: Int
        let parent: Int?
        /// The open parents that can have the row, innermost first, and nil for the top level.
        let candidates: [Int?]
        /// The candidates whose samples show the row.
        let shownBelow: [Int?]
    }

    /// Checks the tree that a search found.
    ///
    /// - Parameter known: What is known of the parents; those that a person confirmed are evidence for the other rows.
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
        keptOpen = known.openParents(count: rows.count)
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

    /// Remembers the children of a closed parent's type, where the samples show them.
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
        let question = Question(row: row, parent: parent, candidates: candidates, shownBelow: shownBelow)
        if let rule = rule(proving: question) { return Placement(parent: parent, rule: rule) }
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

    /// The rule that proves a place; nil where none does.
    private func rule(proving question: Question) -> PlacementRule? {
        guard question.candidates.contains(question.parent) else { return nil }
        if question.candidates.count == 1 { return .onlyCandidate }
        // A place is not proved while the samples show the row in exactly one other.
        if question.shownBelow.count == 1, question.shownBelow[0] != question.parent { return nil }
        let rules: [(PlacementRule, (Question) -> Answer)] = [
            (.firstChildOfNamedType, firstChildOfNamedType), (.eachKeyHasItsRow, eachKeyHasItsRow),
            (.shownOnce, shownOnce), (.pagingInData, pagingInData), (.nextChildOfKnownType, nextChildOfKnownType),
            (.othersAreComplete, othersAreComplete),
        ]
        for (rule, answer) in rules {
            switch answer(question) {
            case .proves: return rule
            case .refutes: return nil
            case .doesNotApply: continue
            }
        }
        return nil
    }

    private func firstChildOfNamedType(_ question: Question) -> Answer {
        let previous = question.row - 1
        guard previous >= 0, rows[previous].type.name != nil, question.candidates.contains(previous) else {
            return .doesNotApply
        }
        return question.parent == previous ? .proves : .refutes
    }

    /// With the row in another place a key would have no row, and a row no key.
    private func eachKeyHasItsRow(_ question: Question) -> Answer {
        guard question.shownBelow.count > 1, question.shownBelow[0] == question.parent else { return .doesNotApply }
        let othersHaveRows = question.shownBelow.dropFirst().allSatisfy { other in
            rowsByName[rows[question.row].name]?.contains { $0 > question.row && parents[$0] == other } ?? false
        }
        return othersHaveRows ? .proves : .doesNotApply
    }

    private func shownOnce(_ question: Question) -> Answer {
        question.shownBelow.count == 1 ? .proves : .doesNotApply
    }

    /// Paging fields that are somewhere else are all there.
    private func pagingInData(_ question: Question) -> Answer {
        guard rows[question.row].isPaging, question.shownBelow.isEmpty, let data = rows.startOfPayload.map({ $0 - 1 }),
            question.parent == data
        else { return .doesNotApply }
        let earlierAreInData = rows.indices.allSatisfy { row in
            !rows[row].isPaging || row >= question.row || parents[row] == data
        }
        return earlierAreInData ? .proves : .refutes
    }

    private func nextChildOfKnownType(_ question: Question) -> Answer {
        guard let parent = question.parent, let known = knownChildren(of: parent) else { return .doesNotApply }
        let count = children[parent].count
        guard count < known.count else { return .doesNotApply }
        return known[count] == rows[question.row].name ? .proves : .refutes
    }

    private func othersAreComplete(_ question: Question) -> Answer {
        let incomplete = question.candidates.filter { candidate in
            guard let candidate, let known = knownChildren(of: candidate) else { return true }
            return children[candidate].count < known.count
        }
        return incomplete.count == 1 && incomplete[0] == question.parent ? .proves : .doesNotApply
    }

    private func knownChildren(of row: Int) -> [String]? { rows[row].type.name.flatMap { knownTypes[$0] } }
}
