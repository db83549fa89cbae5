import EndpointSpec

/// The fields of types with proved placements in the specs of a service.
///
/// The documents of a service share types. If one document does not prove which fields belong to a type, another document can.
struct TypeLibrary: Sendable {
    /// The field names of each type, keyed by type name.
    typealias Service = [String: [String]]

    private var services: [String: Service] = [:]

    static let empty = TypeLibrary([])

    /// Creates a library of the types in specs.
    init(_ specs: [EndpointSpec]) {
        for spec in specs {
            var service = services[spec.id.service] ?? [:]
            for field in spec.bodyFields.map(\.field) { Self.collect(field, into: &service) }
            services[spec.id.service] = service
        }
    }

    /// Returns whether the library has more fields for a type of the spec than the spec itself.
    func extendsTypes(of spec: EndpointSpec) -> Bool {
        let own = TypeLibrary([spec]).types(of: spec.id.service)
        let known = types(of: spec.id.service)
        return spec.bodyFields.contains { placed in
            placed.field.typeName.map { known[$0]?.count ?? 0 > own[$0]?.count ?? 0 } ?? false
        }
    }

    /// Returns the types of a service.
    func types(of service: String) -> Service { services[service] ?? [:] }

    private static func collect(_ field: EndpointSpec.Field, into service: inout Service) {
        guard let type = field.typeName, let children = field.fields, children.allSatisfy({ $0.placement == nil })
        else { return }
        let names = children.map(\.name)
        // Keep the longest list: documents omit fields but hardly ever add any.
        if names.count > service[type]?.count ?? 0 { service[type] = names }
    }
}
