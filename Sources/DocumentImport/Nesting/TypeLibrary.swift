import EndpointSpec

/// What the fields of types are, as far as the specs of a service prove it.
///
/// The documents of a service share types, and where one document leaves open which fields belong to a type, another one
/// may show them.
public struct TypeLibrary: Sendable {
    /// By the name of a type, the names of its fields.
    typealias Service = [String: [String]]

    private var services: [String: Service] = [:]

    /// A library of what specs show.
    public init(_ specs: [EndpointSpec]) {
        for spec in specs {
            var service = services[Self.service(of: spec.id)] ?? [:]
            Self.collect(spec.request?.fields, into: &service)
            Self.collect(spec.response.fields, into: &service)
            services[Self.service(of: spec.id)] = service
        }
    }

    /// Whether the library tells more of a type of a spec than the spec itself.
    func adds(to spec: EndpointSpec) -> Bool {
        let own = TypeLibrary([spec]).types(for: spec.id)
        let known = types(for: spec.id)
        func isHelped(_ field: EndpointSpec.Field) -> Bool {
            if let type = field.typeName, known[type]?.count ?? 0 > own[type]?.count ?? 0 { return true }
            return field.fields?.contains(where: isHelped) ?? false
        }
        return (spec.request?.fields ?? []).contains(where: isHelped)
            || (spec.response.fields ?? []).contains(where: isHelped)
    }

    func types(for id: String) -> Service { services[Self.service(of: id)] ?? [:] }

    private static func service(of id: String) -> String { String(id.prefix { $0 != "." }) }

    private static func collect(_ fields: [EndpointSpec.Field]?, into service: inout Service) {
        for field in fields ?? [] {
            guard let children = field.fields else { continue }
            collect(children, into: &service)
            guard let type = field.typeName, children.allSatisfy({ $0.placement == nil }) else { continue }
            let names = children.map(\.name)
            // Documents may leave fields out, and hardly add any.
            if names.count > service[type]?.count ?? 0 { service[type] = names }
        }
    }
}
