import EndpointSpec

/// The placements of a body's fields in an existing spec.
///
/// A placement without a mark is certain: the document proved it, or a person confirmed it. A placement that is marked as
/// assumed is kept unless there is evidence against it, so that confirming or adding a field does not move others.
struct ExistingPlacements {
    private struct ExistingField {
        let name: String
        let parent: Int?
        let isConfirmed: Bool
    }

    /// The fields in the order of the spec, which is the document order unless a person moved a field.
    private var fields: [ExistingField] = []

    static let none = ExistingPlacements()

    private init() {}

    /// Collects the placements of a body, including the `data` object around the fields of an enveloped response.
    ///
    /// - Parameter spec: The existing spec, or `nil` if there is none.
    init(of list: EndpointSpec.FieldList, in spec: EndpointSpec?) {
        guard let spec else { return }
        let isWrapped = list == .response && spec.response.envelope == .data
        if isWrapped { fields.append(ExistingField(name: EnvelopeKeys.data, parent: nil, isConfirmed: true)) }
        // The ancestors of the next field.
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

    /// Returns the parents of the rows of a newer document that the spec determines.
    func knownParents(for rows: [NestingRow]) -> KnownParents {
        var known = KnownParents()
        if fields.isEmpty { return known }
        let alignment = Alignment(fields.map(\.name), rows.map(\.name))
        for (field, row) in alignment.rowByField {
            let parent = fields[field].parent.map { alignment.rowByField[$0] }
            // The parent was removed, or now follows the row.
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

/// Matches the fields of the existing spec to the rows of a newer document.
private struct Alignment {
    /// The row of each field that still exists: those that the difference between both lists of names keeps, and those that it
    /// moves.
    private(set) var rowByField: [Int: Int] = [:]
    private let countByName: [String: Int]
    private let fields: [String]

    /// The maximum cost of computing a difference. Lists with a higher cost have little in common.
    private static let maximumCost = 20_000_000

    init(_ fields: [String], _ rows: [String]) {
        self.fields = fields
        let (before, after) = (Self.counts(fields), Self.counts(rows))
        countByName = before.merging(after) { max($0, $1) }
        let changed = countByName.keys.reduce(0) { $0 + abs(before[$1, default: 0] - after[$1, default: 0]) }
        if changed * (fields.count + rows.count) > Self.maximumCost { return }
        // A move is a removal and an insertion of the same unique name.
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

    /// Returns whether the match of a field is unambiguous: its name is unique, or it has the same neighbor as before.
    func isCertain(_ field: Int) -> Bool {
        guard let row = rowByField[field] else { return false }
        return countByName[fields[field]] == 1 || rowByField[field - 1] == row - 1 || rowByField[field + 1] == row + 1
    }

    private static func counts(_ names: [String]) -> [String: Int] {
        names.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }
}

/// The parents of rows that are known before the search, keyed by row. `nil` is the top level.
struct KnownParents {
    /// The parents that are certain.
    var confirmed: [Int: Int?] = [:]
    /// The assumed parents in the existing spec.
    var assumed: [Int: Int?] = [:]

    /// Removes the parents that contradict the placements that the document proves.
    func removingContradictions(with placements: [Placement]) -> KnownParents {
        func agrees(_ row: Int, _ parent: Int?) -> Bool {
            !placements[row].isProved || placements[row].parent == parent
        }
        return KnownParents(
            confirmed: confirmed.filter { agrees($0.key, $0.value) },
            assumed: assumed.filter { agrees($0.key, $0.value) })
    }

    /// Returns whether a tree agrees with all known parents.
    func agree(with parents: [Int?]) -> Bool {
        (confirmed.merging(assumed) { confirmed, _ in confirmed }).allSatisfy { parents[$0.key] == $0.value }
    }

    /// Returns, for each row, the innermost parent that must still be open because a later row is known to be its child.
    func openParents(rowCount: Int) -> [Int?] {
        var lastChildren: [Int: Int] = [:]
        for case (let row, let parent?) in confirmed where parent < row {
            lastChildren[parent] = max(lastChildren[parent] ?? row, row)
        }
        var open: [Int?] = Array(repeating: nil, count: rowCount)
        // Inner parents follow outer parents and overwrite them.
        for (parent, row) in lastChildren.sorted(by: { $0.key < $1.key }) {
            for between in parent + 1..<row { open[between] = parent }
        }
        return open
    }
}
