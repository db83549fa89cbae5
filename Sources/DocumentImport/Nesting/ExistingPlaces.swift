import EndpointSpec

/// The places of the fields of a body in an existing spec.
///
/// A place without a mark is right: the document proved it, or a person checked it. A place that is marked as assumed
/// is kept while nothing speaks against it, so that what people settle and what documents add moves nothing else.
struct ExistingPlaces {
    private struct Place {
        let name: String
        let parent: Int?
        let isConfirmed: Bool
    }

    /// In the order of the spec, which is that of the document unless a person moved a field.
    private var places: [Place] = []

    static let none = ExistingPlaces()

    private init() {}

    /// The places of a body, with the `data` around the fields of a response where there is one.
    ///
    /// - Parameter spec: The existing spec; nil if there is none.
    init(of list: EndpointSpec.FieldList, in spec: EndpointSpec?) {
        guard let spec else { return }
        let isWrapped = list == .response && spec.response.envelope == .data
        if isWrapped { places.append(Place(name: EnvelopeKeys.data, parent: nil, isConfirmed: true)) }
        // The fields around the next one.
        var parents = isWrapped ? [0] : []
        let top = parents.count
        for placed in spec.fields(in: list) {
            parents.removeLast(parents.count - top - placed.depth)
            places.append(
                Place(
                    name: placed.field.name, parent: parents.last, isConfirmed: placed.field.placement == nil))
            parents.append(places.count - 1)
        }
    }

    /// What the spec says about the rows of a newer document.
    func known(of rows: [NestingRow]) -> KnownParents {
        var known = KnownParents()
        if places.isEmpty { return known }
        let alignment = Alignment(places.map(\.name), rows.map(\.name))
        for (place, row) in alignment.rowByPlace {
            let parent = places[place].parent.map { alignment.rowByPlace[$0] }
            // The parent is gone, or was after the row before.
            if let parent, parent.map({ $0 >= row }) ?? true { continue }
            if places[place].isConfirmed, alignment.isCertain(place) {
                known.confirmed.updateValue(parent ?? nil, forKey: row)
            } else {
                known.assumed.updateValue(parent ?? nil, forKey: row)
            }
        }
        return known
    }
}

/// Which row of a newer document is which place of the existing spec.
private struct Alignment {
    /// The row of each place that is still there: first the parts that the difference of both lists of names leaves
    /// alone, and then what only changed its position.
    private(set) var rowByPlace: [Int: Int] = [:]
    private let countByName: [String: Int]
    private let places: [String]

    /// Above this, a difference costs too much, and hardly anything is the same anyway.
    private static let maximumCost = 20_000_000

    init(_ places: [String], _ rows: [String]) {
        self.places = places
        let (before, after) = (Self.counts(places), Self.counts(rows))
        countByName = before.merging(after) { max($0, $1) }
        let changed = countByName.keys.reduce(0) { $0 + abs(before[$1, default: 0] - after[$1, default: 0]) }
        if changed * (places.count + rows.count) > Self.maximumCost { return }
        // A move is a removal and an insertion with the same unique name.
        let difference = rows.difference(from: places).inferringMoves()
        var removed: Set<Int> = []
        var inserted: Set<Int> = []
        for change in difference {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): inserted.insert(offset)
            }
        }
        let kept = zip(places.indices.filter { !removed.contains($0) }, rows.indices.filter { !inserted.contains($0) })
        rowByPlace = Dictionary(uniqueKeysWithValues: kept.map { ($0, $1) })
        for case .insert(let row, _, let place?) in difference { rowByPlace[place] = row }
    }

    /// Whether a place can be no other row than its own: the name is unique, or the neighbor is the same.
    func isCertain(_ place: Int) -> Bool {
        guard let row = rowByPlace[place] else { return false }
        return countByName[places[place]] == 1 || rowByPlace[place - 1] == row - 1 || rowByPlace[place + 1] == row + 1
    }

    private static func counts(_ names: [String]) -> [String: Int] {
        names.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }
}

/// The parents of rows that are known before the search. The top level is nil.
struct KnownParents {
    /// The parents that are certain.
    var confirmed: [Int: Int?] = [:]
    /// The parents that a spec has had so far, by assumption.
    var assumed: [Int: Int?] = [:]

    /// What is known apart from the places that the document proves to be others.
    func withoutContradiction(to placements: [Placement]) -> KnownParents {
        func agrees(_ row: Int, _ parent: Int?) -> Bool {
            !placements[row].isProved || placements[row].parent == parent
        }
        return KnownParents(
            confirmed: confirmed.filter { agrees($0.key, $0.value) },
            assumed: assumed.filter { agrees($0.key, $0.value) })
    }

    /// Whether rows with these parents agree with everything that is known.
    func agree(with parents: [Int?]) -> Bool {
        (confirmed.merging(assumed) { confirmed, _ in confirmed }).allSatisfy { parents[$0.key] == $0.value }
    }

    /// For each row the innermost parent that is still open there, because a later row is certain to be below it.
    func openParents(count: Int) -> [Int?] {
        var lastChildren: [Int: Int] = [:]
        for case (let row, let parent?) in confirmed where parent < row {
            lastChildren[parent] = max(lastChildren[parent] ?? row, row)
        }
        var open: [Int?] = Array(repeating: nil, count: count)
        // An inner parent comes after an outer one.
        for (parent, row) in lastChildren.sorted(by: { $0.key < $1.key }) {
            for between in parent + 1..<row { open[between] = parent }
        }
        return open
    }
}
