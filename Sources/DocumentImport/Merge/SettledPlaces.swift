import EndpointSpec

/// What became of the places that an existing spec marks as assumed, where a newer document proves or states them.
package struct SettledPlaces: Sendable, Equatable {
    /// The number of places that were right.
    package private(set) var confirmedCount = 0
    /// The paths of the fields that belong somewhere else: `response.items.name is response.name`.
    package private(set) var moves: [String] = []

    /// Nothing was assumed, or it still is.
    package static let none = SettledPlaces()

    private init() {}

    init(from old: EndpointSpec, to new: EndpointSpec) {
        compare("request", old.request?.fields, new.request?.fields)
        compare("response", old.response.fields, new.response.fields)
    }

    private mutating func compare(
        _ body: String, _ old: [EndpointSpec.Field]?, _ new: [EndpointSpec.Field]?
    ) {
        let assumed = Self.places(old, below: body).filter { $0.isAssumed }
        if assumed.isEmpty { return }
        let settled = Self.places(new, below: body).filter { !$0.isAssumed }
        let paths = Set(settled.map(\.path))
        let byName = Dictionary(grouping: settled, by: \.name)
        for place in assumed {
            if paths.contains(place.path) {
                confirmedCount += 1
            } else if let moved = byName[place.name], moved.count == 1 {
                moves.append("\(place.path) is \(moved[0].path)")
            }
        }
    }

    private struct Place {
        let name: String
        let path: String
        let isAssumed: Bool
    }

    private static func places(_ fields: [EndpointSpec.Field]?, below parent: String) -> [Place] {
        (fields ?? []).flatMap { field in
            let path = "\(parent).\(field.name)"
            return [Place(name: field.name, path: path, isAssumed: field.placement == .assumed)]
                + places(field.fields, below: path)
        }
    }
}
