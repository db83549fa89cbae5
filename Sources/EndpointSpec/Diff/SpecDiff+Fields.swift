import SourceText

// Finds the changes of fields.
extension SpecDiff {
    /// Compares two lists of fields.
    ///
    /// - Parameters:
    ///   - old: The old fields.
    ///   - new: The new fields.
    ///   - parent: The address of the parent.
    ///   - correction: What a correction of the parent has to do with its fields.
    mutating func compareFields(
        _ old: [EndpointSpec.Field]?, _ new: [EndpointSpec.Field]?, at parent: FieldAddress, _ correction: String? = nil
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
                        rename: rename, correction: correction))
            }
            guard let before = old.first(where: { $0.name == rename?.old ?? field.name }) else {
                let isBreaking = parent.list.isSent && (field.required == true || parent.list == .path)
                add(
                    isBreaking ? .breaking : .compatible, address.description,
                    isBreaking ? "the field is new and required" : "the field is new",
                    Self.correction(of: field, isAdded: true) ?? correction)
                continue
            }
            compare(before, field, at: address)
        }
        for field in old
        where !new.contains(where: { $0.name == field.name }) && !renames.contains(where: { $0.old == field.name }) {
            add(
                .breaking, parent.appending(field.name).description, "the field was removed",
                Self.correction(of: field, isAdded: false) ?? correction)
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
        if (old.idempotencyKey ?? false) != (new.idempotencyKey ?? false) {
            let isFilled = new.idempotencyKey == true
            add(
                isFilled ? .compatible : .breaking, place,
                isFilled ? "the client fills the field once per call" : "the client no longer fills the field")
        }
        compareDeprecation(old.deprecated, new.deprecated, of: "field", at: place, between: old, and: new)
        compareValues(old, new, at: place)
        if old.constraints != new.constraints {
            add(
                areSent ? .breaking : .compatible, place, "the constraints changed",
                Self.correction(of: "constraints", between: old, and: new))
        }
        if old.default != new.default {
            add(
                .compatible, place,
                "the default is \(new.default?.compact ?? "unspecified") instead of \(old.default?.compact ?? "unspecified")",
                Self.correction(of: "default", between: old, and: new))
        }
        compareText("description of \(place)", old.description, new.description)
        compareText("example of \(place)", old.example?.compact, new.example?.compact)
        compareFields(old.fields, new.fields, at: address, Self.correction(of: "fields", between: old, and: new))
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
