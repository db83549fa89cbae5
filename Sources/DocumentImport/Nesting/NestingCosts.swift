/// Computes the cost of a placement from the evidence: the lower the cost, the more likely the placement.
struct NestingCosts {
    /// The maximum number of preceding siblings, the nearest ones, whose names are compared with the name of a new row.
    private static let comparedSiblings = 6

    private let weights: NestingWeights
    private let table: NestingTable
    /// The assumed parents in the existing spec, keyed by row. The parent `nil` is the top level.
    private let assumed: [Int: Int?]

    init(_ table: NestingTable, _ weights: NestingWeights, assumed: [Int: Int?] = [:]) {
        self.table = table
        self.weights = weights
        self.assumed = assumed
    }

    /// Returns the cost of placing the row below the given open parent, excluding the cost of the distance.
    ///
    /// The result is negative if the bonuses exceed the costs.
    func placementCost(of row: Int, below parent: NestingForest.OpenParent, in forest: NestingForest) -> Double {
        let new = table.rows[row]
        var cost = sampleCost(of: new, below: parent)
        if isInsideOwnType(new, parent, forest) { cost += weights.recursion }
        cost -= siblingSimilarity(new, parent, forest)
        if let before = assumed[row], before == parent.row { cost -= weights.sameAsExisting }
        if parent.hasChoice, isChoice(row, below: parent) { cost -= weights.choice }
        if let parentRow = parent.row, let word = new.typeWords.secondToLast,
            word == table.rows[parentRow].typeWords.last
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
            cost += expectationCost(expectation, new.name, at: parent.childCount)
        }
        return cost
    }

    /// Returns the cost of the distance in the tree between the previous row and the chosen parent.
    ///
    /// - Parameters:
    ///   - distance: The number of skipped parents: the open parents inside the chosen parent.
    ///   - row: The row to place.
    ///   - fromComplete: Whether every skipped parent is complete; see `isComplete(_:)`.
    func distanceCost(_ distance: Int, of row: Int, fromComplete: Bool) -> Double {
        let previousIsOpen = row > 0 && table.rows[row - 1].canHaveChildren
        if previousIsOpen, distance == 0 { return table.rows[row - 1].type == nil ? weights.descent : 0 }
        let outward = previousIsOpen ? distance - 1 : distance
        if outward == 0 { return 0 }
        return (fromComplete ? weights.ascentFromComplete : weights.ascent)
            + weights.furtherAscent * Double(outward - 1)
    }

    /// Returns the cost of adding no further children to the parent.
    func closingCost(of parent: NestingForest.OpenParent, in forest: NestingForest) -> Double {
        guard let row = parent.row else { return 0 }
        var cost = 0.0
        let shape = parent.shape.map { table.shapes[$0] }
        let keyCount = shape?.keyCount ?? 0
        if parent.childCount == 0 {
            if let shape, keyCount > 0 {
                // If no sample key is a row name, the table does not describe the object's fields, so a childless row is
                // plausible.
                cost += shape.members.isEmpty ? weights.childlessShownEmpty : weights.childlessShownWithMembers
            } else if table.rows[row].type != nil {
                let isShownEmpty = shape.map { $0.isScalar || $0.isObject } ?? false
                cost += isShownEmpty ? weights.childlessShownEmpty : weights.childless
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

    /// Returns whether the parent has sample keys and a child for each of them.
    func isComplete(_ parent: NestingForest.OpenParent) -> Bool {
        guard let keyCount = parent.shape.map({ table.shapes[$0].keyCount }) else { return false }
        return keyCount > 0 && parent.usedKeys == keyCount
    }

    /// Returns whether the row can have children and the parent's `chooser` can select it by name, as `type: image` selects
    /// `image`.
    func isChoice(_ row: Int, below parent: NestingForest.OpenParent) -> Bool {
        guard let chooser = parent.chooser, table.rows[row].canHaveChildren else { return false }
        return table.rows[chooser].choices.contains(table.rows[row].name)
    }

    private func sampleCost(of row: NestingTable.Row, below parent: NestingForest.OpenParent) -> Double {
        let shape = parent.shape.map { table.shapes[$0] }
        let isShown = shape?.members[row.name] != nil
        var cost = 0.0
        if let shape, !isShown {
            cost =
                shape.keyCount == 0
                ? (shape.isScalar ? weights.insideScalar : weights.insideEmpty) : missingKeyCost(of: row)
        } else if shape == nil, table.root != nil {
            cost = weights.unknown
        }
        if row.isPaging, !isShown, let start = table.startOfPayload {
            cost += parent.row == start - 1 ? -weights.paging : weights.paging / 2
        }
        return cost
    }

    private func missingKeyCost(of row: NestingTable.Row) -> Double {
        switch row.isRequired {
        case true?: weights.missingRequired
        case false?: weights.missingOptional
        case nil: weights.missing
        }
    }

    private func expectationCost(_ expectation: NestingForest.Expectation, _ name: Int, at index: Int) -> Double {
        let names = expectation.children
        if index < names.count, names[index] == name { return -weights.expected }
        if names.contains(name) { return -weights.expectedElsewhere }
        return (index < names.count ? weights.unexpected : weights.beyondExpected) * factor(of: expectation)
    }

    private func factor(of expectation: NestingForest.Expectation) -> Double {
        expectation.isFromOtherDocument ? weights.otherDocument : 1
    }

    /// Returns whether the parent or one of its ancestors has the row's type.
    ///
    /// If so, the row is unlikely to be a child of the parent, because documents rarely list the fields of a recursive type
    /// more than once.
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

    /// Returns the bonus for the preceding siblings whose names are similar to the row's name, as `user_id` is to `user_name`.
    private func siblingSimilarity(
        _ row: NestingTable.Row, _ parent: NestingForest.OpenParent, _ forest: NestingForest
    ) -> Double {
        let name = table.names[row.name]
        let count = forest.childNames(of: parent).prefix(Self.comparedSiblings).count {
            table.names[$0].isSimilar(to: name)
        }
        return count == 0 ? 0 : weights.similarity + weights.furtherSimilarity * Double(count - 1)
    }
}
