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
                    code: "contradicting-limits", message: "the rate limit \(limit) contradicts \(limits[other])",
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

    /// The places that the document does not prove and nobody confirmed, one finding per list.
    private static func assumedPlaces(of spec: EndpointSpec) -> [SpecProblem] {
        EndpointSpec.FieldList.allCases.compactMap { list in
            let assumed = spec.fields(in: list).filter { $0.field.placement == .assumed }
            guard let first = assumed.first else { return nil }
            return SpecProblem(
                code: "assumed-place",
                message: "\(pluralized(assumed.count, list.noun)), such as \(first.address), "
                    + "\(assumed.count == 1 ? "is" : "are") placed by assumption",
                path: first.path.appending("placement"))
        }
    }
}
