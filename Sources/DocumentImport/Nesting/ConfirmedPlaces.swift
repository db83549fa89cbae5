import EndpointSpec

/// Where the fields of a body stand in a spec that people may have checked: a place without a mark is right.
struct ConfirmedPlaces {
    private struct Place {
        let name: String
        let parent: Int?
        let isConfirmed: Bool
    }

    /// In the order of the spec, which is that of the document.
    private var places: [Place] = []

    init(_ fields: [EndpointSpec.Field]?) {
        add(fields, below: nil)
    }

    /// The places of an answer, with the `data` around its fields where there is one.
    init(_ response: EndpointSpec.Response) {
        if response.envelope == .data {
            places.append(Place(name: "data", parent: nil, isConfirmed: true))
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

    /// The parents of those rows of a newer document whose places are confirmed; nil stands for the top.
    func parents(of rows: [NestingRow]) -> [Int: Int?] {
        if places.isEmpty { return [:] }
        let rowByPlace = self.rowByPlace(rows.map(\.name))
        var parents: [Int: Int?] = [:]
        for (place, row) in rowByPlace where places[place].isConfirmed {
            guard let parent = places[place].parent else {
                parents.updateValue(nil, forKey: row)
                continue
            }
            if let parentRow = rowByPlace[parent] { parents.updateValue(parentRow, forKey: row) }
        }
        return parents
    }

    /// What was there before and still is: what no difference of the two lists of names touches.
    private func rowByPlace(_ names: [String]) -> [Int: Int] {
        let difference = names.difference(from: places.map(\.name))
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
        return Dictionary(uniqueKeysWithValues: kept.map { ($0, $1) })
    }
}
