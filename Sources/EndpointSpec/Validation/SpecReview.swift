import SourceText

/// Finds suspicious content in valid specs. Documented facts can contradict each other even in a valid spec, because
/// a spec reproduces its document.
enum SpecReview {
    static func findings(in spec: EndpointSpec) -> [SpecProblem] {
        rateLimits(of: spec) + errors(of: spec) + errorNames(of: spec)
            + EndpointSpec.FieldList.allCases.flatMap { spec.fields(in: $0).flatMap(FieldReview.findings) }
            + assumedPlacements(of: spec) + SampleReview.findings(in: spec)
    }

    /// Finds contradictory rate limits: different limits for the same window, or a window that allows fewer requests
    /// than a shorter window.
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
                    related: ("other rate limit specified here", ["rateLimits", .index(other)]))
            }
        }
    }

    /// Finds error codes that are listed more than once with different messages.
    private static func errors(of spec: EndpointSpec) -> [SpecProblem] {
        let errors = spec.errors ?? []
        return errors.enumerated().compactMap { index, error in
            guard let first = errors.firstIndex(where: { $0.code == error.code }), first < index,
                errors[first].message != error.message
            else { return nil }
            return SpecProblem(
                code: "repeated-error", message: "the error code \(error.code) is listed twice with different messages",
                path: ["errors", .index(index), "message"],
                related: ("first listed here", ["errors", .index(first), "message"]))
        }
    }

    /// Finds error codes with two names, which become two constants for one code, and names that are no Swift names.
    private static func errorNames(of spec: EndpointSpec) -> [SpecProblem] {
        var first: [Int: (index: Int, name: String)] = [:]
        return (spec.errors ?? []).enumerated().compactMap { index, error in
            guard let name = error.name else { return nil }
            let path: JSONPath = ["errors", .index(index), "name"]
            guard let other = first[error.code] else {
                first[error.code] = (index, name)
                return unusableName(name, at: path)
            }
            if other.name == name { return nil }
            return SpecProblem(
                code: "two-names",
                message: "the error code \(error.code) has the names \"\(other.name)\" and \"\(name)\"; use one name",
                path: path, related: ("first named here", ["errors", .index(other.index), "name"]))
        }
    }

    /// Returns a warning if a name contains anything that cannot be part of a Swift name. A name that begins with a digit
    /// is usable, because the generator puts a word before it.
    static func unusableName(_ name: String, at path: JSONPath) -> SpecProblem? {
        if name.unicodeScalars.allSatisfy(\.isNamePart) { return nil }
        return SpecProblem(
            code: "unusable-name",
            message: "\(JSON.string(name).compact) is not a Swift name, and the generated name differs; "
                + "use letters, digits and underscores",
            path: path)
    }

    /// Finds fields whose placement is assumed, and returns one problem for each list with such fields.
    private static func assumedPlacements(of spec: EndpointSpec) -> [SpecProblem] {
        EndpointSpec.FieldList.allCases.compactMap { list in
            let assumed = spec.fields(in: list).filter { $0.field.placement == .assumed }
            guard let first = assumed.first else { return nil }
            return SpecProblem(
                code: "assumed-place",
                message: "assumed placement of \(pluralized(assumed.count, list.noun)), such as \(first.address)",
                path: first.path.appending("placement"))
        }
    }
}
