/// Gives the tree back to the rows of a flattened table.
///
/// The rows stand in the order of the tree, so a row is a child of the row before it, or of one of those that are open
/// there. Which one is searched for: the trees that fit the samples and themselves best are followed row by row, and as
/// many as the beam is wide are kept.
struct NestingSearch {
    private static let beamWidth = 24

    private let weights = NestingWeights.standard
    private let rows: [NestingRow]
    /// Equal names have equal numbers.
    private let names: [Int]
    /// By the number of a name, a row that has it.
    private let firstRow: [Int]
    /// By the number of a name.
    private let likeness: [NameLikeness]
    private let rootShape: SampleShape?
    private let types: SampledTypes
    /// After `code, msg, data` nothing returns to the top.
    private let firstBelowData: Int

    private var frames: [Frame] = []
    private var children: [Child] = []
    private var parents: [ParentLink] = []
    private var closedTypes: [ClosedType] = []

    /// An open parent, and what it has so far. A value that is never changed: beam states share it.
    struct Frame {
        /// Nil for the top.
        let row: Int?
        let outer: Int
        let shape: SampleShape?
        /// The children that an earlier row of the same type had.
        let expected: [Int]?
        var count = 0
        /// How many keys of the shape are among the children.
        var usedKeys = 0
        var lastChild = -1
        /// A child whose values may be names of its siblings.
        var chooser: Int?
        /// Whether one of them is among the children.
        var hasChoice = false
        var hasCamelCase = false
        var hasSnakeCase = false
        /// Whether the samples show nothing more of the parent.
        var isComplete: Bool {
            guard let members = shape?.members.count else { return false }
            return members > 0 && usedKeys == members
        }
        /// A bit per name, so that most new names are told from the old ones at once.
        var nameBits: UInt64 = 0
    }

    private struct Child {
        let name: Int
        let previous: Int
    }

    private struct ParentLink {
        let parent: Int?
        let previous: Int
    }

    private struct ClosedType {
        let name: String
        let children: [Int]
        let previous: Int
    }

    private struct State {
        var cost: Double
        var top: Int
        var parents = -1
        var closedTypes = -1
    }

    private struct Step {
        let cost: Double
        let state: Int
        let frame: Int
    }

    /// - Returns: The parent of each row; nil at the top.
    static func parents(of rows: [NestingRow], shape: SampleShape?) -> [Int?] {
        var types = SampledTypes()
        var parents: [Int?] = []
        // What one row of a type shows in the samples holds for the others, too.
        for _ in 0..<3 {
            var search = NestingSearch(rows, shape, types)
            let next = search.run()
            if next == parents { break }
            parents = next
            guard let shape else { break }
            types = SampledTypes(rows, parents, shape)
            if types.isEmpty { break }
        }
        return parents
    }

    private init(_ rows: [NestingRow], _ shape: SampleShape?, _ types: SampledTypes) {
        self.rows = rows
        self.types = types
        rootShape = shape
        var idByName: [String: Int] = [:]
        var firstRow: [Int] = []
        names = rows.indices.map { index in
            if let id = idByName[rows[index].name] { return id }
            idByName[rows[index].name] = firstRow.count
            firstRow.append(index)
            return firstRow.count - 1
        }
        self.firstRow = firstRow
        likeness = firstRow.map {
            NameLikeness(rows[$0].name, isPaging: rows[$0].isPaging)
        }
        firstBelowData = rows.startOfPayload ?? .max
    }

    private mutating func run() -> [Int?] {
        frames.append(Frame(row: nil, outer: -1, shape: rootShape, expected: nil))
        var states = [State(cost: 0, top: 0)]
        for row in rows.indices {
            var steps: [Step] = []
            for (index, state) in states.enumerated() { collectSteps(from: state, index, for: row, into: &steps) }
            // Where nothing fits, as where a name stands twice at the top, the rules yield and the row goes beside the last.
            if steps.isEmpty { steps = states.enumerated().map { Step(cost: $1.cost, state: $0, frame: 0) } }
            steps.sort { ($0.cost, $0.state, -$0.frame) < ($1.cost, $1.state, -$1.frame) }
            states = steps.prefix(Self.beamWidth).map { advance(states[$0.state], by: $0, row) }
        }
        let ends = states.map { $0.cost + costOfClosingAll(of: $0) }
        guard let best = ends.indices.min(by: { (ends[$0], $0) < (ends[$1], $1) }) else { return [] }
        return parents(of: states[best])
    }

