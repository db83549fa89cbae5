/// A field that has another name in the new version of a spec, and otherwise the same place and type.
package struct FieldRename: Sendable, Equatable {
    /// The wire names.
    package let old: String
    package let new: String

    /// Finds the renamed fields among two versions of a list of siblings.
    ///
    /// Between two fields that both versions have, a removed field and an added field of the same type are one renamed field,
    /// unless the versions have different numbers of such fields.
    static func all(from old: [EndpointSpec.Field], to new: [EndpointSpec.Field]) -> [FieldRename] {
        let common = Set(old.map(\.name)).intersection(new.map(\.name))
        let (before, after) = (gaps(in: old, between: common), gaps(in: new, between: common))
        return before.flatMap { place, removed -> [FieldRename] in
            guard let added = after[place], removed.count == added.count else { return [] }
            return zip(removed, added).map { FieldRename(old: $0, new: $1) }
        }.sorted { $0.new < $1.new }
    }

    /// A type of fields between two common fields.
    private struct Place: Hashable {
        let previous: String?
        let type: String
        /// The names of the children, because objects of different structure are different types.
        let children: [String]
    }

    /// Returns the names of the fields that only one version has.
    private static func gaps(in fields: [EndpointSpec.Field], between common: Set<String>) -> [Place: [String]] {
        var names: [Place: [String]] = [:]
        var previous: String?
        for field in fields {
            if common.contains(field.name) {
                previous = field.name
            } else {
                let place = Place(
                    previous: previous, type: field.typeText, children: (field.fields ?? []).map(\.name))
                names[place, default: []].append(field.name)
            }
        }
        return names
    }
}
