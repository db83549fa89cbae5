import EndpointSpec

/// What became of the places that an existing spec marks as assumed, where a newer document proves or states them.
package struct ResolvedPlacements: Sendable, Equatable {
    /// The number of places that were right.
    package private(set) var confirmedCount = 0
    /// The paths of the fields that belong somewhere else: `response.items.name is response.name`.
    package private(set) var moves: [String] = []

    /// Nothing was assumed, or it still is.
    package static let none = ResolvedPlacements()

    private init() {}

    init(from old: EndpointSpec, to new: EndpointSpec) {
        for list in EndpointSpec.FieldList.allCases {
            let assumed = old.fields(in: list).filter { $0.field.placement == .assumed }
            if assumed.isEmpty { continue }
            let fields = new.fields(in: list)
            let settled = fields.filter { $0.field.placement == nil }
            let unsettled = Set(fields.filter { $0.field.placement != nil }.map(\.address))
            let addresses = Set(settled.map(\.address))
            let byName = Dictionary(grouping: settled, by: \.field.name)
            for place in assumed where !unsettled.contains(place.address) {
                if addresses.contains(place.address) {
                    confirmedCount += 1
                } else if let moved = byName[place.field.name], moved.count == 1 {
                    moves.append("\(place.address) is \(moved[0].address)")
                }
            }
        }
    }
}
