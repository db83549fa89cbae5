import EndpointSpec

/// The places of the fields of a body in a spec that people may have checked: a place without a mark is right.
struct ConfirmedPlaces {
    private struct Place {
        let name: String
        let parent: Int?
        let isConfirmed: Bool
    }

    /// In the order of the spec, which is that of the document.
    private var places: [Place] = []

    static let none = ConfirmedPlaces(nil as [EndpointSpec.Field]?)

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

    /// The parents of the rows of a newer document whose places are confirmed; nil for the top level.
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

    /// The row of each place that is still there: the parts that the difference of both lists of names leaves alone.
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
