import EndpointSpec
import SourceText

/// Merges the annotations of an existing spec into the spec of a newer version of its document.
///
/// All facts come from the document. The merger keeps the existing names of listed values and error codes, including derived
/// names unless `isRenaming` is set. It matches errors by code, listed values by value, and fields by address or, if a field
/// moved, by name. It reports each annotation whose target was removed.
struct SpecMerger {
    private let existing: SpecFile
    /// Whether to discard derived names so that they are derived again.
    private let isRenaming: Bool
    /// Derives the names of the error codes in the existing specs, ignoring the current names.
    private let derivedErrorNames: () -> ErrorNames
    private var diagnostics: [Diagnostic] = []
    private var corrections = KeptCorrections()
    /// For the list that is being merged, the existing fields that moved to another parent, keyed by name.
    private var moved: [String: AnnotatedField] = [:]

    /// A field of the existing spec.
    private struct AnnotatedField {
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

    private mutating func merge(_ facts: EndpointSpec) -> EndpointSpec {
        let old = existing.spec
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
        merged.errors = errors(facts.errors, old.errors)
        merged.polling = polling(of: merged.response)
        merged.paging = paging(of: merged)
        return merged
    }

    private mutating func reportLost(_ annotation: String, _ reason: String, at path: JSONPath) {
        diagnostics.append(
            Diagnostic(
                .warning, "lost-annotation", "lost annotation: \(annotation); \(reason)",
                at: existing.location(of: path)))
    }

