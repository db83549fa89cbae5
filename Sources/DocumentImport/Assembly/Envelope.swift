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
        if payload.isEmpty {
            return (
                .init(envelope: envelope(shownIn: samples, isListed: !nodes.isEmpty), type: .init(.object)), [], false
            )
        }
        if isEnveloped, payload.count == 1, payload[0].field.name == EnvelopeKeys.data {
            let data = payload[0]
            let response = EndpointSpec.Response(
                envelope: .data, type: data.field.type, fields: data.children.map(\.field))
            return (response, data.children, false)
        }
        let names = payload.map(\.field.name)
        // A failure shows no field of the payload.
        let successes = samples.filter { $0.shows(names) }
        let isPayloadAlone =
            !isEnveloped && !successes.isEmpty && successes.allSatisfy { $0.isEnvelope(around: names) }
        let isFlat = !successes.isEmpty && successes.allSatisfy { $0.isFlat(with: names) }
        let envelope: EndpointSpec.Envelope = isEnveloped || isFlat ? .flat : isPayloadAlone ? .data : .none
        let response = EndpointSpec.Response(
            envelope: envelope, type: .init(.object), fields: payload.map(\.field))
        return (response, payload, isPayloadAlone)
    }

    /// Returns the envelope of a response of which no payload is listed.
    ///
    /// - Parameters:
    ///   - samples: The sample bodies.
    ///   - isListed: Whether the envelope is listed.
    private static func envelope(shownIn samples: [JSON], isListed: Bool) -> EndpointSpec.Envelope {
        let successes = samples.filter { !$0.isFailure }.flatMap { SampledValues([$0]).objects.map { $0.map(\.key) } }
        if successes.isEmpty || successes.contains(where: { $0.contains(EnvelopeKeys.data) }) { return .data }
        if successes.allSatisfy({ $0.contains(EnvelopeKeys.code) }) {
            return successes.contains { !$0.allSatisfy(EnvelopeKeys.isOutcome) } ? .flat : .data
        }
        return isListed || successes.contains { $0.contains(EnvelopeKeys.code) || $0.isEmpty } ? .data : .none
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

    /// Returns whether the body is that of a response although it is a sample of a request.
    ///
    /// - Parameter fields: The names of the documented fields of the request.
    func isResponse(insteadOf fields: Set<String>) -> Bool {
        guard case .object(let members) = self else { return false }
        let keys = Set(members.map(\.key))
        return keys.contains(EnvelopeKeys.code) && !keys.isDisjoint(with: EnvelopeKeys.messages)
            && keys.isDisjoint(with: fields)
    }

    /// Whether the body has the code of an error.
    fileprivate var isFailure: Bool {
        guard let code = self[EnvelopeKeys.code] else { return false }
        return code != .number("0") && code != .string("0")
    }

    /// Returns whether the body has at least one of the given keys, with or without an envelope.
    fileprivate func shows(_ names: [String]) -> Bool {
        let objects = [self, self[EnvelopeKeys.data] ?? .null].flatMap { SampledValues([$0]).objects }
        return !Set(objects.joined().map(\.key)).isDisjoint(with: names)
    }

    /// Returns whether the body is an envelope that contains at least one of the given keys in `data`, and none of
    /// them outside `data`.
    fileprivate func isEnvelope(around names: [String]) -> Bool {
        guard self[EnvelopeKeys.code] != nil, let payload = self[EnvelopeKeys.data] else { return false }
        let shown = Set(SampledValues([payload]).objects.flatMap { $0.map(\.key) })
        return names.allSatisfy { self[$0] == nil } && !shown.isDisjoint(with: names)
    }
}
