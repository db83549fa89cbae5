import EndpointSpec
import SourceText

/// Carries the annotations of an existing spec over to a newer version of its document.
///
/// The facts are those of the document. Names of listed values and error codes stay, whoever gave them. An annotation follows
/// the thing that it annotates: an error by its code, a field by its way through the tree, a value by itself. One whose target
/// is gone is reported.
struct SpecMerger {
    private let existing: SpecFile
    /// Whether names that were derived are given up, so that better ones can be derived.
    private let isRenaming: Bool
    /// The names of error codes that were derived for the existing specs.
    private let derivedErrors: () -> ErrorNames
    private var diagnostics: [Diagnostic] = []
    /// The fields of a body that are somewhere else now, by name.
    private var moved: [String: Annotated] = [:]

    /// A field of the existing spec.
    private struct Annotated {
        let field: EndpointSpec.Field
        /// In the existing file.
        let path: JSONPath
    }

    /// Merges the facts of a document with the annotations of an existing spec.
    ///
    /// - Returns: The merged spec, and a warning for each annotation that is lost.
    static func merge(
        _ facts: EndpointSpec, annotatedIn existing: SpecFile, renamingDerived isRenaming: Bool = false,
        derivedErrors: (() -> ErrorNames)? = nil
    ) -> (spec: EndpointSpec, lost: [Diagnostic]) {
        var merger = SpecMerger(
            existing: existing, isRenaming: isRenaming,
            derivedErrors: derivedErrors ?? { .derived(for: [existing.spec]) })
        let spec = merger.merge(facts)
        return (spec, merger.diagnostics)
    }

    private init(existing: SpecFile, isRenaming: Bool, derivedErrors: @escaping () -> ErrorNames) {
        self.existing = existing
        self.derivedErrors = derivedErrors
        self.isRenaming = isRenaming
    }

    private mutating func merge(_ facts: EndpointSpec) -> EndpointSpec {
        let old = existing.spec
        var merged = facts
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

    // MARK: Polling and errors

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
        let gone =
            [paging.items, paging.next, paging.more].compactMap { $0 }.first { !results.contains($0) }
            ?? paging.token.flatMap { parameters.contains($0) ? nil : $0 }
        guard let gone else { return paging }
        reportLost("paging", "the field \"\(gone)\" was removed", at: ["paging"])
        return nil
    }

