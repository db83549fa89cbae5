/// Gives the tree back to the rows of a flattened table.
///
/// The rows stand in the order of the tree, so a row is a child of the row before it, or of one of those that are open
/// there. Which one is searched for: the trees that fit the samples and themselves best are followed row by row, and as
/// many as the beam is wide are kept.
struct NestingSearch {
    /// No document nests deeper, and whatever does is none to search in.
    static let mostLevels = 40
    private static let beamWidth = 24
    /// How much worse than the best tree another one may be, to be followed.
    private static let beamDepth = 8.0

    private let costs: NestingCosts
    private let table: NestingTable
    private let library: [Int: [Int]]
    /// By row, the parent that is known already.
    private let fixed: [Int: Int?]

    private var frames: [NestingFrame] = []
    private var children: [NestingFrame.Child] = []
    /// What a row of a type had as children: in this tree, or in the library.
    private var expectations: [NestingFrame.Expectation] = []
    private var parents: [ParentLink] = []
    private var closedTypes: [ClosedType] = []

    private struct ParentLink {
        let parent: Int?
        let previous: Int
    }

    private struct ClosedType {
        let type: Int
        let expectation: Int
        let previous: Int
    }

    private struct State {
        var cost: Double
        var top: Int
        var parents = -1
        var closedTypes = -1
    }

    private struct Step: Comparable {
        let cost: Double
        let state: Int
        let frame: Int

        /// Of equally good steps the inner one comes first.
        static func < (one: Step, other: Step) -> Bool {
            if one.cost != other.cost { return one.cost < other.cost }
            return one.state != other.state ? one.state < other.state : one.frame > other.frame
        }
    }

    /// - Parameters:
    ///   - library: What children types have elsewhere.
    ///   - fixed: The parents that are known already, by row.
    /// - Returns: The parent of each row; nil at the top.
    static func parents(
        of rows: [NestingRow], shape: SampleShape?, library: TypeLibrary.Service = [:], fixed: [Int: Int?] = [:]
    ) -> [Int?] {
        var types = SampledTypes()
        var parents: [Int?] = []
        // What one row of a type shows in the samples holds for the others, too.
        for _ in 0..<2 {
            var search = NestingSearch(NestingTable(rows, shape, types), library, fixed)
            let next = search.run()
            if next == parents { break }
            parents = next
            guard let shape else { break }
            types = SampledTypes(rows, parents, shape)
            if types.shapes.isEmpty { break }
        }
        return parents
    }

    private init(_ table: NestingTable, _ library: TypeLibrary.Service, _ fixed: [Int: Int?]) {
        self.table = table
        self.fixed = fixed
        self.library = table.numbered(library)
        costs = NestingCosts(table)
    }