    /// Returns the place of the corrections of the part at a path in the existing spec.
    private func place(_ name: String, _ path: JSONPath, undoneWith arguments: [String]? = nil)
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
                ? nil : before.name
            // The existing reaction is an annotation only if it differs from the derived reaction.
            if let reaction = before.reaction, reaction != ErrorReaction.reaction(to: before) {
                error.reaction = reaction
            }
            return error
        }
        let added = (old ?? []).filter { error in
            error.corrected?.isMissing == true && errors?.contains { $0.code == error.code } != true
        }
        return added.isEmpty ? kept : (kept ?? []) + added
    }

    // MARK: Fields

    private mutating func fields(in list: EndpointSpec.FieldList, of facts: EndpointSpec) -> [EndpointSpec.Field]? {
        let before = existing.spec.fields(in: list)
        let after = facts.fields(in: list)
        // A field moved if exactly one removed field and exactly one added field have its name.
        let (oldAddresses, newAddresses) = (Set(before.map(\.address)), Set(after.map(\.address)))
        let documented = before.filter { $0.field.corrected?.isMissing != true }
        let removed = Dictionary(grouping: documented.filter { !newAddresses.contains($0.address) }, by: \.field.name)
        let added = Dictionary(grouping: after.filter { !oldAddresses.contains($0.address) }, by: \.field.name)
        moved = removed.filter { $0.value.count == 1 && added[$0.key]?.count == 1 }.compactMapValues { places in
            places.first.map { AnnotatedField(field: $0.field, path: $0.path) }
        }
        return fields(facts[list], annotated(existing.spec[list], at: list.jsonPath), in: FieldAddress(list))
    }

    private func annotated(_ fields: [EndpointSpec.Field]?, at path: JSONPath) -> [AnnotatedField] {
        (fields ?? []).enumerated().map { AnnotatedField(field: $1, path: path.appending(.index($0))) }
    }

    /// Returns the given sibling fields with the annotations of the existing fields, and reports the lost annotations.
    ///
    /// - Parameters:
    ///   - fields: The fields of the document, or `nil` if there is no list of fields.
    ///   - old: The existing fields of the same parent.
    ///   - address: The address of the parent, for messages.
    private mutating func fields(
        _ fields: [EndpointSpec.Field]?, _ old: [AnnotatedField], in address: FieldAddress
    ) -> [EndpointSpec.Field]? {
        let names = Set((fields ?? []).map(\.name))
        let absent = old.filter { !names.contains($0.field.name) }
        let added = absent.filter { $0.field.corrected?.isMissing == true }.map(\.field)
        for annotated in absent where annotated.field.corrected?.isMissing != true {
            reportLost(annotated, in: address)
        }
        guard var fields else { return added.isEmpty ? nil : added }
        for index in fields.indices { annotate(&fields[index], from: old, in: address) }
        fields += added
        for index in fields.indices { dropImpossibleCondition(of: index, among: &fields, old, in: address) }
        return fields
    }

    private mutating func annotate(
        _ field: inout EndpointSpec.Field, from old: [AnnotatedField], in address: FieldAddress
    ) {
        let stayed = old.first { $0.field.name == field.name }
        let address = address.appending(field.name)
        guard let source = stayed ?? moved[field.name] else {
            field.fields = fields(field.fields, [], in: address)
            return
        }
        annotateUncorrected(&field, from: source, in: address)
        let correctionPlace = place(address.description, source.path)
        if source.field.corrected?.isMissing == true {
            corrections.compareAdded(source.field, with: &field, at: correctionPlace)
        } else {
            corrections.repeatCorrections(of: source.field, in: &field, at: correctionPlace)
        }
        field.swiftName = source.field.swiftName
        field.availableWhen = source.field.availableWhen
        // An unmarked placement in the existing spec is certain and remains certain, unless there was no row to place.
        if stayed != nil, source.field.placement == nil, source.field.evidence == nil { field.placement = nil }
        field.values = values(field.values, of: source, in: address)
        let children = annotated(source.field.fields, at: source.path.appending("fields"))
        field.fields = fields(field.fields, children, in: address)
    }

    /// Annotates what a correction removes from the field with the annotations in its record.
    private mutating func annotateUncorrected(
        _ field: inout EndpointSpec.Field, from source: AnnotatedField, in address: FieldAddress
    ) {
        guard source.field.corrected != nil else { return }
        let documented = AnnotatedField(field: source.field.documented, path: source.path.appending("corrected"))
        if source.field.values == nil { field.values = values(field.values, of: documented, in: address) }
        if source.field.fields == nil {
            let children = annotated(documented.field.fields, at: documented.path.appending("fields"))
            field.fields = fields(field.fields, children, in: address)
        }
    }

    private mutating func dropImpossibleCondition(
        of index: Int, among fields: inout [EndpointSpec.Field], _ old: [AnnotatedField], in address: FieldAddress
    ) {
        guard let condition = fields[index].availableWhen else { return }
        let sibling = fields.first { $0.name == condition.field }
        if let sibling, sibling.values?.contains(where: { $0.value == condition.equals }) ?? true { return }
        let source = old.first { $0.field.name == fields[index].name } ?? moved[fields[index].name]
        reportLost(
            Self.text(of: condition, at: address.appending(fields[index].name)),
            sibling == nil ? "the field \(condition.field) was removed" : "the value was removed",
            at: source?.path.appending("availableWhen") ?? [])
        fields[index].availableWhen = nil
    }

    private mutating func values(
        _ values: [EndpointSpec.EnumeratedValue]?, of source: AnnotatedField, in address: FieldAddress
    ) -> [EndpointSpec.EnumeratedValue]? {
        let old = source.field.values ?? []
        // Derive names only when they are first needed, because most values are unchanged and need no derived name.
        lazy var derived = ValueNames.allDerived(for: old)
        lazy var derivedNow = ValueNames.derived(for: values ?? [])
        for (index, value) in old.enumerated() {
            guard let name = value.name, values?.contains(where: { $0.value == value.value }) != true,
                !derived[index].contains(name)
            else { continue }
            reportLost(
                "the name \"\(name)\" of the value \(value.value.compact) of \(address)", "the value was removed",
                at: source.path.appending("values", .index(index), "name"))
        }
        return values?.enumerated().map { position, value in
            // Only the first occurrence of a repeated value has a name.
            guard values?.isRepeated(at: position) == false,
                let index = old.firstIndex(where: { $0.value == value.value })
            else { return value }
            var value = value
            // The platform does not change its identifiers, so a key is not lost when a schema is.
            if value.key == nil, let key = old[index].key, values?.contains(where: { $0.hasKey(like: key) }) == false {
                value.key = key
            }
            guard let name = old[index].name ?? old[index].ownName(besideKey: value.key),
                !isRenaming || !derived[index].contains(name)
            else { return value }
            if old[index].description != value.description, name != derivedNow[position] {
                reportKept(name, of: old[index], nowDescribedAs: value.description, in: address, source, index)
            }
            value.name = name
            return value
        }
    }

    /// Warns that a value kept its name although its description, and perhaps its meaning, changed.
    private mutating func reportKept(
        _ name: String, of value: EndpointSpec.EnumeratedValue, nowDescribedAs description: String?,
        in address: FieldAddress,
        _ source: AnnotatedField, _ index: Int
    ) {
        let texts = [description, value.description].map { $0.map { "\"\($0)\"" } ?? "nothing" }
        diagnostics.append(
            Diagnostic(
                .warning, "kept-name",
                "the value \(value.value.compact) of \(address) is still named \"\(name)\", but its description is now "
                    + "\(texts[0]) instead of \(texts[1])",
                at: existing.location(of: source.path.appending("values", .index(index), "name")),
                notes: [.init("if the name is no longer correct, change it, or delete it to derive it again")]))
    }

    /// Reports the lost annotations of a removed field and its descendants. A field that moved is skipped with its descendants.
    private mutating func reportLost(_ annotated: AnnotatedField, in address: FieldAddress) {
        let field = annotated.field
        if moved[field.name]?.path == annotated.path { return }
        let address = address.appending(field.name)
        if let name = field.swiftName {
            reportLost(
                "the name \"\(name)\" of \(address)", "the field was removed", at: annotated.path.appending("swiftName")
            )
        }
        if let condition = field.availableWhen {
            reportLost(
                Self.text(of: condition, at: address), "the field was removed",
                at: annotated.path.appending("availableWhen"))
        }
        if let correction = field.corrected {
            reportLost(
                "the correction of \(address) (\(correction.reason))", "the field was removed",
                at: annotated.path.appending("corrected"))
        }
        _ = values(nil, of: annotated, in: address)
        for child in self.annotated(field.fields, at: annotated.path.appending("fields")) {
            reportLost(child, in: address)
        }
    }

    private static func text(of condition: EndpointSpec.Condition, at address: FieldAddress) -> String {
        "\(address) is available only if \(condition.field) is \(condition.equals.compact)"
    }
}

extension EndpointSpec.EnumeratedValue {
    /// Returns whether the key of the value is the same name as another key.
    fileprivate func hasKey(like other: String) -> Bool {
        key.map { Words($0).lowerCamelCase == Words(other).lowerCamelCase } ?? false
    }

    /// The name of a value that served as its own name before the key arrived, or `nil` if the key gives the same name.
    fileprivate func ownName(besideKey newKey: String?) -> String? {
        guard key == nil, let newKey, namesItself else { return nil }
        let own = Words(nameText)
        return own.lowerCamelCase == Words(newKey).lowerCamelCase ? nil : own.spelling
    }
}