    /// Why a response can no longer be polled.
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
        for (index, error) in (old ?? []).enumerated() {
            guard let name = error.name, errors?.contains(where: { $0.code == error.code }) != true,
                !derivedErrors().contain(error, in: existing.spec.id.service)
            else { continue }
            reportLost(
                "the name \"\(name)\" of the error \(error.code)", "the code was removed",
                at: ["errors", .index(index), "name"])
        }
        return errors?.map { error in
            guard let before = old?.first(where: { $0.code == error.code }) else { return error }
            var error = error
            error.name = isRenaming && derivedErrors().contain(before, in: existing.spec.id.service) ? nil : before.name
            // One that the words do not give is of a person.
            if let reaction = before.reaction, reaction != ErrorReaction.of(before) { error.reaction = reaction }
            return error
        }
    }

    // MARK: Fields

    private mutating func fields(in list: EndpointSpec.FieldList, of facts: EndpointSpec) -> [EndpointSpec.Field]? {
        let before = existing.spec.fields(in: list)
        let after = facts.fields(in: list)
        // A field that is somewhere else now is the one with its name, if there is one such field before and after.
        let (oldPlaces, newPlaces) = (Set(before.map(\.address)), Set(after.map(\.address)))
        let removed = Dictionary(grouping: before.filter { !newPlaces.contains($0.address) }, by: \.field.name)
        let added = Dictionary(grouping: after.filter { !oldPlaces.contains($0.address) }, by: \.field.name)
        moved = removed.filter { $0.value.count == 1 && added[$0.key]?.count == 1 }.compactMapValues { places in
            places.first.map { Annotated(field: $0.field, path: $0.path) }
        }
        return fields(facts[list], annotated(existing.spec[list], at: list.jsonPath), in: FieldAddress(list))
    }

    private func annotated(_ fields: [EndpointSpec.Field]?, at path: JSONPath) -> [Annotated] {
        (fields ?? []).enumerated().map { Annotated(field: $1, path: path.appending(.index($0))) }
    }

    /// - Parameter place: The address of the list, for messages.
    private mutating func fields(
        _ fields: [EndpointSpec.Field]?, _ old: [Annotated], in place: FieldAddress
    ) -> [EndpointSpec.Field]? {
        let names = Set((fields ?? []).map(\.name))
        for annotated in old where !names.contains(annotated.field.name) { reportLost(annotated, in: place) }
        guard var fields else { return nil }
        for index in fields.indices { annotate(&fields[index], from: old, in: place) }
        for index in fields.indices { dropImpossibleCondition(of: index, among: &fields, old, in: place) }
        return fields
    }

    private mutating func annotate(_ field: inout EndpointSpec.Field, from old: [Annotated], in place: FieldAddress) {
        let stayed = old.first { $0.field.name == field.name }
        let place = place.appending(field.name)
        guard let source = stayed ?? moved[field.name] else {
            field.fields = fields(field.fields, [], in: place)
            return
        }
        field.swiftName = source.field.swiftName
        field.availableWhen = source.field.availableWhen
        // A place without a mark was confirmed.
        if stayed != nil, source.field.placement == nil { field.placement = nil }
        field.values = values(field.values, of: source, in: place)
        let children = annotated(source.field.fields, at: source.path.appending("fields"))
        field.fields = fields(field.fields, children, in: place)
    }

    private mutating func dropImpossibleCondition(
        of index: Int, among fields: inout [EndpointSpec.Field], _ old: [Annotated], in place: FieldAddress
    ) {
        guard let condition = fields[index].availableWhen else { return }
        let sibling = fields.first { $0.name == condition.field }
        if let sibling, sibling.values?.contains(where: { $0.value == condition.equals }) ?? true { return }
        let source = old.first { $0.field.name == fields[index].name } ?? moved[fields[index].name]
        reportLost(
            Self.text(of: condition, at: place.appending(fields[index].name)),
            sibling == nil ? "the field \(condition.field) was removed" : "the value was removed",
            at: source?.path.appending("availableWhen") ?? [])
        fields[index].availableWhen = nil
    }

    private mutating func values(
        _ values: [EndpointSpec.EnumeratedValue]?, of source: Annotated, in place: FieldAddress
    ) -> [EndpointSpec.EnumeratedValue]? {
        let old = source.field.values ?? []
        // Most values are as they were, and need no names to compare with.
        lazy var derived = ValueNames.derived(for: old)
        lazy var derivedNow = ValueNames.derived(for: values ?? [])
        for (index, value) in old.enumerated() {
            guard let name = value.name, values?.contains(where: { $0.value == value.value }) != true,
                name != derived[index]
            else { continue }
            reportLost(
                "the name \"\(name)\" of the value \(value.value.compact) of \(place)", "the value was removed",
                at: source.path.appending("values", .index(index), "name"))
        }
        return values?.enumerated().map { position, value in
            // A value that is listed again has the name of the first one.
            guard values?.isRepeated(at: position) == false,
                let index = old.firstIndex(where: { $0.value == value.value }),
                let name = old[index].name, !isRenaming || name != derived[index]
            else { return value }
            if old[index].description != value.description, name != derivedNow[position] {
                reportKept(name, of: old[index], nowDescribedAs: value.description, in: place, source, index)
            }
            var value = value
            value.name = name
            return value
        }
    }

    /// A value can mean something else now.
    private mutating func reportKept(
        _ name: String, of value: EndpointSpec.EnumeratedValue, nowDescribedAs description: String?,
        in place: FieldAddress,
        _ source: Annotated, _ index: Int
    ) {
        let texts = [description, value.description].map { $0.map { "\"\($0)\"" } ?? "nothing" }
        diagnostics.append(
            Diagnostic(
                .warning, "kept-name",
                "the value \(value.value.compact) of \(place) is still named \"\(name)\", and its description is "
                    + "\(texts[0]) instead of \(texts[1])",
                at: existing.location(of: source.path.appending("values", .index(index), "name")),
                notes: [.init("if the name is wrong now, change it, or delete it to derive it again")]))
    }

    /// Reports the annotations of a field that was removed, and of the fields below it.
    private mutating func reportLost(_ annotated: Annotated, in place: FieldAddress) {
        let field = annotated.field
        if moved[field.name]?.path == annotated.path { return }
        let place = place.appending(field.name)
        if let name = field.swiftName {
            reportLost(
                "the name \"\(name)\" of \(place)", "the field was removed", at: annotated.path.appending("swiftName"))
        }
        if let condition = field.availableWhen {
            reportLost(
                Self.text(of: condition, at: place), "the field was removed",
                at: annotated.path.appending("availableWhen"))
        }
        _ = values(nil, of: annotated, in: place)
        for child in self.annotated(field.fields, at: annotated.path.appending("fields")) {
            reportLost(child, in: place)
        }
    }

    private static func text(of condition: EndpointSpec.Condition, at place: FieldAddress) -> String {
        "\(place) is available only if \(condition.field) is \(condition.equals.compact)"
    }
}
