/// What speaks against a place in the tree, or for it.
struct NestingCosts {
    private let weights = NestingWeights.standard
    private let table: NestingTable

    init(_ table: NestingTable) {
        self.table = table
    }

    func ofPlacing(
        _ row: Int, in frame: NestingFrame, frames: [NestingFrame], children: [NestingFrame.Child],
        _ expectations: [NestingFrame.Expectation]
    ) -> Double {
        let new = table.rows[row]
        var cost = ofSample(new, in: frame)
        if isInsideOwnType(new, frame, frames) { cost += weights.recursion }
        cost -= likenessToSiblings(new, frame, children)
        if frame.hasChoice, isChoice(row, in: frame) { cost -= weights.choice }
        if let parent = frame.row, let word = new.typeWords.lastButOne, word == table.rows[parent].typeWords.last {
            cost -= weights.typePath
        }
        let name = table.names[new.name]
        if name.isCamelCase && frame.hasSnakeCase && !frame.hasCamelCase
            || name.isSnakeCase && frame.hasCamelCase && !frame.hasSnakeCase
        {
            cost += weights.otherStyle
        }
        if let expectation = frame.expectation.map({ expectations[$0] }) {
            cost += ofExpectation(expectation, new.name, at: frame.count)
        }
        return cost
    }

    func ofDistance(_ distance: Int, _ row: Int, fromComplete: Bool) -> Double {
        let previousIsOpen = row > 0 && table.rows[row - 1].mayHaveChildren
        if previousIsOpen, distance == 0 { return table.rows[row - 1].type == nil ? weights.descent : 0 }
        let outward = previousIsOpen ? distance - 1 : distance
        if outward == 0 { return 0 }
        return (fromComplete ? weights.ascentFromComplete : weights.ascent)
            + weights.furtherAscent * Double(outward - 1)
    }

    func ofClosing(_ frame: NestingFrame, _ expectations: [NestingFrame.Expectation]) -> Double {
        guard let row = frame.row else { return 0 }
        var cost = 0.0
        let shape = frame.shape.map { table.shapes[$0] }
        let keyCount = shape?.keyCount ?? 0
        if frame.count == 0 {
            if keyCount > 0 {
                cost += weights.childlessObject
            } else if table.rows[row].type != nil {
                let isShownWithout = shape.map { $0.isScalar || $0.isObject } ?? false
                cost += isShownWithout ? weights.childlessAsShown : weights.childless
            }
        } else if keyCount > 0 {
            cost += min(weights.mostUnused, weights.unused * Double(keyCount - frame.usedKeys))
        }
        if let expectation = frame.expectation.map({ expectations[$0] }), frame.count < expectation.children.count {
            let rest = Double(expectation.children.count - frame.count)
            cost += min(weights.mostUnused, weights.unfinished * rest) * weight(of: expectation)
        }
        return cost
    }

    /// Whether the samples show nothing more of the parent.
    func isComplete(_ frame: NestingFrame) -> Bool {
        guard let keyCount = frame.shape.map({ table.shapes[$0].keyCount }) else { return false }
        return keyCount > 0 && frame.usedKeys == keyCount
    }

    /// Whether the row is an object that a sibling chooses by its name, as `type: image` chooses `image`.
    func isChoice(_ row: Int, in frame: NestingFrame) -> Bool {
        guard let chooser = frame.chooser, table.rows[row].mayHaveChildren else { return false }
        return table.rows[chooser].choices.contains(table.rows[row].name)
    }

    private func ofSample(_ row: NestingTable.Row, in frame: NestingFrame) -> Double {
        var cost = 0.0
        var isShown = false
        if let shape = frame.shape.map({ table.shapes[$0] }) {
            isShown = shape.members[row.name] != nil
            if isShown {
                cost = 0
            } else if shape.keyCount == 0 {
                cost = shape.isScalar ? weights.insideScalar : weights.insideEmpty
            } else {
                cost =
                    switch row.isRequired {
                    case true?: weights.missingRequired
                    case false?: weights.missingOptional
                    case nil: weights.missing
                    }
            }
        } else if table.root != nil {
            cost = weights.unknown
        }
        if row.isPaging, !isShown, table.firstBelowData != .max {
            cost += frame.row == table.firstBelowData - 1 ? -weights.paging : weights.paging / 2
        }
        return cost
    }

    private func ofExpectation(_ expectation: NestingFrame.Expectation, _ name: Int, at index: Int) -> Double {
        let names = expectation.children
        if index < names.count, names[index] == name { return -weights.expected }
        if names.contains(name) { return -weights.expectedElsewhere }
        return (index < names.count ? weights.unexpected : weights.beyondExpected) * weight(of: expectation)
    }

    private func weight(of expectation: NestingFrame.Expectation) -> Double {
        expectation.isFromElsewhere ? weights.elsewhere : 1
    }

    /// Documents do not unfold recursive types, so a row hardly stands inside one of its own type.
    private func isInsideOwnType(_ row: NestingTable.Row, _ frame: NestingFrame, _ frames: [NestingFrame]) -> Bool {
        guard let type = row.type else { return false }
        var open = frame.row
        var outer = frame.outer
        while let row = open {
            if table.rows[row].type == type { return true }
            open = frames[outer].row
            outer = frames[outer].outer
        }
        return false
    }

    /// Siblings are named alike: `user_id_list` beside `open_id_list`.
    private func likenessToSiblings(
        _ row: NestingTable.Row, _ frame: NestingFrame, _ children: [NestingFrame.Child]
    ) -> Double {
        let name = table.names[row.name]
        var child = frame.lastChild
        var steps = 0
        var likeness = 0.0
        while child >= 0, steps < 6 {
            if table.names[children[child].name].isLike(name) {
                likeness += likeness == 0 ? weights.likeness : weights.furtherLikeness
            }
            child = children[child].previous
            steps += 1
        }
        return likeness
    }
}
