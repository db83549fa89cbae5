import EndpointSpec

/// Takes the envelope off the fields of an answer.
enum Envelope {
    static func response(of fields: [EndpointSpec.Field]) -> EndpointSpec.Response {
        let isEnveloped = fields.isEmpty || fields.contains { $0.name == "code" }
        let payload = isEnveloped ? fields.filter { !["code", "msg", "message"].contains($0.name) } : fields
        if payload.isEmpty { return EndpointSpec.Response(envelope: .data, type: .init(.object)) }
        if isEnveloped, payload.count == 1, payload[0].name == "data" {
            let data = payload[0]
            let type = data.type.base == .any && data.type.dimensions == 0 ? .init(.object) : data.type
            return EndpointSpec.Response(envelope: .data, type: type, fields: data.fields ?? [])
        }
        return EndpointSpec.Response(envelope: isEnveloped ? .flat : .none, type: .init(.object), fields: payload)
    }
}
