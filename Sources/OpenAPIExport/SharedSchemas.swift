import EndpointSpec
import SourceText

/// The schemas of object types that occur more than once in the bodies of a service. Operations and other shared
/// schemas refer to these schemas by name.
struct SharedSchemas {
    /// The schema names, keyed by object type.
    private var names: [Key: String] = [:]
    private var typesByName: [String: (service: String, fields: [EndpointSpec.Field])] = [:]
    /// The service for which `reference(to:)` creates references. It is needed to find a type, because services can
    /// have different types with the same name.
    private var service = ""

    /// The identity of an object type. Within a service, types with the same name and schema have equal keys.
    private struct Key: Hashable {
        let service: String
        let name: String
        /// The schema of the type as JSON text, without references to shared schemas.
        let schema: String
    }

    static let none = SharedSchemas(of: [])

    /// - Parameter specs: All specs, sorted by ID.
    init(of specs: [EndpointSpec]) {
        var counts: [Key: Int] = [:]
        var fields: [Key: [EndpointSpec.Field]] = [:]
        var order: [Key] = []
        for spec in specs {
            for field in spec.bodyFields.map(\.field) {
                guard let key = Self.key(of: field, in: spec.id.service) else { continue }
                if counts[key, default: 0] == 0 {
                    order.append(key)
                    fields[key] = field.fields
                }
                counts[key, default: 0] += 1
            }
        }
        for key in order where counts[key, default: 0] > 1 {
            var name = key.name
            var number = 1
            while typesByName[name] != nil {
                number += 1
                name = "\(key.name)-\(number)"
            }
            names[key] = name
            typesByName[name] = (key.service, fields[key] ?? [])
        }
    }

    /// Returns the key of the field's object type, or `nil` if the field does not contain objects with known fields.
    private static func key(of field: EndpointSpec.Field, in service: String) -> Key? {
        guard field.type.base == .object, let fields = field.fields, !fields.isEmpty else { return nil }
        let name = (field.typeName ?? field.name).filter {
            $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0))
        }
        return Key(
            service: service, name: "\(service).\(name.isEmpty ? "Type" : name)",
            schema: FieldSchema.object(fields, .none).compact)
    }

    /// Returns a reference to the shared schema of the field's object type, or `nil` if there is no shared schema for
    /// it.
    func reference(to field: EndpointSpec.Field) -> String? {
        // If there are no shared schemas, avoid the cost of computing the key.
        if names.isEmpty { return nil }
        return Self.key(of: field, in: service).flatMap { names[$0] }.map { "#/components/schemas/\($0)" }
    }

    /// Returns a copy that creates references for the given service.
    func scoped(to service: String) -> SharedSchemas {
        var schemas = self
        schemas.service = service
        return schemas
    }

    /// The schemas, sorted by name.
    var members: [JSON.Member] {
        typesByName.sorted { $0.key < $1.key }.map { name, type in
            .init(name, FieldSchema.object(type.fields, scoped(to: type.service)))
        }
    }
}
