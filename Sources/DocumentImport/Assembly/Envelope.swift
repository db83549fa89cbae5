import EndpointSpec
import SourceText

/// Removes the envelope from the fields of a response.
enum Envelope {
    /// Returns a response with the given fields, excluding the envelope, the nodes of its payload, and whether the fields do not
    /// include the envelope that the samples show.
    ///
    /// - Parameters:
    ///   - nodes: The documented fields, with or without the envelope.
    ///   - samples: The sample bodies. If the fields do not include an envelope, the samples determine whether the response has
    ///     one.
    static func response(
        of nodes: [FieldTree.Node], shownIn samples: [JSON]
    ) -> (response: EndpointSpec.Response, nodes: [FieldTree.Node], isPayloadAlone: Bool) {
        let isEnveloped = nodes.isEmpty || nodes.contains { $0.field.name == EnvelopeKeys.code }
        let payload = isEnveloped ? nodes.filter { !EnvelopeKeys.isOutcome($0.field.name) } : nodes
        if payload.isEmpty { return (.init(envelope: .data, type: .init(.object)), [], false) }
        if isEnveloped, payload.count == 1, payload[0].field.name == EnvelopeKeys.data {
            let data = payload[0]
            let isOpen = data.field.type == .init(.any)
            let response = EndpointSpec.Response(
                envelope: .data, type: isOpen ? .init(.object) : data.field.type, fields: data.children.map(\.field))
            return (response, data.children, false)
        }
        let names = payload.map(\.field.name)
        let successes = samples.filter { $0[EnvelopeKeys.data].map { $0 != .null } ?? true }
        let isPayloadAlone =
            !isEnveloped && !successes.isEmpty && successes.allSatisfy { $0.isEnvelope(around: names) }
        let isFlat = !successes.isEmpty && successes.allSatisfy { $0.isFlat(with: names) }
        let envelope: EndpointSpec.Envelope = isEnveloped || isFlat ? .flat : isPayloadAlone ? .data : .none
        let response = EndpointSpec.Response(
            envelope: envelope, type: .init(.object), fields: payload.map(\.field))
        return (response, payload, isPayloadAlone)
    }
}

extension JSON {
    /// Returns the payload of a sample body, or `nil` if it has none.
    ///
    /// - Parameters:
    ///   - envelope: The envelope of the response.
    ///   - fields: The names of the documented fields. A body without the envelope has at least one of them.
    func payload(in envelope: EndpointSpec.Envelope, fields: Set<String>) -> JSON? {
        guard case .object(let members) = self else { return envelope == .none ? self : nil }
        let hasFields = members.contains { fields.contains($0.key) }
        switch envelope {
        case .data:
            if let data = self[EnvelopeKeys.data] { return data }
            return self[EnvelopeKeys.code] == nil && hasFields ? self : nil
        case .flat:
            let payload = members.filter { fields.contains($0.key) || !EnvelopeKeys.isOutcome($0.key) }
            return payload.isEmpty ? nil : .object(payload)
        // A body with an envelope shows a failure.
        case .none: return self[EnvelopeKeys.code] == nil || hasFields ? self : nil
        }
    }

    /// Returns whether the body has the members of an envelope beside at least one of the given keys.
    fileprivate func isFlat(with names: [String]) -> Bool {
        self[EnvelopeKeys.code] != nil && names.contains { self[$0] != nil }
    }

    /// Returns whether the body is an envelope that contains at least one of the given keys in `data`, and none of
    /// them outside `data`.
    fileprivate func isEnvelope(around names: [String]) -> Bool {
        guard self[EnvelopeKeys.code] != nil, let payload = self[EnvelopeKeys.data] else { return false }
        let shown = Set(SampledValues([payload]).objects.flatMap { $0.map(\.key) })
        return names.allSatisfy { self[$0] == nil } && !shown.isDisjoint(with: names)
    }
}
