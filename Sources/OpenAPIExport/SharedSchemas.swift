import EndpointSpec
import SourceText

/// The schemas of object types that occur more than once in the bodies of an operation, which refers to them by name.
///
/// Operations share no schemas, although some have equal ones: a name that depends on what else is exported would rename the
/// types of a client when an endpoint is added, or when the document of another endpoint changes.
struct SharedSchemas {
    /// The schema names, keyed by object type.
    private var names: [Key: String] = [:]
    private var typesByName: [String: (operation: OperationID?, fields: [EndpointSpec.Field])] = [:]
    /// The operation for which `reference(to:)` creates references.
    private var operation: OperationID?

    /// The identity of an object type. Within an operation, types with the same name and schema have equal keys.
    private struct Key: Hashable {
        let operation: OperationID?
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
                guard let key = Self.key(of: field, in: spec.id) else { continue }
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
            typesByName[name] = (key.operation, fields[key] ?? [])
        }
    }

    /// Returns the key of the field's object type, or `nil` if the field does not contain objects with known fields.
    private static func key(of field: EndpointSpec.Field, in operation: OperationID?) -> Key? {
        guard field.type.base == .object, let fields = field.fields, !fields.isEmpty else { return nil }
        let name = (field.typeName ?? field.name).filter {
            $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0))
        }
        return Key(
            operation: operation,
            name: (operation.map { "\($0)." } ?? "") + (name.isEmpty ? "Type" : name),
            schema: FieldSchema.object(fields, .none).compact)
    }

    /// Returns a reference to the shared schema of the field's object type, or `nil` if there is no shared schema for
    /// it.
    func reference(to field: EndpointSpec.Field) -> String? {
        // If there are no shared schemas, avoid the cost of computing the key.
        if names.isEmpty { return nil }
        return Self.key(of: field, in: operation).flatMap { names[$0] }.map { "#/components/schemas/\($0)" }
    }

    /// Returns a copy that creates references for the given operation.
    func scoped(to operation: OperationID?) -> SharedSchemas {
        var schemas = self
        schemas.operation = operation
        return schemas
    }

    /// The schemas, sorted by name.
    var members: [JSON.Member] {
        typesByName.sorted { $0.key < $1.key }.map { name, type in
            .init(name, FieldSchema.object(type.fields, scoped(to: type.operation)))
        }
    }
}
