import EndpointSpec
import SourceText

/// Fields that no table lists, typed from the values that samples show.
struct SampledFields {
    /// A name in samples that has the words of another name in the same object, such as `userId` beside `user_id`. In Swift, both
    /// would be the same name.
    struct Respelling {
        let name: String
        let original: String
        let parent: FieldAddress
    }

    /// The names that became no fields.
    private(set) var respellings: [Respelling] = []

    /// Returns the fields that objects have in samples, in the order in which they first appear. Keys that are data are omitted.
    ///
    /// - Parameters:
    ///   - objects: The members of the objects.
    ///   - documented: The names of the documented fields, which are omitted.
    ///   - parent: The address of the objects.
    mutating func fields(
        of objects: [[JSON.Member]], except documented: [String] = [], at parent: FieldAddress
    ) -> [EndpointSpec.Field] {
        var originals = Dictionary(documented.map { (Words($0).lowerCamelCase, $0) }) { first, _ in first }
        var seen = Set(documented)
        var names: [String] = []
        var values: [String: [JSON]] = [:]
        for member in objects.joined() where !DynamicKeys.isData(member.key) {
            let name = member.key
            if values[name] != nil {
                values[name]?.append(member.value)
            } else if seen.insert(name).inserted {
                let words = Words(name).lowerCamelCase
                if let original = originals[words] {
                    respellings.append(Respelling(name: name, original: original, parent: parent))
                } else {
                    originals[words] = name
                    names.append(name)
                    values[name] = [member.value]
                }
            }
        }
        return names.map { field(named: $0, values: values[$0] ?? [], in: parent) }
    }

    private mutating func field(named name: String, values: [JSON], in parent: FieldAddress) -> EndpointSpec.Field {
        let shown = SampledValues(values)
        var field = EndpointSpec.Field(name: name, type: shown.type)
        field.evidence = .sample
        let address = parent.appending(name)
        // A spec cannot be nested as deeply as a sample.
        guard field.type.base == .object, address.names.count < NestingSearch.maximumDepth else { return field }
        let objects = shown.objects
        let members = objects.flatMap(\.self)
        if members.isEmpty { return field }
        if members.allSatisfy({ DynamicKeys.isData($0.key) }) {
            field.type.base = .map
            field.valueType = Self.valueType(of: members.map(\.value))
        } else {
            field.fields = fields(of: objects, at: address)
        }
        return field
    }

    /// Returns the type of the values of a map, or `nil` if they are not all scalars or lists of scalars.
    private static func valueType(of values: [JSON]) -> EndpointSpec.FieldType? {
        let shown = SampledValues(values)
        return shown.scalarBase.map { .init($0, dimensions: shown.dimensions) }
    }
}
