import SourceText

/// Finds the changes between two versions of a spec.
package struct SpecDiff {
    var changes: [SpecChange] = []
    /// The names of the changed texts. They are combined into one change, because texts do not affect facts.
    private var changedTexts: [String] = []

    /// Returns the changes to the endpoint as a whole, followed by the changes to its parameters, bodies and errors,
    /// and by a list of the changed texts.
    ///
    /// The comparison ignores samples, document metadata, Swift names, placements, and all annotations other than
    /// reactions to errors.
    package static func changes(from old: EndpointSpec, to new: EndpointSpec) -> [SpecChange] {
        var diff = SpecDiff()
        diff.compareEndpoint(old, new)
        diff.compareParameters(old, new)
        diff.compareBodies(old, new)
        diff.compareEvents(old, new)
        diff.compareErrors(old.errors ?? [], new.errors ?? [])
        if Self.isTranslated(old, new) {
            diff.add(.compatible, "", "texts in another language")
        } else if !diff.changedTexts.isEmpty {
            diff.add(.compatible, "", diff.changedTextList)
        }
        return diff.changes
    }

    private static let maximumTexts = 10

    /// Returns whether the texts of two versions are in different languages.
    private static func isTranslated(_ old: EndpointSpec, _ new: EndpointSpec) -> Bool {
        (old.document.language ?? .chinese) != (new.document.language ?? .chinese)
    }

    /// The number of changed texts and the names of the first ones.
    private var changedTextList: String {
        let rest = changedTexts.count - Self.maximumTexts
        return "\(pluralized(changedTexts.count, "text")) changed: "
            + (changedTexts.prefix(Self.maximumTexts) + (rest > 0 ? ["\(rest) more"] : [])).joined(separator: ", ")
    }

    mutating func add(
        _ impact: SpecChange.Impact, _ place: String, _ text: String, _ correction: String? = nil
    ) {
        changes.append(SpecChange(impact, place, text, correction: correction))
    }

    /// Returns what a correction has to do with a change of facts, or `nil` if the facts are those of the document in both versions.
    static func correction<Part: Correctable>(of keys: String..., between old: Part, and new: Part) -> String? {
        let isCorrected = { (part: Part) in
            part.corrected?.isMissing == true || keys.contains { part.corrected?[$0] != nil }
        }
        if isCorrected(new), let reason = new.corrected?.reason { return "corrected: \(reason)" }
        return isCorrected(old) ? "no longer corrected" : nil
    }

    /// Returns what a correction has to do with a part that only one version has.
    static func correction(of part: some Correctable, isAdded: Bool) -> String? {
        guard let correction = part.corrected, correction.isMissing else { return nil }
        return isAdded ? "added by a correction: \(correction.reason)" : "its correction was undone"
    }

    mutating func compareText(_ name: String, _ old: String?, _ new: String?) {
        if old != new { changedTexts.append(name) }
    }

    // MARK: The endpoint

    private mutating func compareEndpoint(_ old: EndpointSpec, _ new: EndpointSpec) {
        if old.id != new.id { add(.breaking, "", "the id is \(new.id) instead of \(old.id)") }
        if old.method != new.method {
            add(
                .breaking, "", "the method is \(new.method.rawValue) instead of \(old.method.rawValue)",
                Self.correction(of: "method", between: old, and: new))
        }
        let address = { (spec: EndpointSpec) in (spec.host ?? "") + spec.path.text }
        if address(old) != address(new) {
            add(
                .breaking, "", "the path is \(address(new)) instead of \(address(old))",
                Self.correction(of: "path", "host", between: old, and: new))
        }
        if old.fixedQuery != new.fixedQuery {
            add(
                .breaking, "", "the fixed query parameters changed",
                Self.correction(of: "fixedQuery", between: old, and: new))
        }
        compareText("title", old.title, new.title)
        compareText("summary", old.summary, new.summary)
        let notes = { (spec: EndpointSpec) in spec.notes?.map { $0.section + "\n" + $0.text }.joined(separator: "\n") }
        compareText("notes", notes(old), notes(new))
        compareDeprecation(old.deprecated, new.deprecated, of: new.noun, at: "", between: old, and: new)
        if new.deprecated != nil, old.deprecated != nil { compareText("deprecation", old.deprecated, new.deprecated) }
        compareLimits(old, new)
        let correction = { Self.correction(of: $0, between: old, and: new) }
        compareAlternatives(
            "app type", (old.appTypes ?? []).map(\.rawValue), (new.appTypes ?? []).map(\.rawValue),
            correction("appTypes"))
        compareAlternatives(
            "access token", (old.accessTokens ?? []).map(\.rawValue), (new.accessTokens ?? []).map(\.rawValue),
            correction("accessTokens"))
        compareAlternatives(
            "scope", (old.scopes ?? []).map(\.name), (new.scopes ?? []).map(\.name), correction("scopes"))
        for name in (new.fieldScopes ?? []).map(\.name) where !(old.fieldScopes ?? []).map(\.name).contains(name) {
            add(.breaking, "", "some fields now require the scope \(name)", correction("fieldScopes"))
        }
        for name in (old.fieldScopes ?? []).map(\.name) where !(new.fieldScopes ?? []).map(\.name).contains(name) {
            add(.compatible, "", "no field requires the scope \(name) anymore", correction("fieldScopes"))
        }
    }

    mutating func compareDeprecation<Part: Correctable>(
        _ old: String?, _ new: String?, of noun: String, at place: String, between before: Part, and after: Part
    ) {
        let correction = Self.correction(of: "deprecated", between: before, and: after)
        if let new, old == nil { add(.compatible, place, "deprecated: \(new)", correction) }
        if old != nil, new == nil { add(.compatible, place, "the \(noun) is no longer deprecated", correction) }
    }

    private mutating func compareLimits(_ old: EndpointSpec, _ new: EndpointSpec) {
        let sameNote = old.rateLimitNote == new.rateLimitNote || Self.isTranslated(old, new)
        if old.rateLimits == new.rateLimits, sameNote { return }
        let words = { (spec: EndpointSpec) in spec.rateLimitText ?? "unspecified" }
        let isLower = (new.rateLimits ?? []).contains { limit in
            guard let before = (old.rateLimits ?? []).first(where: { $0.seconds == limit.seconds }) else {
                return old.rateLimits?.isEmpty == false
            }
            return limit.requests < before.requests
        }
        add(
            isLower ? .breaking : .compatible, "", "the rate limit is \(words(new)) instead of \(words(old))",
            Self.correction(of: "rateLimits", "rateLimitNote", between: old, and: new))
    }

    /// Compares two lists of alternatives. A caller needs only one alternative, and an empty list requires nothing.
    private mutating func compareAlternatives(
        _ noun: String, _ old: [String], _ new: [String], _ correction: String?
    ) {
        if old.isEmpty, new.isEmpty { return }
        if old.isEmpty {
            let names = new.joined(separator: ", ")
            return add(.breaking, "", "one of these \(noun)s is now required: \(names)", correction)
        }
        if new.isEmpty {
            let names = old.joined(separator: " or ")
            return add(.compatible, "", "no \(noun) is required anymore; it was \(names)", correction)
        }
        for name in new where !old.contains(name) {
            add(.compatible, "", "the \(noun) \(name) is also accepted", correction)
        }
        for name in old where !new.contains(name) {
            add(.breaking, "", "the \(noun) \(name) is no longer accepted", correction)
        }
    }

    private mutating func compareErrors(
        _ old: [EndpointSpec.DocumentedError], _ new: [EndpointSpec.DocumentedError]
    ) {
        for error in new where !old.contains(where: { $0.code == error.code }) {
            add(
                .compatible, "errors", "the code \(error.code) is new: \(error.message)",
                Self.correction(of: error, isAdded: true))
        }
        for error in old {
            guard let now = new.first(where: { $0.code == error.code }) else {
                add(
                    .breaking, "errors", "the code \(error.code) was removed: \(error.message)",
                    Self.correction(of: error, isAdded: false))
                continue
            }
            compareText("message of the code \(error.code)", error.message, now.message)
            compareText("advice of the code \(error.code)", error.advice, now.advice)
            if error.reaction != now.reaction {
                let words = { (reaction: EndpointSpec.Reaction?) in reaction?.rawValue ?? "unspecified" }
                add(
                    .compatible, "errors",
                    "the reaction to the code \(error.code) is \(words(now.reaction)) instead of \(words(error.reaction))"
                )
            }
            if error.status != now.status {
                let words = { (status: Int?) in status.map(String.init) ?? "unspecified" }
                add(
                    .compatible, "errors",
                    "the status of the code \(error.code) is \(words(now.status)) instead of \(words(error.status))",
                    Self.correction(of: "status", between: error, and: now))
            }
        }
    }

    // MARK: Fields

    private mutating func compareParameters(_ old: EndpointSpec, _ new: EndpointSpec) {
        for list in [EndpointSpec.FieldList.header, .path, .query] {
            compareFields(
                old[list], new[list], at: FieldAddress(list),
                list == .path ? Self.correction(of: "pathParameters", between: old, and: new) : nil)
        }
    }

    private mutating func compareBodies(_ old: EndpointSpec, _ new: EndpointSpec) {
        if old.request?.contentType != new.request?.contentType {
            let bodies = (old.request ?? .placeholder, new.request ?? .placeholder)
            add(
                .breaking, "request",
                "the content type is \(new.request?.contentType ?? "unspecified") instead of "
                    + "\(old.request?.contentType ?? "unspecified")",
                Self.correction(of: "contentType", between: bodies.0, and: bodies.1))
        }
        compareFields(old.request?.fields, new.request?.fields, at: FieldAddress(.request))
        if (old.response.envelope, old.response.type) != (new.response.envelope, new.response.type) {
            add(
                .breaking, "response", "the envelope or type of the response changed",
                Self.correction(of: "envelope", "type", between: old.response, and: new.response))
        }
        compareFields(old.response.fields, new.response.fields, at: FieldAddress(.response))
    }

    private mutating func compareEvents(_ old: EndpointSpec, _ new: EndpointSpec) {
        if old.event?.type != new.event?.type {
            let words = { (spec: EndpointSpec) in spec.event?.type ?? "none" }
            add(.breaking, "", "the event type is \(words(new)) instead of \(words(old))")
        }
        if old.event?.envelope != new.event?.envelope {
            let words = { (spec: EndpointSpec) in spec.event?.envelope.rawValue ?? "none" }
            add(.compatible, "", "the version of the envelope is \(words(new)) instead of \(words(old))")
        }
        for list in [EndpointSpec.FieldList.event, .eventHeader] {
            compareFields(old[list], new[list], at: FieldAddress(list))
        }
    }
}
