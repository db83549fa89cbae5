import EndpointSpec

/// The fields of types, as far as the specs of a service prove them.
///
/// The documents of a service share types, and where one document leaves open which fields belong to a type, another one
/// can show them.
struct TypeLibrary: Sendable {
    /// The names of the fields of each type, by its name.
    typealias Service = [String: [String]]

    private var services: [String: Service] = [:]

    static let empty = TypeLibrary([])

    /// A library of the types that specs show.
    init(_ specs: [EndpointSpec]) {
        for spec in specs {
            var service = services[spec.id.service] ?? [:]
            for field in spec.bodyFields.map(\.field) { Self.collect(field, into: &service) }
            services[spec.id.service] = service
        }
    }

    /// Whether the library knows more fields of a type of a spec than the spec itself.
    func adds(to spec: EndpointSpec) -> Bool {
        let own = TypeLibrary([spec]).types(of: spec.id.service)
        let known = types(of: spec.id.service)
        return spec.bodyFields.contains { placed in
            placed.field.typeName.map { known[$0]?.count ?? 0 > own[$0]?.count ?? 0 } ?? false
        }
    }

    func types(of service: String) -> Service { services[service] ?? [:] }

    private static func collect(_ field: EndpointSpec.Field, into service: inout Service) {
        guard let type = field.typeName, let children = field.fields, children.allSatisfy({ $0.placement == nil })
        else { return }
        let names = children.map(\.name)
        // Documents leave fields out, and hardly ever add any.
        if names.count > service[type]?.count ?? 0 { service[type] = names }
    }
}
