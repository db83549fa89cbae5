import EndpointSpec
import SourceText

/// Merges the annotations of an existing spec into the spec of a newer version of its document.
///
/// All facts come from the document. The merger keeps the existing names of listed values and error codes, including derived
/// names unless `isRenaming` is set. It matches errors by code, listed values by value, and fields by address or, if a field
/// moved, by name. It reports each annotation whose target was removed.
struct SpecMerger {
    let existing: SpecFile
    /// Whether to discard derived names so that they are derived again.
    let isRenaming: Bool
    /// Derives the names of the error codes in the existing specs, ignoring the current names.
    private let derivedErrorNames: () -> ErrorNames
    var diagnostics: [Diagnostic] = []
    var corrections = KeptCorrections()
    /// Whether the document is now in another language, so that its texts are others and its facts are the same.
    private(set) var isTranslated = false
    /// For the list that is being merged, the existing fields that moved to another parent, keyed by name.
    var moved: [String: AnnotatedField] = [:]

    /// A field of the existing spec.
    struct AnnotatedField {
        let field: EndpointSpec.Field
        /// The path of the field in the existing file.
        let path: JSONPath
    }

    /// Merges the facts of a document with the annotations of an existing spec.
    ///
    /// - Returns: The merged spec; warnings about lost annotations, about names that may no longer fit their values, and about
    ///   corrections that the document contradicts; and a line for each correction that the document agrees with.
    static func merge(
        _ facts: EndpointSpec, annotatedIn existing: SpecFile, renamingDerived isRenaming: Bool = false,
        derivedErrorNames: (() -> ErrorNames)? = nil
    ) -> (spec: EndpointSpec, warnings: [Diagnostic], agreedCorrections: [String]) {
        var merger = SpecMerger(
            existing: existing, isRenaming: isRenaming,
            derivedErrorNames: derivedErrorNames ?? { .derived(for: [existing.spec]) })
        let spec = merger.merge(facts)
        return (spec, merger.diagnostics + merger.corrections.warnings, merger.corrections.agreed)
    }

    private init(existing: SpecFile, isRenaming: Bool, derivedErrorNames: @escaping () -> ErrorNames) {
        self.existing = existing
        self.derivedErrorNames = derivedErrorNames
        self.isRenaming = isRenaming
    }

    /// Removes the mark of another idempotency key than the one that the existing spec has.
    private func keepIdempotencyKey(of old: EndpointSpec, in merged: inout EndpointSpec) {
        guard let key = old.idempotencyKey,
            merged[key.list]?.contains(where: { $0.name == key.name && $0.idempotencyKey == true }) == true
        else { return }
        for list in EndpointSpec.FieldList.ofIdempotencyKeys {
            guard let fields = merged[list] else { continue }
            for index in fields.indices where fields[index].idempotencyKey == true {
                if list != key.list || fields[index].name != key.name { merged[list]?[index].idempotencyKey = nil }
            }
        }
    }

    private mutating func merge(_ facts: EndpointSpec) -> EndpointSpec {
        let old = existing.spec
        isTranslated = (old.document.language ?? .chinese) != (facts.document.language ?? .chinese)
        var merged = facts
        corrections.repeatCorrections(of: old, in: &merged, at: place("endpoint", []))
        if let request = old.request, var body = merged.request {
            corrections.repeatCorrections(of: request, in: &body, at: place("request", ["request"]))
            merged.request = body
        } else if let correction = old.request?.corrected {
            reportLost(
                "the correction of the request (\(correction.reason))", "the request body was removed",
                at: ["request", "corrected"])
        }
        corrections.repeatCorrections(of: old.response, in: &merged.response, at: place("response", ["response"]))
        let facts = merged
        merged.schema = old.schema ?? facts.schema
        merged.format = old.format
        merged.id = old.identity != facts.identity && OperationName.isDerived(old) ? facts.id : old.id
        merged.document.path = facts.document.path ?? old.document.path
        merged.idempotent = old.idempotent
        for list in EndpointSpec.FieldList.allCases { merged[list] = fields(in: list, of: facts) }
        keepIdempotencyKey(of: old, in: &merged)
        merged.errors = errors(facts.errors, old.errors)
        merged.polling = polling(of: merged.response)
        merged.paging = paging(of: merged)
        return merged
    }

