import EndpointSpec

/// The assumed placements of an existing spec that a newer document confirms or corrects.
package struct ResolvedPlacements: Sendable, Equatable {
    /// The number of assumed placements that turned out to be correct.
    package private(set) var confirmedCount = 0
    /// A description of each field whose assumed placement was wrong and whose new placement is certain, such as
    /// `response.items.name is response.name`.
    package private(set) var moves: [String] = []

    /// A value without any resolved placement.
    package static let none = ResolvedPlacements()

    private init() {}

    init(from old: EndpointSpec, to new: EndpointSpec) {
        for list in EndpointSpec.FieldList.allCases {
            let assumed = old.fields(in: list).filter { $0.field.placement == .assumed }
            if assumed.isEmpty { continue }
            let fields = new.fields(in: list)
            let resolved = fields.filter { $0.field.placement == nil && $0.field.evidence == nil }
            let unresolved = Set(fields.filter { $0.field.placement != nil }.map(\.address))
            let addresses = Set(resolved.map(\.address))
            let byName = Dictionary(grouping: resolved, by: \.field.name)
            for placed in assumed where !unresolved.contains(placed.address) {
                if addresses.contains(placed.address) {
                    confirmedCount += 1
                } else if let moved = byName[placed.field.name], moved.count == 1 {
                    moves.append("\(placed.address) is \(moved[0].address)")
                }
            }
        }
    }
}
