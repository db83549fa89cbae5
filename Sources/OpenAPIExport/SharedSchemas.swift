import EndpointSpec
import SourceText

/// The schemas of object types that occur more than once. Operations refer to them by name.
struct SharedSchemas {
    /// The names of the schemas, keyed by the contents of the types.
    private var names: [Key: String] = [:]
    private var typesByName: [String: (service: String, fields: [EndpointSpec.Field])] = [:]
    /// The service whose types are referenced. Different services can have different types with the same name.
    private var service = ""

    /// The key that identifies equal object types.
    private struct Key: Hashable {
        let service: String
        let name: String
        /// The schema as JSON text, which contains the wire names, types and descriptions of the fields.
        let schema: String
    }

    static let none = SharedSchemas(of: [])

    /// - Parameter specs: All specs, sorted by id.
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

    /// Returns the key of the type of a field, or `nil` if the field is not an object with fields.
    private static func key(of field: EndpointSpec.Field, in service: String) -> Key? {
        guard field.type.base == .object, let fields = field.fields, !fields.isEmpty else { return nil }
        let name = (field.typeName ?? field.name).filter {
            $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0))
        }
        return Key(
            service: service, name: "\(service).\(name.isEmpty ? "Type" : name)",
            schema: FieldSchema.object(fields, .none).compact)
    }

    /// Returns the reference to the shared type of a field, or `nil` if the type occurs only once.
    func reference(to field: EndpointSpec.Field) -> String? {
        // Without shared types, there is no need to compute the key.
        if names.isEmpty { return nil }
        return Self.key(of: field, in: service).flatMap { names[$0] }.map { "#/components/schemas/\($0)" }
    }

    /// Returns the schemas for resolving references in a service.
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
