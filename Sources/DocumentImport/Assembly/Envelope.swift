import EndpointSpec
import SourceText

/// Removes the envelope from the fields of a response.
enum Envelope {
    /// The response that the fields of a table describe, and the nodes of its own fields.
    ///
    /// - Parameter samples: Bodies that show whether fields without an envelope are its payload.
    static func response(
        of nodes: [FieldTree.Node], shownIn samples: [JSON]
    ) -> (response: EndpointSpec.Response, nodes: [FieldTree.Node]) {
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
        let names = payload.map(\.field.name)
        let isPayloadAlone = !samples.isEmpty && samples.allSatisfy { $0.isEnvelope(around: names) }
        let envelope: EndpointSpec.Envelope = isEnveloped ? .flat : isPayloadAlone ? .data : .none
        let response = EndpointSpec.Response(
            envelope: envelope, type: .init(.object), fields: payload.map(\.field))
        return (response, payload)
    }
}

extension JSON {
    /// Whether the body has a code, and `data` that contains any of the names, none of which is next to it.
    fileprivate func isEnvelope(around names: [String]) -> Bool {
        guard self[EnvelopeKeys.code] != nil, let payload = self[EnvelopeKeys.data] else { return false }
        return names.allSatisfy { self[$0] == nil } && names.contains { payload[$0] != nil }
    }
}