    private mutating func run() -> [Int?] {
        frames.append(NestingFrame(row: nil, outer: -1, level: 0, shape: table.root, expectation: nil))
        var states = [State(cost: 0, top: 0)]
        var steps: [Step] = []
        for row in table.rows.indices {
            steps.removeAll(keepingCapacity: true)
            for (index, state) in states.enumerated() { collectSteps(from: state, index, for: row, into: &steps) }
            // Where nothing fits, as where a name stands twice at the top, the rules yield and the row goes beside the last.
            if steps.isEmpty { steps = states.enumerated().map { Step(cost: $1.cost, state: $0, frame: 0) } }
            let limit = (steps.map(\.cost).min() ?? 0) + Self.beamDepth
            steps.removeAll { $0.cost > limit }
            steps.sort()
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

    private func collectSteps(from state: State, _ index: Int, for row: Int, into steps: inout [Step]) {
        var cost = state.cost
        var frame = state.top
        var distance = 0
        var isComplete = true
        while frame >= 0 {
            if mayStand(row, in: frames[frame]) {
                let total =
                    cost
                    + costs.ofPlacing(row, in: frames[frame], frames: frames, children: children, expectations)
                    + costs.ofDistance(distance, row, fromComplete: isComplete)
                steps.append(Step(cost: total, state: index, frame: frame))
            }
            cost += costs.ofClosing(frames[frame], expectations)
            if !costs.isComplete(frames[frame]) { isComplete = false }
            frame = frames[frame].outer
            distance += 1
        }
    }

    private mutating func advance(_ state: State, by step: Step, _ row: Int) -> State {
        var state = state
        var closing = state.top
        while closing != step.frame, closing >= 0 {
            let frame = frames[closing]
            let isFirstOfType = frame.expectation.map { expectations[$0].isFromElsewhere } ?? true
            if isFirstOfType, frame.count > 0, let type = frame.row.flatMap({ table.rows[$0].type }) {
                expectations.append(.init(children: childNames(of: frame), isFromElsewhere: false))
                closedTypes.append(
                    ClosedType(type: type, expectation: expectations.count - 1, previous: state.closedTypes))
                state.closedTypes = closedTypes.count - 1
            }
            closing = frame.outer
        }
        let new = table.rows[row]
        var parent = frames[step.frame]
        let shown = parent.shape.flatMap { table.shapes[$0].members[new.name] }
        children.append(.init(name: new.name, previous: parent.lastChild))
        parent.lastChild = children.count - 1
        parent.count += 1
        if shown != nil { parent.usedKeys += 1 }
        if costs.isChoice(row, in: parent) { parent.hasChoice = true }
        if !new.choices.isEmpty { parent.chooser = row }
        if table.names[new.name].isCamelCase { parent.hasCamelCase = true }
        if table.names[new.name].isSnakeCase { parent.hasSnakeCase = true }
        parent.nameBits |= 1 << UInt64(new.name & 63)
        frames.append(parent)
        state.top = frames.count - 1
        state.cost = step.cost
        if new.mayHaveChildren, parent.level < Self.mostLevels {
            let shape = table.shape(of: new, shownAs: shown)
            let expectation = new.type.flatMap { self.expectation(of: $0, in: state) }
            frames.append(
                NestingFrame(
                    row: row, outer: state.top, level: parent.level + 1, shape: shape, expectation: expectation))
            state.top = frames.count - 1
        }
        parents.append(ParentLink(parent: parent.row, previous: state.parents))
        state.parents = parents.count - 1
        return state
    }

    private func childNames(of frame: NestingFrame) -> [Int] {
        var names: [Int] = []
        var child = frame.lastChild
        while child >= 0 {
            names.append(children[child].name)
            child = children[child].previous
        }
        return names.reversed()
    }

    private mutating func expectation(of type: Int, in state: State) -> Int? {
        var link = state.closedTypes
        while link >= 0 {
            if closedTypes[link].type == type { return closedTypes[link].expectation }
            link = closedTypes[link].previous
        }
        guard let children = library[type] else { return nil }
        expectations.append(.init(children: children, isFromElsewhere: true))
        return expectations.count - 1
    }

    private func mayStand(_ row: Int, in frame: NestingFrame) -> Bool {
        if let parent = fixed[row], parent != frame.row { return false }
        if frame.row == nil, row >= table.firstBelowData { return false }
        let name = table.rows[row].name
        guard frame.nameBits & (1 << UInt64(name & 63)) != 0 else { return true }
        var child = frame.lastChild
        while child >= 0 {
            if children[child].name == name { return false }
            child = children[child].previous
        }
        return true
    }

    private func costOfClosingAll(of state: State) -> Double {
        var cost = 0.0
        var frame = state.top
        while frame >= 0 {
            cost += costs.ofClosing(frames[frame], expectations)
            frame = frames[frame].outer
        }
        return cost
    }
}

/// An open parent, and what it has so far. A value that is never changed: the states of a search share it.
struct NestingFrame {
    /// Nil for the top.
    let row: Int?
    let outer: Int
    let level: Int
    let shape: Int?
    let expectation: Int?
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
    /// A bit per name, so that most new names are told from the old ones at once.
    var nameBits: UInt64 = 0

    init(row: Int?, outer: Int, level: Int, shape: Int?, expectation: Int?) {
        self.row = row
        self.outer = outer
        self.level = level
        self.shape = shape
        self.expectation = expectation
    }

    struct Child {
        let name: Int
        let previous: Int
    }

    /// The children that another row of a type has.
    struct Expectation {
        let children: [Int]
        /// Whether another document tells it.
        let isFromElsewhere: Bool
    }
}
