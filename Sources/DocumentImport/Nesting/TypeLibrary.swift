import EndpointSpec

/// The field names of named types, collected from the specs of each service.
///
/// The documents of a service share types. If one document does not prove which fields belong to a type, another document may
/// prove it. The library contains only types whose fields all have certain placements.
struct TypeLibrary: Sendable {
    /// The field names of each type, keyed by type name.
    typealias Service = [String: [String]]

    private var services: [String: Service] = [:]

    static let empty = TypeLibrary([])

    /// Creates a library of the types in the given specs.
    init(_ specs: [EndpointSpec]) {
        for spec in specs {
            var service = services[spec.id.service] ?? [:]
            for field in spec.bodyFields.map(\.field) { Self.collect(field, into: &service) }
            services[spec.id.service] = service
        }
    }

    /// Returns whether the library contains, for any type in the spec, more fields than the spec itself proves.
    func extendsTypes(of spec: EndpointSpec) -> Bool {
        let proved = TypeLibrary([spec]).types(of: spec.id.service)
        let known = types(of: spec.id.service)
        return spec.bodyFields.contains { placed in
            placed.field.typeName.map { known[$0]?.count ?? 0 > proved[$0]?.count ?? 0 } ?? false
        }
    }

    /// Returns the types of the given service.
    func types(of service: String) -> Service { services[service] ?? [:] }

    private static func collect(_ field: EndpointSpec.Field, into service: inout Service) {
        guard let type = field.typeName, let children = field.fields, children.allSatisfy({ $0.placement == nil })
        else { return }
        let names = children.map(\.name)
        // Keep the longest list: documents can omit fields of a type, but hardly ever list fields that it does not have.
        if names.count > service[type]?.count ?? 0 { service[type] = names }
    }
}
