/// The partial trees of a search, stored as a persistent data structure.
///
/// Trees share common prefixes: placing a row does not modify existing nodes but adds new versions of the changed parents. A
/// tree therefore consists of only three positions in the forest.
struct NestingForest {
    /// A partial tree, in which all rows so far are placed.
    struct Tree {
        /// The position of the innermost open parent.
        fileprivate(set) var innermost: Int
        fileprivate var lastPlacement: Int?
        fileprivate var lastClosedType: Int?
    }

    /// A parent that can still receive children, and its children so far.
    struct OpenParent {
        /// The row, or `nil` for the top level.
        let row: Int?
        /// The position of the enclosing open parent, or `nil` for the top level.
        let outer: Int?
        let level: Int
        /// The shape in the samples, or `nil` if they do not contain the parent.
        let shape: Int?
        /// The position of the expectation in the forest.
        fileprivate let expectation: Int?
        fileprivate(set) var childCount = 0
        /// The number of keys of the shape that have a child.
        fileprivate(set) var usedKeys = 0
        /// The position of the last child.
        fileprivate var lastChild: Int?
        /// The row of a child whose values can be names of its siblings.
        fileprivate(set) var chooser: Int?
        /// Whether a child is among the choices of the chooser.
        fileprivate(set) var hasChoice = false
        fileprivate(set) var hasCamelCase = false
        fileprivate(set) var hasSnakeCase = false
        /// A Bloom filter of the children's names, which makes most lookups of new names cheap.
        fileprivate var nameBits: UInt64 = 0
    }

    /// The children of another row of the same type. A name that does not occur in this table is `nil`.
    struct Expectation {
        let children: [Int?]
        /// Whether the children are from another document.
        let isFromOtherDocument: Bool
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
    /// The children of types in other documents, keyed by type.
    private let library: [Int: [Int?]]
    private var openParents: [OpenParent]
    private var expectations: [Expectation] = []
    private var children: [Child] = []
    private var placedRows: [PlacedRow] = []
    private var closedTypes: [ClosedType] = []

    init(_ table: NestingTable, library: TypeLibrary.Service) {
        self.table = table
        self.library = table.interned(library)
        openParents = [OpenParent(row: nil, outer: nil, level: 0, shape: table.root, expectation: nil)]
    }

    /// A tree without rows.
    var emptyTree: Tree { Tree(innermost: 0) }

    /// The open parent at a position.
    subscript(position: Int) -> OpenParent { openParents[position] }

    /// Returns whether a parent has a child with a name.
    func hasChild(named name: Int, _ parent: OpenParent) -> Bool {
        parent.nameBits & Self.bit(of: name) != 0 && childNames(of: parent).contains(name)
    }

    /// Returns the children of another row of the parent's type, or `nil` if none is known.
    func expectation(of parent: OpenParent) -> Expectation? { parent.expectation.map { expectations[$0] } }

    /// Returns the names of a parent's children in reverse order.
    func childNames(of parent: OpenParent) -> ChildNames { ChildNames(children: children, position: parent.lastChild) }

    /// Returns the positions of a tree's open parents, innermost first.
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

    /// Returns the position of a tree's top level.
    func topLevel(of tree: Tree) -> Int {
        var position = tree.innermost
        while let outer = openParents[position].outer { position = outer }
        return position
    }

    /// Returns the parent of each row of a tree, or `nil` for the top level.
    func parents(of tree: Tree) -> [Int?] {
        var result: [Int?] = []
        var next = tree.lastPlacement
        while let position = next {
            result.append(placedRows[position].parent)
            next = placedRows[position].previous
        }
        return result.reversed()
    }

    /// Adds a row below an open parent, closing all parents inside it, and returns the new tree.
    ///
    /// - Parameter isChoice: Whether the row is among the choices of a sibling.
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

    /// Closes the parents inside another parent and records the children of their types.
    private mutating func closeParents(inside position: Int, of tree: inout Tree) {
        for closing in openParents(of: tree) {
            if closing == position { return }
            let parent = openParents[closing]
            let isFirstOfType = expectation(of: parent)?.isFromOtherDocument ?? true
            guard isFirstOfType, parent.childCount > 0, let type = parent.row.flatMap({ table.rows[$0].type }) else {
                continue
            }
            let names = Array(childNames(of: parent).reversed())
            expectations.append(Expectation(children: names, isFromOtherDocument: false))
            closedTypes.append(
                ClosedType(type: type, expectation: expectations.count - 1, previous: tree.lastClosedType))
            tree.lastClosedType = closedTypes.count - 1
        }
    }

    /// Returns the position of the expected children of a type: those of an earlier row in the tree, or of another document.
    private mutating func expectation(ofType type: Int, in tree: Tree) -> Int? {
        var next = tree.lastClosedType
        while let position = next {
            if closedTypes[position].type == type { return closedTypes[position].expectation }
            next = closedTypes[position].previous
        }
        guard let children = library[type] else { return nil }
        expectations.append(Expectation(children: children, isFromOtherDocument: true))
        return expectations.count - 1
    }

    private static func bit(of name: Int) -> UInt64 { 1 << UInt64(name & 63) }
}
