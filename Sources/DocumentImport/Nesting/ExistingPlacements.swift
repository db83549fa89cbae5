import EndpointSpec

/// The placements of a body's fields in an existing spec.
///
/// An unmarked placement is certain: the document proved it, or a person confirmed it. A placement marked as assumed is
/// preferred but not fixed. This preference keeps the other fields in place when a person confirms or adds a field.
struct ExistingPlacements {
    private struct ExistingField {
        let name: String
        let parent: Int?
        let isConfirmed: Bool
    }

    /// The fields in spec order, which is the document order unless a person reordered the spec.
    private var fields: [ExistingField] = []

    static let none = ExistingPlacements()

    private init() {}

    /// Collects the placements of the fields in a list. The fields of an enveloped response are placed in a `data` object.
    ///
    /// - Parameters:
    ///   - list: The list, such as the request body.
    ///   - spec: The existing spec, or `nil` if there is none.
    init(of list: EndpointSpec.FieldList, in spec: EndpointSpec?) {
        guard let spec else { return }
        let isWrapped = list == .response && spec.response.envelope == .data
        if isWrapped { fields.append(ExistingField(name: EnvelopeKeys.data, parent: nil, isConfirmed: true)) }
        // The ancestors of the current field, outermost first, as indices into `fields`.
        var parents = isWrapped ? [0] : []
        let top = parents.count
        for placed in spec.fields(in: list) {
            parents.removeLast(parents.count - top - placed.depth)
            fields.append(
                ExistingField(
                    name: placed.field.name, parent: parents.last, isConfirmed: placed.field.placement == nil))
            parents.append(fields.count - 1)
        }
    }

    /// Returns the parents that the existing spec specifies for the rows of a newer version of its document.
    ///
    /// A certain parent is treated as assumed if it is ambiguous which field matches the row.
    func knownParents(for rows: [NestingRow]) -> KnownParents {
        var known = KnownParents()
        if fields.isEmpty { return known }
        let alignment = Alignment(fields.map(\.name), rows.map(\.name))
        for (field, row) in alignment.rowByField {
            let parent = fields[field].parent.map { alignment.rowByField[$0] }
            // Skip the row if its parent was removed or now follows it.
            if let parent, parent.map({ $0 >= row }) ?? true { continue }
            if fields[field].isConfirmed, alignment.isCertain(field) {
                known.confirmed.updateValue(parent ?? nil, forKey: row)
            } else {
                known.assumed.updateValue(parent ?? nil, forKey: row)
            }
        }
        return known
    }
}

/// The matches between the fields of an existing spec and the rows of a newer version of its document.
private struct Alignment {
    /// The matching row of each field that the difference between both name lists keeps or moves, keyed by field.
    ///
    /// Empty if the difference is too expensive to compute.
    private(set) var rowByField: [Int: Int] = [:]
    /// The number of occurrences of each name in the list that contains it more often.
    private let countByName: [String: Int]
    private let fields: [String]

    /// The maximum cost of computing a difference: the number of added and removed names times the number of all names.
    ///
    /// Lists with a higher cost have too little in common to be matched.
    private static let maximumCost = 20_000_000

    init(_ fields: [String], _ rows: [String]) {
        self.fields = fields
        let (before, after) = (Self.counts(fields), Self.counts(rows))
        countByName = before.merging(after) { max($0, $1) }
        let changed = countByName.keys.reduce(0) { $0 + abs(before[$1, default: 0] - after[$1, default: 0]) }
        if changed * (fields.count + rows.count) > Self.maximumCost { return }
        // A name that is removed once and inserted once is a move.
        let difference = rows.difference(from: fields).inferringMoves()
        var removed: Set<Int> = []
        var inserted: Set<Int> = []
        for change in difference {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): inserted.insert(offset)
            }
        }
        let kept = zip(fields.indices.filter { !removed.contains($0) }, rows.indices.filter { !inserted.contains($0) })
        rowByField = Dictionary(uniqueKeysWithValues: kept.map { ($0, $1) })
        for case .insert(let row, _, let field?) in difference { rowByField[field] = row }
    }

    /// Returns whether the match of a field is unambiguous: its name occurs at most once in each list, or the previous or next
    /// field matches the previous or next row.
    func isCertain(_ field: Int) -> Bool {
        guard let row = rowByField[field] else { return false }
        return countByName[fields[field]] == 1 || rowByField[field - 1] == row - 1 || rowByField[field + 1] == row + 1
    }

    private static func counts(_ names: [String]) -> [String: Int] {
        names.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }
}

/// The parents that are known before the search, keyed by row. The parent `nil` is the top level.
struct KnownParents {
    /// The certain parents, which the search must keep.
    var confirmed: [Int: Int?] = [:]
    /// The assumed parents, which the search prefers.
    var assumed: [Int: Int?] = [:]

    /// Returns the known parents without those that contradict a proved placement.
    ///
    /// - Parameter placements: The placement of each row according to the document alone.
    func removingContradictions(with placements: [Placement]) -> KnownParents {
        func isConsistent(_ row: Int, _ parent: Int?) -> Bool {
            !placements[row].isProved || placements[row].parent == parent
        }
        return KnownParents(
            confirmed: confirmed.filter { isConsistent($0.key, $0.value) },
            assumed: assumed.filter { isConsistent($0.key, $0.value) })
    }

    /// Returns whether every row with a known parent has this parent in the given tree.
    ///
    /// - Parameter parents: The parent of each row in the tree.
    func isConsistent(with parents: [Int?]) -> Bool {
        (confirmed.merging(assumed) { confirmed, _ in confirmed }).allSatisfy { parents[$0.key] == $0.value }
    }

    /// Returns the innermost parent that must be open at each row, or `nil` if none must.
    ///
    /// A parent must stay open until its last confirmed child.
    func openParents(rowCount: Int) -> [Int?] {
        var lastChildren: [Int: Int] = [:]
        for case (let row, let parent?) in confirmed where parent < row {
            lastChildren[parent] = max(lastChildren[parent] ?? row, row)
        }
        var open: [Int?] = Array(repeating: nil, count: rowCount)
        // Because parents are in row order, an inner parent overwrites an outer one.
        for (parent, row) in lastChildren.sorted(by: { $0.key < $1.key }) {
            for between in parent + 1..<row { open[between] = parent }
        }
        return open
    }
}
