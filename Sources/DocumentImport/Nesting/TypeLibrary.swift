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
            Self.collect(spec.request?.fields, into: &service)
            Self.collect(spec.response.fields, into: &service)
            services[spec.id.service] = service
        }
    }

    /// Whether the library knows more fields of a type of a spec than the spec itself.
    func adds(to spec: EndpointSpec) -> Bool {
        let own = TypeLibrary([spec]).types(of: spec.id.service)
        let known = types(of: spec.id.service)
        func isHelped(_ field: EndpointSpec.Field) -> Bool {
            if let type = field.typeName, known[type]?.count ?? 0 > own[type]?.count ?? 0 { return true }
            return field.fields?.contains(where: isHelped) ?? false
        }
        return (spec.request?.fields ?? []).contains(where: isHelped)
            || (spec.response.fields ?? []).contains(where: isHelped)
    }

    func types(of service: String) -> Service { services[service] ?? [:] }

    private static func collect(_ fields: [EndpointSpec.Field]?, into service: inout Service) {
        for field in fields ?? [] {
            guard let children = field.fields else { continue }
            collect(children, into: &service)
            guard let type = field.typeName, children.allSatisfy({ $0.placement == nil }) else { continue }
            let names = children.map(\.name)
            // Documents leave fields out, and hardly ever add any.
            if names.count > service[type]?.count ?? 0 { service[type] = names }
        }
    }
}
