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

    static let none = ExistingPlaces(nil as [EndpointSpec.Field]?)

    init(_ fields: [EndpointSpec.Field]?) {
        add(fields, below: nil)
    }

    /// The places of a response, with the `data` around its fields where there is one.
    init(_ response: EndpointSpec.Response) {
        if response.envelope == .data {
            places.append(Place(name: EnvelopeKeys.data, parent: nil, isConfirmed: true))
            add(response.fields, below: 0)
        } else {
            add(response.fields, below: nil)
        }
    }

    private mutating func add(_ fields: [EndpointSpec.Field]?, below parent: Int?) {
        for field in fields ?? [] {
            places.append(Place(name: field.name, parent: parent, isConfirmed: field.placement == nil))
            add(field.fields, below: places.count - 1)
        }
    }

    /// What the spec says about the rows of a newer document.
    func known(of rows: [NestingRow]) -> KnownParents {
        var known = KnownParents()
        if places.isEmpty { return known }
        let rowByPlace = self.rowByPlace(rows.map(\.name))
        for (place, row) in rowByPlace {
            let parent = places[place].parent.map { rowByPlace[$0] }
            // The parent is gone, or was after the row before.
            if let parent, parent.map({ $0 >= row }) ?? true { continue }
            if places[place].isConfirmed {
                known.confirmed.updateValue(parent ?? nil, forKey: row)
            } else {
                known.assumed.updateValue(parent ?? nil, forKey: row)
            }
        }
        return known
    }

    /// The row of each place that is still there: first the parts that the difference of both lists of names leaves
    /// alone, and then what only changed its position.
    private func rowByPlace(_ names: [String]) -> [Int: Int] {
        // A move is a removal and an insertion with the same unique name.
        let difference = names.difference(from: places.map(\.name)).inferringMoves()
        var removed: Set<Int> = []
        var inserted: Set<Int> = []
        for change in difference {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): inserted.insert(offset)
            }
        }
        let kept = zip(
            places.indices.filter { !removed.contains($0) }, names.indices.filter { !inserted.contains($0) })
        var rowByPlace = Dictionary(uniqueKeysWithValues: kept.map { ($0, $1) })
        for case .insert(let row, _, let place?) in difference { rowByPlace[place] = row }
        return rowByPlace
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
        var open: [Int?] = Array(repeating: nil, count: count)
        for (row, parent) in confirmed {
            guard let parent, parent < row else { continue }
            for between in parent + 1..<row { open[between] = max(open[between] ?? parent, parent) }
        }
        return open
    }
}
