import SourceText

/// Finds what is suspicious in a valid spec: documents contradict themselves, and so do the specs that state their facts.
enum SpecReview {
    static func findings(in spec: EndpointSpec) -> [SpecProblem] {
        rateLimits(of: spec) + errors(of: spec) + assumedPlaces(of: spec) + SampleReview.findings(in: spec)
    }

    /// Windows that cannot both be meant: a longer one that allows fewer requests than a shorter one.
    private static func rateLimits(of spec: EndpointSpec) -> [SpecProblem] {
        let limits = spec.rateLimits ?? []
        return limits.enumerated().compactMap { index, limit in
            let other = limits.indices.first { other in
                if limit.seconds == limits[other].seconds {
                    return other < index && limit.requests != limits[other].requests
                }
                return limit.seconds > limits[other].seconds && limit.requests < limits[other].requests
            }
            return other.map { other in
                SpecProblem(
                    code: "contradicting-limits", message: "\(limit.words) contradicts \(limits[other].words)",
                    path: ["rateLimits", .index(index)],
                    related: ("the other limit is here", ["rateLimits", .index(other)]))
            }
        }
    }

    /// Codes that are listed twice with different meanings.
    private static func errors(of spec: EndpointSpec) -> [SpecProblem] {
        let errors = spec.errors ?? []
        return errors.enumerated().compactMap { index, error in
            guard let first = errors.firstIndex(where: { $0.code == error.code }), first < index,
                errors[first].message != error.message
            else { return nil }
            return SpecProblem(
                code: "repeated-error", message: "the error code \(error.code) has two meanings",
                path: ["errors", .index(index), "message"],
                related: ("the other one is here", ["errors", .index(first), "message"]))
        }
    }

    /// The places that the document does not prove and nobody confirmed, one finding per body.
    private static func assumedPlaces(of spec: EndpointSpec) -> [SpecProblem] {
        let bodies: [(JSONPath, [EndpointSpec.Field]?)] = [
            (["request", "fields"], spec.request?.fields), (["response", "fields"], spec.response.fields),
        ]
        return bodies.compactMap { path, fields in
            let assumed = assumedFields(fields ?? [], at: path)
            guard let first = assumed.first else { return nil }
            return SpecProblem(
                code: "assumed-place",
                message: "\(counted(assumed.count, "field")) of this body, such as \"\(first.name)\", "
                    + "\(assumed.count == 1 ? "is" : "are") placed by assumption", path: first.path)
        }
    }

    private static func assumedFields(
        _ fields: [EndpointSpec.Field], at path: JSONPath
    ) -> [(name: String, path: JSONPath)] {
        fields.enumerated().flatMap { index, field in
            let place = path.appending(.index(index))
            let own = field.placement == nil ? [] : [(name: field.name, path: place.appending("placement"))]
            return own + assumedFields(field.fields ?? [], at: place.appending("fields"))
        }
    }
}

extension EndpointSpec.RateLimit {
    fileprivate var words: String { "\(counted(requests, "request")) per \(counted(seconds, "second"))" }
}