    private func parents(of state: State) -> [Int?] {
        var result: [Int?] = []
        var link = state.parents
        while link >= 0 {
            result.append(parents[link].parent)
            link = parents[link].previous
        }
        return result.reversed()
    }

    // MARK: Steps

    private func collectSteps(from state: State, _ index: Int, for row: Int, into steps: inout [Step]) {
        var cost = state.cost
        var frame = state.top
        var distance = 0
        var completes = true
        while frame >= 0 {
            let candidate = frames[frame]
            if mayStand(row, in: candidate) {
                let total = cost + costOfPlacing(row, in: candidate) + costOfDistance(distance, row, completes)
                steps.append(Step(cost: total, state: index, frame: frame))
            }
            cost += costOfClosing(candidate)
            if !candidate.isComplete { completes = false }
            frame = candidate.outer
            distance += 1
        }
    }

    private mutating func advance(_ state: State, by step: Step, _ row: Int) -> State {
        var state = state
        var closing = state.top
        while closing != step.frame, closing >= 0 {
            let frame = frames[closing]
            if let typeName = frame.row.flatMap({ rows[$0].type.name }), frame.count > 0, frame.expected == nil {
                closedTypes.append(
                    ClosedType(name: typeName, children: childNames(of: frame), previous: state.closedTypes))
                state.closedTypes = closedTypes.count - 1
            }
            closing = frame.outer
        }
        var parent = frames[step.frame]
        children.append(Child(name: names[row], previous: parent.lastChild))
        parent.lastChild = children.count - 1
        parent.count += 1
        if parent.shape?.members[rows[row].name] != nil { parent.usedKeys += 1 }
        if isChoice(row, in: parent) { parent.hasChoice = true }
        if rows[row].values.count > 1 { parent.chooser = row }
        if likeness[names[row]].isCamelCase { parent.hasCamelCase = true }
        if likeness[names[row]].isSnakeCase { parent.hasSnakeCase = true }
        parent.nameBits |= 1 << UInt64(names[row] & 63)
        frames.append(parent)
        state.top = frames.count - 1
        state.cost = step.cost
        if rows[row].mayHaveChildren {
            let shape = types.shape(of: rows[row], shownAs: parent.shape?.members[rows[row].name])
            let expected = rows[row].type.name.flatMap { expectedChildren(of: $0, in: state) }
            frames.append(Frame(row: row, outer: state.top, shape: shape, expected: expected))
            state.top = frames.count - 1
        }
        parents.append(ParentLink(parent: parent.row, previous: state.parents))
        state.parents = parents.count - 1
        return state
    }

    private func childNames(of frame: Frame) -> [Int] {
        var names: [Int] = []
        var child = frame.lastChild
        while child >= 0 {
            names.append(children[child].name)
            child = children[child].previous
        }
        return names.reversed()
    }

    private func expectedChildren(of typeName: String, in state: State) -> [Int]? {
        var link = state.closedTypes
        while link >= 0 {
            if closedTypes[link].name == typeName { return closedTypes[link].children }
            link = closedTypes[link].previous
        }
        return nil
    }

    private func mayStand(_ row: Int, in frame: Frame) -> Bool {
        if frame.row == nil, row >= firstBelowData { return false }
        guard frame.nameBits & (1 << UInt64(names[row] & 63)) != 0 else { return true }
        var child = frame.lastChild
        while child >= 0 {
            if children[child].name == names[row] { return false }
            child = children[child].previous
        }
        return true
    }

    // MARK: Costs

    private func costOfPlacing(_ row: Int, in frame: Frame) -> Double {
        var cost = 0.0
        if let shape = frame.shape {
            if shape.members[rows[row].name] == nil {
                if shape.members.isEmpty {
                    cost += shape.isScalar ? weights.insideScalar : weights.insideEmpty
                } else {
                    if frame.isComplete { cost += weights.beyondComplete }
                    switch rows[row].isRequired {
                    case true?: cost += weights.missingRequired
                    case false?: cost += weights.missingOptional
                    case nil: cost += weights.missing
                    }
                }
            }
        } else if rootShape != nil {
            cost += weights.unknown
        }
        if isInsideOwnType(row, frame) { cost += weights.recursion }
        cost -= likenessToSiblings(row, frame)
        if frame.hasChoice, isChoice(row, in: frame) { cost -= weights.choice }
        if let parent = frame.row, rows[row].type.goesOn(from: rows[parent].type) { cost -= weights.typePath }
        let style = likeness[names[row]]
        if style.isCamelCase && frame.hasSnakeCase && !frame.hasCamelCase
            || style.isSnakeCase && frame.hasCamelCase && !frame.hasSnakeCase
        {
            cost += weights.otherStyle
        }
        if firstBelowData != .max, rows[row].isPaging, frame.shape?.members[rows[row].name] == nil {
            cost += frame.row == firstBelowData - 1 ? -weights.paging : weights.paging / 2
        }
        if let expected = frame.expected {
            if frame.count < expected.count, expected[frame.count] == names[row] {
                cost -= weights.expected
            } else if expected.contains(names[row]) {
                cost -= weights.expectedElsewhere
            } else {
                cost += frame.count < expected.count ? weights.unexpected : weights.beyondExpected
            }
        }
        return cost
    }

