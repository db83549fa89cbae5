import EndpointSpec
import SourceText

/// The schemas of object types that occur several times, under the names by which operations refer to them.
struct SharedSchemas {
    /// The names by what the types contain.
    private var names: [Key: String] = [:]
    private var typesByName: [String: (service: String, fields: [EndpointSpec.Field])] = [:]
    /// The service whose types are referred to. Services have different types of one name.
    private var service = ""

    /// What makes two object types the same.
    private struct Key: Hashable {
        let service: String
        let name: String
        /// Wire names, types and texts.
        let text: String
    }

    static let none = SharedSchemas(of: [])

    /// - Parameter specs: All specs, in the order of their ids.
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

    /// Nil for a field that is no object with fields.
    private static func key(of field: EndpointSpec.Field, in service: String) -> Key? {
        guard field.type.base == .object, let fields = field.fields, !fields.isEmpty else { return nil }
        let name = (field.typeName ?? field.name).filter {
            $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0))
        }
        return Key(
            service: service, name: "\(service).\(name.isEmpty ? "Type" : name)",
            text: FieldSchema.object(fields, .none).compact)
    }

    /// The reference to the type of a field; nil where it occurs once.
    func reference(to field: EndpointSpec.Field) -> String? {
        // Without shared types, a type is not compared with any.
        if names.isEmpty { return nil }
        return Self.key(of: field, in: service).flatMap { names[$0] }.map { "#/components/schemas/\($0)" }
    }

    /// The types of a service.
    func of(_ service: String) -> SharedSchemas {
        var schemas = self
        schemas.service = service
        return schemas
    }

    /// The schemas, sorted by name.
    var members: [JSON.Member] {
        typesByName.sorted { $0.key < $1.key }.map { name, type in
            .init(name, FieldSchema.object(type.fields, of(type.service)))
        }
    }
}
