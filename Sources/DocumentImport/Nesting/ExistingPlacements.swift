import EndpointSpec

/// The placements of a body's fields in an existing spec.
///
/// An unmarked placement is certain: the document proved it, or a person confirmed it. The search must keep it.
///
/// A placement that is marked as assumed is only preferred by the search. This preference keeps the other fields in place when
/// a person confirms or adds a field.
struct ExistingPlacements {
    private struct ExistingField {
        let name: String
        let parent: Int?
        let isConfirmed: Bool
    }

    /// The fields in the order of the spec. This is the order of the document unless a person reordered the spec.
    private var fields: [ExistingField] = []

    static let none = ExistingPlacements()

    private init() {}

    /// Collects the placements of the fields in a list.
    ///
    /// The fields of a response with a `data` envelope are placed in an additional top-level field `data`.
    ///
    /// - Parameters:
    ///   - list: The list, such as the request body.
    ///   - spec: The existing spec, or `nil` if there is none.
    init(of list: EndpointSpec.FieldList, in spec: EndpointSpec?) {
        guard let spec else { return }
        let isWrapped = list == .response && spec.response.envelope == .data
        if isWrapped { fields.append(ExistingField(name: EnvelopeKeys.data, parent: nil, isConfirmed: true)) }
        // The indices in `fields` of the last field and its ancestors, outermost first.
        var parents = isWrapped ? [0] : []
        let top = parents.count
        // A field that only samples show has no row.
        for placed in spec.fields(in: list) where placed.field.evidence == nil {
            parents.removeLast(parents.count - top - placed.depth)
            fields.append(
                ExistingField(
                    name: placed.field.name, parent: parents.last, isConfirmed: placed.field.placement == nil))
            parents.append(fields.count - 1)
        }
    }

    /// Collects the placements of the members of an object in the platform's schema, all of which are certain.
    init(_ properties: [PlatformSchema.Property]) { add(properties, below: nil) }

    var isEmpty: Bool { fields.isEmpty }

    private mutating func add(_ properties: [PlatformSchema.Property], below parent: Int?) {
        for property in properties {
            fields.append(ExistingField(name: property.name, parent: parent, isConfirmed: true))
            if let properties = property.value.properties { add(properties, below: fields.count - 1) }
        }
    }

    /// Returns the parents that the existing spec specifies for the rows of a newer version of its document.
    ///
    /// Rows are matched with the fields of the spec by name and order. If the match of a row is ambiguous, its parent is
    /// treated as assumed even if the parent is certain in the spec.
    func knownParents(for rows: [NestingRow]) -> KnownParents {
        var known = KnownParents()
        if fields.isEmpty { return known }
        let alignment = Alignment(fields.map(\.name), rows.map(\.name))
        for (field, row) in alignment.rowByField {
            let parent = fields[field].parent.map { alignment.rowByField[$0] }
            // Skip a row whose parent was removed or now follows the row.
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
    /// The row that matches each field, keyed by field. A field without a matching row has no entry.
    ///
    /// Empty if the difference between the two lists of names is too expensive to compute.
    private(set) var rowByField: [Int: Int] = [:]
    /// The number of occurrences of each name in one of the two lists: the one that contains the name more often.
    private let countByName: [String: Int]
    private let fields: [String]

    /// The maximum cost of computing the difference between the two lists of names.
    ///
    /// The cost is estimated as the number of added and removed names, times the total number of names in both lists. Lists
    /// with a higher cost have too little in common to be matched.
    private static let maximumCost = 20_000_000

    init(_ fields: [String], _ rows: [String]) {
        self.fields = fields
        let (before, after) = (Self.counts(fields), Self.counts(rows))
        countByName = before.merging(after) { max($0, $1) }
        let changed = countByName.keys.reduce(0) { $0 + abs(before[$1, default: 0] - after[$1, default: 0]) }
        if changed * (fields.count + rows.count) > Self.maximumCost { return }
        // A name that is removed once and inserted once is treated as moved.
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

    /// Returns whether the match of a field is unambiguous.
    ///
    /// The match is unambiguous if the field's name occurs at most once in each list, if the previous field matches the previous
    /// row, or if the next field matches the next row.
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

    /// Returns these parents and, for rows without one, the other known parents.
    func adding(_ others: KnownParents) -> KnownParents {
        KnownParents(
            confirmed: confirmed.merging(others.confirmed) { own, _ in own },
            assumed: assumed.merging(others.assumed) { own, _ in own }.filter { confirmed[$0.key] == nil })
    }

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

    /// Returns, for each row, the innermost parent that must stay open at this row because a confirmed child of the parent
    /// follows, or `nil` if there is no such parent.
    func openParents(rowCount: Int) -> [Int?] {
        var lastChildren: [Int: Int] = [:]
        for case (let row, let parent?) in confirmed where parent < row {
            lastChildren[parent] = max(lastChildren[parent] ?? row, row)
        }
        var open: [Int?] = Array(repeating: nil, count: rowCount)
        // Visit the parents in row order, so that an inner parent overwrites an outer one.
        for (parent, row) in lastChildren.sorted(by: { $0.key < $1.key }) {
            for between in parent + 1..<row { open[between] = parent }
        }
        return open
    }
}
