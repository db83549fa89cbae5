/// The cost of a place in the tree: low where much speaks for it, high where much speaks against it.
struct NestingCosts {
    /// How many siblings are compared with a new row.
    private static let comparedSiblings = 6

    private let weights: NestingWeights
    private let table: NestingTable
    /// The parents that the existing spec has, by assumption.
    private let assumed: [Int: Int?]

    init(_ table: NestingTable, _ weights: NestingWeights, assumed: [Int: Int?] = [:]) {
        self.table = table
        self.weights = weights
        self.assumed = assumed
    }

    /// The cost of placing a row below an open parent.
    func ofPlacing(_ row: Int, below parent: NestingForest.OpenParent, in forest: NestingForest) -> Double {
        let new = table.rows[row]
        var cost = ofSample(new, below: parent)
        if isInsideOwnType(new, parent, forest) { cost += weights.recursion }
        cost -= likenessToSiblings(new, parent, forest)
        if let before = assumed[row], before == parent.row { cost -= weights.asBefore }
        if parent.hasChoice, isChoice(row, below: parent) { cost -= weights.choice }
        if let parentRow = parent.row, let word = new.typeWords.lastButOne, word == table.rows[parentRow].typeWords.last
        {
            cost -= weights.typePath
        }
        let name = table.names[new.name]
        if name.isCamelCase && parent.hasSnakeCase && !parent.hasCamelCase
            || name.isSnakeCase && parent.hasCamelCase && !parent.hasSnakeCase
        {
            cost += weights.otherStyle
        }
        if let expectation = forest.expectation(of: parent) {
            cost += ofExpectation(expectation, new.name, at: parent.childCount)
        }
        return cost
    }

    /// The cost of a parent that is so many open parents further out than the innermost one.
    ///
    /// - Parameter fromComplete: Whether the samples show nothing more of the parents in between.
    func ofDistance(_ distance: Int, _ row: Int, fromComplete: Bool) -> Double {
        let previousIsOpen = row > 0 && table.rows[row - 1].canHaveChildren
        if previousIsOpen, distance == 0 { return table.rows[row - 1].type == nil ? weights.descent : 0 }
        let outward = previousIsOpen ? distance - 1 : distance
        if outward == 0 { return 0 }
        return (fromComplete ? weights.ascentFromComplete : weights.ascent)
            + weights.furtherAscent * Double(outward - 1)
    }

    /// The cost of closing a parent with the children that it has.
    func ofClosing(_ parent: NestingForest.OpenParent, in forest: NestingForest) -> Double {
        guard let row = parent.row else { return 0 }
        var cost = 0.0
        let shape = parent.shape.map { table.shapes[$0] }
        let keyCount = shape?.keyCount ?? 0
        if parent.childCount == 0 {
            if let shape, keyCount > 0 {
                // The rows do not describe an object of which no key has a row.
                cost += shape.members.isEmpty ? weights.childlessAsShown : weights.childlessObject
            } else if table.rows[row].type != nil {
                let isShownWithout = shape.map { $0.isScalar || $0.isObject } ?? false
                cost += isShownWithout ? weights.childlessAsShown : weights.childless
            }
        } else if keyCount > 0 {
            cost += min(weights.maximumUnused, weights.unused * Double(keyCount - parent.usedKeys))
        }
        if let expectation = forest.expectation(of: parent), parent.childCount < expectation.children.count {
            let rest = Double(expectation.children.count - parent.childCount)
            cost += min(weights.maximumUnused, weights.unfinished * rest) * factor(of: expectation)
        }
        return cost
    }

    /// Whether the samples show nothing more of the parent.
    func isComplete(_ parent: NestingForest.OpenParent) -> Bool {
        guard let keyCount = parent.shape.map({ table.shapes[$0].keyCount }) else { return false }
        return keyCount > 0 && parent.usedKeys == keyCount
    }

    /// Whether the row is an object that a sibling chooses by its name, as `type: image` chooses `image`.
    func isChoice(_ row: Int, below parent: NestingForest.OpenParent) -> Bool {
        guard let chooser = parent.chooser, table.rows[row].canHaveChildren else { return false }
        return table.rows[chooser].choices.contains(table.rows[row].name)
    }

    private func ofSample(_ row: NestingTable.Row, below parent: NestingForest.OpenParent) -> Double {
        let shape = parent.shape.map { table.shapes[$0] }
        let isShown = shape?.members[row.name] != nil
        var cost = 0.0
        if let shape, !isShown {
            cost =
                shape.keyCount == 0
                ? (shape.isScalar ? weights.insideScalar : weights.insideEmpty) : ofMissing(row)
        } else if shape == nil, table.root != nil {
            cost = weights.unknown
        }
        if row.isPaging, !isShown, let start = table.startOfPayload {
            cost += parent.row == start - 1 ? -weights.paging : weights.paging / 2
        }
        return cost
    }

    private func ofMissing(_ row: NestingTable.Row) -> Double {
        switch row.isRequired {
        case true?: weights.missingRequired
        case false?: weights.missingOptional
        case nil: weights.missing
        }
    }

    private func ofExpectation(_ expectation: NestingForest.Expectation, _ name: Int, at index: Int) -> Double {
        let names = expectation.children
        if index < names.count, names[index] == name { return -weights.expected }
        if names.contains(name) { return -weights.expectedElsewhere }
        return (index < names.count ? weights.unexpected : weights.beyondExpected) * factor(of: expectation)
    }

    private func factor(of expectation: NestingForest.Expectation) -> Double {
        expectation.isFromElsewhere ? weights.elsewhere : 1
    }

    /// Documents do not unfold recursive types, so a row is hardly ever inside a row of its own type.
    private func isInsideOwnType(
        _ row: NestingTable.Row, _ parent: NestingForest.OpenParent, _ forest: NestingForest
    ) -> Bool {
        guard let type = row.type else { return false }
        var (row, outer) = (parent.row, parent.outer)
        while let open = row {
            if table.rows[open].type == type { return true }
            (row, outer) = outer.map { (forest[$0].row, forest[$0].outer) } ?? (nil, nil)
        }
        return false
    }

    /// Siblings have similar names: `user_id_list` next to `open_id_list`.
    private func likenessToSiblings(
        _ row: NestingTable.Row, _ parent: NestingForest.OpenParent, _ forest: NestingForest
    ) -> Double {
        let name = table.names[row.name]
        let count = forest.childNames(of: parent).prefix(Self.comparedSiblings).count { table.names[$0].isLike(name) }
        return count == 0 ? 0 : weights.likeness + weights.furtherLikeness * Double(count - 1)
    }
}
