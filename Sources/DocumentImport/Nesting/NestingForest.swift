/// The partial trees that a search compares.
///
/// Trees share their common beginnings: placing a row changes nothing that is there, it adds new versions of the parents
/// that it changes. A tree is therefore only three positions in the forest.
struct NestingForest {
    /// A partial tree: the rows so far, all of them placed.
    struct Tree {
        /// The innermost open parent.
        fileprivate(set) var innermost: Int
        fileprivate var lastPlacement: Int?
        fileprivate var lastClosedType: Int?
    }

    /// A parent that the next row can be below, and what it has so far.
    struct OpenParent {
        /// Nil for the top level.
        let row: Int?
        /// The open parent around it; nil for the top level.
        let outer: Int?
        let level: Int
        /// The shape that the samples show; nil where they do not show the parent.
        let shape: Int?
        /// The position of the expectation in the forest.
        fileprivate let expectation: Int?
        fileprivate(set) var childCount = 0
        /// How many keys of the shape are among the children.
        fileprivate(set) var usedKeys = 0
        fileprivate var lastChild: Int?
        /// A child whose values can be names of its siblings.
        fileprivate(set) var chooser: Int?
        /// Whether a sibling that the chooser names is among the children.
        fileprivate(set) var hasChoice = false
        fileprivate(set) var hasCamelCase = false
        fileprivate(set) var hasSnakeCase = false
        /// A bit per name, so that most new names are distinguished from the old ones at once.
        fileprivate var nameBits: UInt64 = 0
    }

    /// The children that another row of a type has. A name that no row of this table has is nil.
    struct Expectation {
        let children: [Int?]
        /// Whether another document shows them.
        let isFromElsewhere: Bool
    }

    fileprivate struct Child {
        let name: Int
        let previous: Int?
    }

    private struct PlacedRow {
        let parent: Int?
        let previous: Int?
    }

    private struct ClosedType {
        let type: Int
        let expectation: Int
        let previous: Int?
    }

    private let table: NestingTable
    /// The children that types have in other documents.
    private let library: [Int: [Int?]]
    private var openParents: [OpenParent]
    private var expectations: [Expectation] = []
    private var children: [Child] = []
    private var placedRows: [PlacedRow] = []
    private var closedTypes: [ClosedType] = []

    init(_ table: NestingTable, library: TypeLibrary.Service) {
        self.table = table
        self.library = table.numbered(library)
        openParents = [OpenParent(row: nil, outer: nil, level: 0, shape: table.root, expectation: nil)]
    }

    /// The tree without rows.
    var emptyTree: Tree { Tree(innermost: 0) }

    /// An open parent by its position.
    subscript(position: Int) -> OpenParent { openParents[position] }

    /// Whether a parent has a child of this name.
    func hasChild(named name: Int, _ parent: OpenParent) -> Bool {
        parent.nameBits & Self.bit(of: name) != 0 && childNames(of: parent).contains(name)
    }

    /// The children that another row of the parent's type has; nil where none is known.
    func expectation(of parent: OpenParent) -> Expectation? { parent.expectation.map { expectations[$0] } }

    /// The names of a parent's children, last first.
    func childNames(of parent: OpenParent) -> ChildNames { ChildNames(children: children, position: parent.lastChild) }

    /// The positions of the open parents of a tree, the innermost first.
    func openParents(of tree: Tree) -> OpenParents { OpenParents(all: openParents, position: tree.innermost) }

    struct ChildNames: Sequence, IteratorProtocol {
        fileprivate let children: [Child]
        fileprivate var position: Int?

        mutating func next() -> Int? {
            guard let child = position.map({ children[$0] }) else { return nil }
            position = child.previous
            return child.name
        }
    }

    struct OpenParents: Sequence, IteratorProtocol {
        fileprivate let all: [OpenParent]
        fileprivate var position: Int?

        mutating func next() -> Int? {
            let current = position
            position = current.flatMap { all[$0].outer }
            return current
        }
    }

    /// The position of the top level of a tree.
    func topLevel(of tree: Tree) -> Int {
        var position = tree.innermost
        while let outer = openParents[position].outer { position = outer }
        return position
    }

    /// The parent of each row of a tree; nil for the top level.
    func parents(of tree: Tree) -> [Int?] {
        var result: [Int?] = []
        var next = tree.lastPlacement
        while let position = next {
            result.append(placedRows[position].parent)
            next = placedRows[position].previous
        }
        return result.reversed()
    }

    /// The tree with one more row below an open parent. The parents inside that one are closed.
    ///
    /// - Parameter isChoice: Whether a sibling names the row.
    mutating func placing(_ row: Int, below position: Int, in tree: Tree, isChoice: Bool) -> Tree {
        var tree = tree
        closeParents(inside: position, of: &tree)
        let new = table.rows[row]
        var parent = openParents[position]
        let shown = parent.shape.flatMap { table.shapes[$0].members[new.name] }
        children.append(Child(name: new.name, previous: parent.lastChild))
        parent.lastChild = children.count - 1
        parent.childCount += 1
        if shown != nil { parent.usedKeys += 1 }
        if isChoice { parent.hasChoice = true }
        if !new.choices.isEmpty { parent.chooser = row }
        if table.names[new.name].isCamelCase { parent.hasCamelCase = true }
        if table.names[new.name].isSnakeCase { parent.hasSnakeCase = true }
        parent.nameBits |= Self.bit(of: new.name)
        openParents.append(parent)
        tree.innermost = openParents.count - 1
        if new.canHaveChildren, parent.level < NestingSearch.maximumDepth {
            let expectation = new.type.flatMap { self.expectation(ofType: $0, in: tree) }
            openParents.append(
                OpenParent(
                    row: row, outer: tree.innermost, level: parent.level + 1,
                    shape: table.shape(of: new, shownAs: shown), expectation: expectation))
            tree.innermost = openParents.count - 1
        }
        placedRows.append(PlacedRow(parent: parent.row, previous: tree.lastPlacement))
        tree.lastPlacement = placedRows.count - 1
        return tree
    }

    /// Closes the parents inside another one, and remembers the children that their types have.
    private mutating func closeParents(inside position: Int, of tree: inout Tree) {
        for closing in openParents(of: tree) {
            if closing == position { return }
            let parent = openParents[closing]
            let isFirstOfType = expectation(of: parent)?.isFromElsewhere ?? true
            guard isFirstOfType, parent.childCount > 0, let type = parent.row.flatMap({ table.rows[$0].type }) else {
                continue
            }
            let names = Array(childNames(of: parent).reversed())
            expectations.append(Expectation(children: names, isFromElsewhere: false))
            closedTypes.append(
                ClosedType(type: type, expectation: expectations.count - 1, previous: tree.lastClosedType))
            tree.lastClosedType = closedTypes.count - 1
        }
    }

    /// The position of the children that an earlier row of a type has in a tree, or else in other documents.
    private mutating func expectation(ofType type: Int, in tree: Tree) -> Int? {
        var next = tree.lastClosedType
        while let position = next {
            if closedTypes[position].type == type { return closedTypes[position].expectation }
            next = closedTypes[position].previous
        }
        guard let children = library[type] else { return nil }
        expectations.append(Expectation(children: children, isFromElsewhere: true))
        return expectations.count - 1
    }

    private static func bit(of name: Int) -> UInt64 { 1 << UInt64(name & 63) }
}
