/// The partial trees of a search, stored as a persistent data structure.
///
/// A tree consists of only three positions in the forest. Placing a row appends a new version of the row's parent and leaves all
/// existing elements unmodified, so trees that begin with the same placements share the storage for these placements.
struct NestingForest {
    /// A tree of the rows that have been placed so far.
    struct Tree {
        /// The position of the innermost open parent.
        fileprivate(set) var innermost: Int
        fileprivate var lastPlacement: Int?
        fileprivate var lastClosedType: Int?
    }

    /// A parent to which children can still be added, with its current children.
    struct OpenParent {
        /// The row of the parent, or `nil` for the top level.
        let row: Int?
        /// The position of the enclosing open parent, or `nil` for the top level.
        let outer: Int?
        let level: Int
        /// The ID of the parent's sample shape or, if the samples show neither keys nor a scalar, of the shape of its type.
        ///
        /// `nil` if neither shape is known.
        let shape: Int?
        /// The index in `expectations` of the expectation for the parent's type, or `nil` if there is none.
        fileprivate let expectation: Int?
        fileprivate(set) var childCount = 0
        /// The number of sample keys for which the parent has a child.
        fileprivate(set) var usedKeys = 0
        /// The index in `NestingForest.children` of the last child, or `nil` if the parent has no children.
        fileprivate var lastChild: Int?
        /// The row of the last child whose listed values include row names, or `nil` if there is none. Such a child can select
        /// a sibling by name.
        fileprivate(set) var chooser: Int?
        /// Whether the parent has a child that can have children and that an earlier sibling can select by name.
        fileprivate(set) var hasChoice = false
        fileprivate(set) var hasCamelCase = false
        fileprivate(set) var hasSnakeCase = false
        /// A Bloom filter of the child names. It makes most lookups of new names cheap.
        fileprivate var nameBits: UInt64 = 0
    }

    /// The children that a row of a named type is expected to have, because another row of the type has them.
    struct Expectation {
        /// The name ID of each child, or `nil` for a child whose name does not occur in this table.
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
    /// The name IDs of the children of each type in the type library, keyed by type ID. The element `nil` is a name that does
    /// not occur in this table.
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

    var emptyTree: Tree { Tree(innermost: 0) }

    /// Returns the open parent at the given position.
    subscript(position: Int) -> OpenParent { openParents[position] }

    /// Returns whether the parent has a child with the given name.
    func hasChild(named name: Int, _ parent: OpenParent) -> Bool {
        parent.nameBits & Self.bit(of: name) != 0 && childNames(of: parent).contains(name)
    }

    /// Returns the expectation for the parent's type, or `nil` if there is none.
    func expectation(of parent: OpenParent) -> Expectation? { parent.expectation.map { expectations[$0] } }

    /// Returns the name IDs of the parent's children, last child first.
    func childNames(of parent: OpenParent) -> ChildNames { ChildNames(children: children, position: parent.lastChild) }

    /// Returns the positions of the tree's open parents, innermost first.
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

    /// Returns the position of the tree's top level.
    func topLevel(of tree: Tree) -> Int {
        var position = tree.innermost
        while let outer = openParents[position].outer { position = outer }
        return position
    }

    /// Returns the parent of each row in the tree, or `nil` for a row at the top level.
    func parents(of tree: Tree) -> [Int?] {
        var result: [Int?] = []
        var next = tree.lastPlacement
        while let position = next {
            result.append(placedRows[position].parent)
            next = placedRows[position].previous
        }
        return result.reversed()
    }

    /// Places the row below the open parent at the given position, closes all parents inside that parent, and returns the new
    /// tree.
    ///
    /// - Parameters:
    ///   - row: The row to place.
    ///   - position: The position of the parent in the forest.
    ///   - tree: The tree to extend. It is not modified.
    ///   - isChoice: Whether a sibling can select the row by name; see `NestingCosts.isChoice(_:below:)`.
    mutating func place(_ row: Int, below position: Int, in tree: Tree, isChoice: Bool) -> Tree {
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

    /// Closes all parents inside the parent at the given position: records the children of each as the expectation for its type.
    ///
    /// A parent is skipped if it has no children, if its type has no name, or if its own expectation comes from an earlier row.
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

    /// Returns the index of the expectation for the type, or `nil` if there is none.
    ///
    /// An expectation from an earlier row of the tree takes precedence over the type library.
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
