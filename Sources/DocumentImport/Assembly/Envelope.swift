import EndpointSpec

/// Removes the envelope from the fields of a response.
enum Envelope {
    /// The response that the fields of a table describe, and the nodes of its own fields.
    static func response(of nodes: [FieldTree.Node]) -> (response: EndpointSpec.Response, nodes: [FieldTree.Node]) {
        let isEnveloped = nodes.isEmpty || nodes.contains { $0.field.name == EnvelopeKeys.code }
        let payload = isEnveloped ? nodes.filter { !EnvelopeKeys.isOutcome($0.field.name) } : nodes
        if payload.isEmpty { return (.init(envelope: .data, type: .init(.object)), []) }
        if isEnveloped, payload.count == 1, payload[0].field.name == EnvelopeKeys.data {
            let data = payload[0]
            let isOpen = data.field.type == .init(.any)
            let response = EndpointSpec.Response(
                envelope: .data, type: isOpen ? .init(.object) : data.field.type, fields: data.children.map(\.field))
            return (response, data.children)
        }
        let response = EndpointSpec.Response(
            envelope: isEnveloped ? .flat : .none, type: .init(.object), fields: payload.map(\.field))
        return (response, payload)
    }
}