    /// Documents do not unfold recursive types, so a row hardly stands inside one of its own type.
    private func isInsideOwnType(_ row: Int, _ frame: Frame) -> Bool {
        guard let name = rows[row].type.name else { return false }
        var frame = frame
        while let open = frame.row {
            if rows[open].type.name == name { return true }
            frame = frames[frame.outer]
        }
        return false
    }

    /// Whether the row is an object that a sibling chooses by its name, as `type: image` chooses `image`.
    private func isChoice(_ row: Int, in frame: Frame) -> Bool {
        guard let chooser = frame.chooser, rows[row].mayHaveChildren else { return false }
        return rows[chooser].values.contains(rows[row].name)
    }

    /// Siblings are named alike: `user_id_list` beside `open_id_list`.
    private func likenessToSiblings(_ row: Int, _ frame: Frame) -> Double {
        var child = frame.lastChild
        var steps = 0
        var likeness = 0.0
        while child >= 0, steps < 6 {
            if self.likeness[children[child].name].isLike(self.likeness[names[row]]) {
                likeness += likeness == 0 ? weights.likeness : weights.furtherLikeness
            }
            child = children[child].previous
            steps += 1
        }
        return likeness
    }

    private func costOfDistance(_ distance: Int, _ row: Int, _ completes: Bool) -> Double {
        let previousIsOpen = row > 0 && rows[row - 1].mayHaveChildren
        if previousIsOpen, distance == 0 { return rows[row - 1].type.name == nil ? weights.descent : 0 }
        let outward = previousIsOpen ? distance - 1 : distance
        return outward == 0 ? 0 : (completes ? weights.ascentFromComplete : weights.ascent) + weights.furtherAscent * Double(outward - 1)
    }

    private func costOfClosing(_ frame: Frame) -> Double {
        guard let row = frame.row else { return 0 }
        var cost = 0.0
        let members = frame.shape?.members.count ?? 0
        if frame.count == 0 {
            if members > 0 {
                cost += weights.childlessObject
            } else if rows[row].type.name != nil {
                let isShownWithout = frame.shape.map { $0.isScalar || $0.isObject } ?? false
                cost += isShownWithout ? weights.childlessAsShown : weights.childless
            }
        } else if members > 0 {
            cost += min(weights.mostUnused, weights.unused * Double(members - frame.usedKeys))
        }
        if let expected = frame.expected, frame.count < expected.count {
            cost += min(weights.mostUnused, weights.unfinished * Double(expected.count - frame.count))
        }
        return cost
    }

    private func costOfClosingAll(of state: State) -> Double {
        var cost = 0.0
        var frame = state.top
        while frame >= 0 {
            cost += costOfClosing(frames[frame])
            frame = frames[frame].outer
        }
        return cost
    }
}

extension [NestingRow] {
    /// The row after `data`, where the rows begin with `code`, `msg` and `data`.
    var startOfPayload: Int? {
        guard count > 3, self[0].name == "code", ["msg", "message"].contains(self[1].name), self[2].name == "data",
            self[2].mayHaveChildren
        else { return nil }
        return 3
    }
}

/// What makes names of siblings alike.
private struct NameLikeness {
    private let words: [Substring]
    private let isPaging: Bool
    let isCamelCase: Bool
    let isSnakeCase: Bool

    init(_ name: String, isPaging: Bool) {
        words = name.split(separator: "_")
        isSnakeCase = words.count > 1
        isCamelCase = words.count == 1 && name.first?.isLowercase == true && name.contains { $0.isUppercase }
        self.isPaging = isPaging
    }

    /// Whether two names share their first word, or their last ones where those say more than `id`, or both are of paging.
    func isLike(_ other: NameLikeness) -> Bool {
        if isPaging && other.isPaging { return true }
        guard isSnakeCase, other.isSnakeCase, let last = words.last, let otherLast = other.words.last else { return false }
        return words[0] == other.words[0] || (last == otherLast && !["id", "name", "list"].contains(last))
    }
}
