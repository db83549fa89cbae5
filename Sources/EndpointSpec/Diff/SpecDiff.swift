import SourceText

/// Finds the changes between two versions of a spec.
package struct SpecDiff {
    private var changes: [SpecChange] = []
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
        if !diff.changedTexts.isEmpty { diff.add(.compatible, "", diff.changedTextList) }
        return diff.changes
    }

    private static let maximumTexts = 10

    /// The number of changed texts and the names of the first ones.
    private var changedTextList: String {
        let rest = changedTexts.count - Self.maximumTexts
        return "\(pluralized(changedTexts.count, "text")) changed: "
            + (changedTexts.prefix(Self.maximumTexts) + (rest > 0 ? ["\(rest) more"] : [])).joined(separator: ", ")
    }

    private mutating func add(
        _ impact: SpecChange.Impact, _ place: String, _ text: String, _ correction: String? = nil
    ) {
        changes.append(SpecChange(impact, place, text, correction: correction))
    }

    /// Returns what a correction has to do with a change of facts, or `nil` if the facts are those of the document in both versions.
    private static func correction<Part: Correctable>(of keys: String..., between old: Part, and new: Part) -> String? {
        let isCorrected = { (part: Part) in keys.contains { part.corrected?[$0] != nil } }
        if isCorrected(new), let reason = new.corrected?.reason { return "corrected: \(reason)" }
        return isCorrected(old) ? "no longer corrected" : nil
    }

    /// Returns what a correction has to do with a part that only one version has.
    private static func correction(of part: some Correctable, isAdded: Bool) -> String? {
        guard let correction = part.corrected, correction.isMissing else { return nil }
        return isAdded ? "added by a correction: \(correction.reason)" : "its correction was undone"
    }

    private mutating func compareText(_ name: String, _ old: String?, _ new: String?) {
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
        if old.fixedQuery != new.fixedQuery { add(.breaking, "", "the fixed query parameters changed") }
        compareText("title", old.title, new.title)
        compareText("summary", old.summary, new.summary)
        let notes = { (spec: EndpointSpec) in spec.notes?.map { $0.section + "\n" + $0.text }.joined(separator: "\n") }
        compareText("notes", notes(old), notes(new))
        if let advice = new.deprecated, old.deprecated == nil { add(.compatible, "", "deprecated: \(advice)") }
        if old.deprecated != nil, new.deprecated == nil { add(.compatible, "", "the endpoint is no longer deprecated") }
        if new.deprecated != nil, old.deprecated != nil { compareText("deprecation", old.deprecated, new.deprecated) }
        compareLimits(old, new)
        compareAlternatives("app type", (old.appTypes ?? []).map(\.rawValue), (new.appTypes ?? []).map(\.rawValue))
        compareAlternatives(
            "access token", (old.accessTokens ?? []).map(\.rawValue), (new.accessTokens ?? []).map(\.rawValue))
        compareAlternatives("scope", (old.scopes ?? []).map(\.name), (new.scopes ?? []).map(\.name))
        for name in (new.fieldScopes ?? []).map(\.name) where !(old.fieldScopes ?? []).map(\.name).contains(name) {
            add(.breaking, "", "some fields now require the scope \(name)")
        }
        for name in (old.fieldScopes ?? []).map(\.name) where !(new.fieldScopes ?? []).map(\.name).contains(name) {
            add(.compatible, "", "no field requires the scope \(name) anymore")
        }
    }

    private mutating func compareLimits(_ old: EndpointSpec, _ new: EndpointSpec) {
        if old.rateLimits == new.rateLimits && old.rateLimitNote == new.rateLimitNote { return }
        let words = { (spec: EndpointSpec) in spec.rateLimitText ?? "unspecified" }
        let isLower = (new.rateLimits ?? []).contains { limit in
            guard let before = (old.rateLimits ?? []).first(where: { $0.seconds == limit.seconds }) else {
                return old.rateLimits?.isEmpty == false
            }
            return limit.requests < before.requests
        }
        add(isLower ? .breaking : .compatible, "", "the rate limit is \(words(new)) instead of \(words(old))")
    }

    /// Compares two lists of alternatives. A caller needs only one alternative, and an empty list requires nothing.
    private mutating func compareAlternatives(_ noun: String, _ old: [String], _ new: [String]) {
        if old.isEmpty, new.isEmpty { return }
        if old.isEmpty {
            return add(.breaking, "", "one of these \(noun)s is now required: \(new.joined(separator: ", "))")
        }
        if new.isEmpty {
            return add(.compatible, "", "no \(noun) is required anymore; it was \(old.joined(separator: " or "))")
        }
        for name in new where !old.contains(name) { add(.compatible, "", "the \(noun) \(name) is also accepted") }
        for name in old where !new.contains(name) { add(.breaking, "", "the \(noun) \(name) is no longer accepted") }
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
            compareFields(old[list], new[list], at: FieldAddress(list))
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

    private mutating func compareFields(
        _ old: [EndpointSpec.Field]?, _ new: [EndpointSpec.Field]?, at parent: FieldAddress
    ) {
        let (old, new) = (old ?? [], new ?? [])
        let renames = FieldRename.all(from: old, to: new)
        for field in new {
            let address = parent.appending(field.name)
            let rename = renames.first { $0.new == field.name }
            if let rename {
                changes.append(
                    SpecChange(
                        .breaking, address.description, "the field is named \(rename.new) instead of \(rename.old)",
                        rename: rename))
            }
            guard let before = old.first(where: { $0.name == rename?.old ?? field.name }) else {
                let isBreaking = parent.list.isSent && (field.required == true || parent.list == .path)
                add(
                    isBreaking ? .breaking : .compatible, address.description,
                    isBreaking ? "the field is new and required" : "the field is new",
                    Self.correction(of: field, isAdded: true))
                continue
            }
            compare(before, field, at: address)
        }
        for field in old
        where !new.contains(where: { $0.name == field.name }) && !renames.contains(where: { $0.old == field.name }) {
            add(
                .breaking, parent.appending(field.name).description, "the field was removed",
                Self.correction(of: field, isAdded: false))
        }
    }

    private mutating func compare(
        _ old: EndpointSpec.Field, _ new: EndpointSpec.Field, at address: FieldAddress
    ) {
        let (place, areSent) = (address.description, address.list.isSent)
        if !old.hasSameType(as: new) {
            add(
                .breaking, place, "the type is \(new.typeText) instead of \(old.typeText)",
                Self.correction(of: "type", "valueType", between: old, and: new))
        }
        // A path parameter is always required, whether or not the document says so.
        if areSent, address.list != .path, (old.required ?? false) != (new.required ?? false) {
            add(
                new.required == true ? .breaking : .compatible, place,
                new.required == true ? "the field is now required" : "the field is no longer required",
                Self.correction(of: "required", between: old, and: new))
        }
        if old.evidence != new.evidence {
            let texts = "a table of the document lists the field, which only samples showed before"
            add(.compatible, place, new.evidence == nil ? texts : "no table lists the field, but samples show it")
        }
        if let reason = new.deprecated, old.deprecated == nil { add(.compatible, place, "deprecated: \(reason)") }
        if old.deprecated != nil, new.deprecated == nil { add(.compatible, place, "the field is no longer deprecated") }
        compareValues(old, new, at: place)
        if old.constraints != new.constraints {
            add(areSent ? .breaking : .compatible, place, "the constraints changed")
        }
        if old.default != new.default {
            add(
                .compatible, place,
                "the default is \(new.default?.compact ?? "unspecified") instead of \(old.default?.compact ?? "unspecified")"
            )
        }
        compareText("description of \(place)", old.description, new.description)
        compareText("example of \(place)", old.example?.compact, new.example?.compact)
        compareFields(old.fields, new.fields, at: address)
    }

    private mutating func compareValues(_ old: EndpointSpec.Field, _ new: EndpointSpec.Field, at place: String) {
        // A change of the type is a change of its own, and not one of every value.
        let isSame: (EndpointSpec.EnumeratedValue, EndpointSpec.EnumeratedValue) -> Bool =
            old.type == new.type ? { $0.value == $1.value } : { $0.wireText == $1.wireText }
        for value in new.values ?? [] where !(old.values ?? []).contains(where: { isSame($0, value) }) {
            add(
                .compatible, place,
                "the value \(value.value.compact) is new" + (value.description.map { ": \($0)" } ?? ""),
                Self.correction(of: "values", between: old, and: new))
        }
        for value in old.values ?? [] {
            if let now = new.values?.first(where: { isSame($0, value) }) {
                compareText("value \(value.value.compact) of \(place)", value.description, now.description)
            } else {
                add(
                    .breaking, place, "the value \(value.value.compact) was removed",
                    Self.correction(of: "values", between: old, and: new))
            }
        }
    }
}
