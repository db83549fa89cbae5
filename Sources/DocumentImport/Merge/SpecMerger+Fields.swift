import EndpointSpec
import SourceText

extension SpecMerger {
    /// Returns a list of fields with the annotations of the existing list, and reports the lost annotations.
    mutating func fields(in list: EndpointSpec.FieldList, of facts: EndpointSpec) -> [EndpointSpec.Field]? {
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
    ///   - isPossible: Whether the parent can have fields. Otherwise, it loses those that a person added.
    private mutating func fields(
        _ fields: [EndpointSpec.Field]?, _ old: [AnnotatedField], in address: FieldAddress, isPossible: Bool = true
    ) -> [EndpointSpec.Field]? {
        let names = Set((fields ?? []).map(\.name))
        let absent = old.filter { !names.contains($0.field.name) }
        let isKept = { (field: EndpointSpec.Field) in isPossible && field.corrected?.isMissing == true }
        let added = absent.map(\.field).filter(isKept)
        for annotated in absent where !isKept(annotated.field) { reportLost(annotated, in: address) }
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
        keepUnit(of: &field, from: source.field.documented)
        let correctionPlace = place(address.description, source.path)
        if source.field.corrected?.isMissing == true {
            corrections.compareAdded(source.field, with: &field, at: correctionPlace)
        } else {
            corrections.repeatCorrections(of: source.field, in: &field, at: correctionPlace)
        }
        field.swiftName = source.field.swiftName
        field.idempotencyKey =
            source.field.idempotencyKey == true
            ? (IdempotencyKeys.canBeKey(field) ? true : nil) : source.field.idempotencyKey ?? field.idempotencyKey
        field.availableWhen = source.field.availableWhen
        // An unmarked placement in the existing spec is certain and remains certain, unless there was no row to place.
        if stayed != nil, source.field.placement == nil, source.field.evidence == nil { field.placement = nil }
        field.values = values(field.values, of: source, in: address)
        let children = annotated(source.field.fields, at: source.path.appending("fields"))
        field.fields = fields(field.fields, children, in: address, isPossible: field.canHaveFields)
    }

    /// Keeps the unit of a timestamp over a translation, which can say less about it, and until the text changes.
    private func keepUnit(of field: inout EndpointSpec.Field, from old: EndpointSpec.Field) {
        guard isTranslated || old.description == field.description,
            old.type == field.type, field.timestampFormat == nil, let format = old.timestampFormat
        else { return }
        field.format = format
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
            field.fields = fields(field.fields, children, in: address, isPossible: field.canHaveFields)
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
            if isTranslated, old[index].name == nil, !value.namesItself, value.key == nil {
                value.name = ValueNames.nameOfUnnamed(value)
                return value
            }
            guard let name = old[index].name ?? old[index].ownName(besideKey: value.key),
                !isRenaming || !derived[index].contains(name)
            else { return value }
            // A translation of the description says the same.
            if old[index].description != value.description, name != derivedNow[position], !isTranslated {
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
