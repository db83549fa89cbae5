import EndpointSpec
import SourceText

/// Fields that no table lists, typed from the values that samples show.
enum SampledField {
    /// Returns a field with the type of all values. Values of different kinds have the type `any`.
    static func field(named name: String, values: [JSON]) -> EndpointSpec.Field {
        var field = EndpointSpec.Field(name: name, type: .init(.any))
        field.evidence = .sample
        let shown = SampledValues(values)
        field.type = .init(shown.scalarBase ?? .any, dimensions: shown.dimensions)
        let objects = shown.objects
        guard shown.scalarBase == nil, !objects.isEmpty, objects.count == shown.elements.count else { return field }
        let members = objects.flatMap(\.self)
        guard members.contains(where: { !DynamicKeys.isData($0.key) }) else {
            if members.isEmpty {
                field.type.base = .object
            } else {
                field.type.base = .map
                field.valueType = valueType(of: members.map(\.value))
            }
            return field
        }
        field.type.base = .object
        field.fields = fields(of: objects)
        return field
    }

    /// Returns the fields that objects have in samples, in the order in which they first appear. Keys that are data are omitted.
    static func fields(of objects: [[JSON.Member]], except documented: Set<String> = []) -> [EndpointSpec.Field] {
        var names: [String] = []
        var values: [String: [JSON]] = [:]
        for member in objects.flatMap(\.self)
        where !documented.contains(member.key) && !DynamicKeys.isData(member.key) {
            if values[member.key] == nil { names.append(member.key) }
            values[member.key, default: []].append(member.value)
        }
        return names.map { field(named: $0, values: values[$0] ?? []) }
    }

    /// Returns the type of the values of a map, or `nil` if they are not all scalars or lists of scalars.
    private static func valueType(of values: [JSON]) -> EndpointSpec.FieldType? {
        let shown = SampledValues(values)
        return shown.scalarBase.map { .init($0, dimensions: shown.dimensions) }
    }
}

/// What samples show at one place: the number of array dimensions, and the elements below them.
struct SampledValues {
    /// The number of array dimensions that all values have. If only some values are arrays, the number is 0.
    let dimensions: Int
    /// The values below the dimensions, without nulls.
    let elements: [JSON]
    /// Whether all values are arrays that are empty or contain only empty arrays, so that there can be more dimensions.
    var isOpen: Bool { elements.isEmpty && dimensions > 0 }

    init(_ values: [JSON]) {
        var elements = values.filter { $0 != .null }
        var dimensions = 0
        while !elements.isEmpty, elements.allSatisfy(\.isArray) {
            elements = elements.flatMap(\.arrayElements).filter { $0 != .null }
            dimensions += 1
        }
        (self.dimensions, self.elements) = (dimensions, elements)
    }

    /// The members of the elements that are objects.
    var objects: [[JSON.Member]] {
        elements.compactMap { if case .object(let members) = $0 { members } else { nil } }
    }

    /// The scalar type of all elements, or `nil` if they have none in common. Numbers and strings together are strings, because
    /// reading converts a number to a string without a loss.
    var scalarBase: EndpointSpec.FieldType.Base? {
        guard !elements.isEmpty else { return nil }
        let bases: [EndpointSpec.FieldType.Base] = [.boolean, .int, .number]
        if let base = bases.first(where: { base in elements.allSatisfy(EndpointSpec.FieldType(base).fits) }) {
            return base
        }
        let isText = elements.allSatisfy { element in
            switch element {
            case .string, .number: true
            default: false
            }
        }
        return isText ? .string : nil
    }
}

extension JSON {
    fileprivate var isArray: Bool { if case .array = self { true } else { false } }

    fileprivate var arrayElements: [JSON] { if case .array(let elements) = self { elements } else { [] } }
}
