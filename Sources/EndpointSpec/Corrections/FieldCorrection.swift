import SourceText

extension EndpointSpec.Field: Correctable {
    package static let correctableKeys: Set = [
        "type", "valueType", "format", "typeName", "required", "description", "example", "default", "values",
        "constraints", "deprecated", "fields",
    ]
    package static var canBeMissing: Bool { true }

    package func fact(_ key: String) -> JSON {
        ["values", "fields"].contains(key) ? unannotated.written(key) : written(key)
    }

    package mutating func adopt(_ key: String, from other: EndpointSpec.Field) {
        switch key {
        case "type", "valueType": change(to: other.type, of: other.valueType)
        case "values": values = other.values
        case "fields": fields = other.fields
        default: set(key, to: other.fact(key))
        }
    }

    package mutating func keep(
        _ key: String, changedFrom base: EndpointSpec.Field, to changed: EndpointSpec.Field
    ) -> CorrectionState {
        switch key {
        case "values": return keepValues(changedFrom: base.values ?? [], to: changed.values ?? [])
        case "type", "valueType":
            if (type, valueType) == (changed.type, changed.valueType) { return .agreed }
            let isSame = (type, valueType) == (base.type, base.valueType)
            adopt(key, from: changed)
            return isSame ? .kept : .contradicted
        default: return keepFact(key, changedFrom: base, to: changed)
        }
    }

    /// Repeats the changes to a list of values. A document that lists more values does not contradict them.
    private mutating func keepValues(
        changedFrom base: [EndpointSpec.EnumeratedValue], to changed: [EndpointSpec.EnumeratedValue]
    ) -> CorrectionState {
        let texts = { (values: [EndpointSpec.EnumeratedValue]) in Set(values.map(\.value.compact)) }
        let (before, after, listed) = (texts(base), texts(changed), texts(values ?? []))
        let known = before.union(listed)
        let added = changed.filter { !known.contains($0.value.compact) }
        let removed = before.subtracting(after).intersection(listed)
        if added.isEmpty, removed.isEmpty { return .agreed }
        let converted = added.map { value in
            var value = value
            value.value = type.base.lossless(value.value) ?? value.value
            return value
        }
        let kept = (values ?? []).filter { !removed.contains($0.value.compact) } + converted
        values = kept.isEmpty ? nil : kept
        return .kept
    }

    /// The field as a document states it, without the names and places that imports and people add.
    package var unannotated: EndpointSpec.Field {
        var field = self
        field.corrected = nil
        (field.swiftName, field.availableWhen, field.placement, field.idempotencyKey) = (nil, nil, nil, nil)
        field.values = field.values?.map { value in
            var value = value
            value.name = nil
            return value
        }
        let documented = field.fields?.filter { $0.corrected?.isMissing != true }.map(\.documented.unannotated)
        field.fields = documented?.isEmpty == true && field.fields?.isEmpty == false ? nil : documented
        return field
    }

    /// Changes the type, and what has to agree with it: listed values, default and example are converted if that is lossless, and a
    /// scalar has no fields.
    ///
    /// - Parameters:
    ///   - type: The new type.
    ///   - valueType: The type of the values, if the new type is a map.
    package mutating func change(to type: EndpointSpec.FieldType, of valueType: EndpointSpec.FieldType? = nil) {
        if type.base != self.type.base {
            typeName = nil
            if type.base != .int, type.base != .string || timestampFormat == nil { format = nil }
        }
        self.type = type
        self.valueType = type.base == .map ? valueType : nil
        if !canHaveFields { fields = nil }
        guard type.base.isScalar else {
            values = nil
            return
        }
        values = values?.map { value in
            var value = value
            value.value = type.base.lossless(value.value) ?? value.value
            return value
        }
        if type.dimensions > 0 { return }
        `default` = `default`.flatMap(type.base.lossless)
        example = example.flatMap(type.base.lossless)
    }

    /// Whether the type is an object, or a map of objects.
    package var canHaveFields: Bool {
        type.base == .object || type.base == .map && valueType.map { $0.base == .object } != false
    }

    /// Adds listed values, or names those that are listed already.
    ///
    /// - Parameter added: Each value as text, with its Swift name.
    /// - Throws: `Failure` if the type of the field does not have a value.
    package mutating func list(_ added: [(text: String, name: String?)]) throws(Failure) {
        if !type.base.isScalar, !added.isEmpty {
            throw Failure(
                "wrong-value", "\"\(self.name)\" has the type \(type.spelling), which has no listed values")
        }
        var positions = Dictionary((values ?? []).enumerated().map { ($1.value.compact, $0) }) { first, _ in first }
        for (text, name) in added {
            guard let value = type.base.lossless(.string(text)) else {
                throw Failure(
                    "wrong-value",
                    "expected a value of the type \(type.spelling) of \"\(self.name)\", found \"\(text)\"")
            }
            if let index = positions[value.compact] {
                if let name { values?[index].name = name }
            } else {
                positions[value.compact] = values?.count ?? 0
                values = values ?? []
                values?.append(.init(value: value, name: name))
            }
        }
    }
}

extension EndpointSpec.FieldType.Base {
    /// Returns a scalar as a value of this type, or `nil` if it cannot be converted without a loss.
    package func lossless(_ value: JSON) -> JSON? {
        if EndpointSpec.FieldType(self).fits(value) { return value }
        switch (self, value) {
        case (.string, .number(let spelling)): return .string(spelling)
        case (.string, .boolean(let flag)): return .string(String(flag))
        case (.int, .string(let text)): return Int(text).flatMap { String($0) == text ? .number(text) : nil }
        case (.number, .string(let text)): return JSON(number: text)
        case (.boolean, .string("true")), (.boolean, .number("1")), (.boolean, .string("1")): return .boolean(true)
        case (.boolean, .string("false")), (.boolean, .number("0")), (.boolean, .string("0")): return .boolean(false)
        default: return nil
        }
    }
}