    mutating func reportLost(_ annotation: String, _ reason: String, at path: JSONPath) {
        diagnostics.append(
            Diagnostic(
                .warning, "lost-annotation", "lost annotation: \(annotation); \(reason)",
                at: existing.location(of: path)))
    }

    /// Returns the place of the corrections of the part at a path in the existing spec.
    func place(_ name: String, _ path: JSONPath, undoneWith arguments: [String]? = nil)
        -> KeptCorrections.Place
    {
        .init(
            name: name, location: existing.location(of: path.appending("corrected")),
            arguments: [existing.spec.id.description] + (arguments ?? (path.steps.isEmpty ? [] : [name])))
    }

    // MARK: Polling, paging and errors

    private mutating func polling(of response: EndpointSpec.Response) -> EndpointSpec.Polling? {
        guard let polling = existing.spec.polling else { return nil }
        guard let reason = Self.obstacle(to: polling.until, in: response) else { return polling }
        reportLost("polling until \(polling.until.field)", reason, at: ["polling"])
        return nil
    }

    private mutating func paging(of facts: EndpointSpec) -> EndpointSpec.Paging? {
        guard let paging = existing.spec.paging else { return nil }
        let results = (facts.response.fields ?? []).map(\.name)
        let parameters = ((facts.queryParameters ?? []) + (facts.request?.fields ?? [])).map(\.name)
        let missing =
            [paging.items, paging.next, paging.more].compactMap { $0 }.first { !results.contains($0) }
            ?? paging.token.flatMap { parameters.contains($0) ? nil : $0 }
        guard let missing else { return paging }
        reportLost("paging", "the field \"\(missing)\" was removed", at: ["paging"])
        return nil
    }

    /// Returns the reason why the response can no longer be polled until the given state, or `nil` if it can.
    private static func obstacle(to state: EndpointSpec.Polling.State, in response: EndpointSpec.Response) -> String? {
        guard let field = response.fields?.first(where: { $0.name == state.field }) else {
            return "the response no longer has the field"
        }
        if response.type != .init(.object) || field.type.dimensions > 0 { return "the field is no longer a state" }
        let listed = (field.values ?? []).map(\.value)
        return state.finalValues.first { !listed.contains($0) }.map { "the value \($0.compact) was removed" }
    }

    private mutating func errors(
        _ errors: [EndpointSpec.DocumentedError]?, _ old: [EndpointSpec.DocumentedError]?
    ) -> [EndpointSpec.DocumentedError]? {
        for (index, error) in (old ?? []).enumerated() where error.corrected?.isMissing != true {
            if let correction = error.corrected, errors?.contains(where: { $0.code == error.code }) != true {
                reportLost(
                    "the correction of the error \(error.code) (\(correction.reason))", "the code was removed",
                    at: ["errors", .index(index), "corrected"])
            }
            guard let name = error.name, errors?.contains(where: { $0.code == error.code }) != true,
                !derivedErrorNames().includesName(of: error, in: existing.spec.id.service)
            else { continue }
            reportLost(
                "the name \"\(name)\" of the error \(error.code)", "the code was removed",
                at: ["errors", .index(index), "name"])
        }
        let kept = errors?.map { error in
            guard let index = old?.firstIndex(where: { $0.code == error.code }), let before = old?[index] else {
                return error
            }
            var error = error
            if before.corrected?.isMissing == true {
                corrections.agreeOnCode(error.code)
            } else {
                corrections.repeatCorrections(
                    of: before, in: &error,
                    at: place(
                        "errors.\(error.code)", ["errors", .index(index)], undoneWith: ["--error", String(error.code)]))
            }
            error.name =
                isRenaming && derivedErrorNames().includesName(of: before, in: existing.spec.id.service)
                ? nil : before.name ?? (isTranslated ? ErrorNames.nameOfUnnamed(error.code) : nil)
            // The existing reaction is an annotation only if it differs from the derived reaction.
            // A translated message can say less or use other words, but it does not change what the client does.
            if let reaction = before.reaction,
                reaction != ErrorReaction.reaction(to: before) || isTranslated
            {
                error.reaction = reaction
            }
            return error
        }
        let added = (old ?? []).filter { error in
            error.corrected?.isMissing == true && errors?.contains { $0.code == error.code } != true
        }
        return added.isEmpty ? kept : (kept ?? []) + added
    }
}
