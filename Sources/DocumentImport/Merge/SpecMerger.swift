import EndpointSpec

/// Brings what people annotated in a spec over to a newer reading of its document.
///
/// The facts are those of the reading. An annotation goes where the thing stands that it annotates: an error by its
/// code, a field by its way through the tree, a value by itself. One whose target is gone is told, and not lost silently.
struct SpecMerger {
    /// Annotations without a target, in words.
    private(set) var lost: [String] = []
    /// The fields of a body that stand elsewhere now, by their names.
    private var moved: [String: EndpointSpec.Field] = [:]

    /// - Returns: The reading with the annotations, and what could not be kept.
    static func merge(_ reading: EndpointSpec, annotatedIn existing: EndpointSpec) -> (EndpointSpec, lost: [String]) {
        var merger = SpecMerger()
        var merged = reading
        merged.id = existing.id
        merged.document.path = reading.document.path ?? existing.document.path
        merged.idempotent = existing.idempotent
        merged.polling = existing.polling
        merged.headers = merger.body(reading.headers, existing.headers, at: "headers")
        merged.pathParameters = merger.body(reading.pathParameters, existing.pathParameters, at: "pathParameters")
        merged.queryParameters = merger.body(reading.queryParameters, existing.queryParameters, at: "queryParameters")
        let requestFields = merger.body(reading.request?.fields, existing.request?.fields, at: "request")
        merged.request?.fields = requestFields
        merged.response.fields = merger.body(reading.response.fields, existing.response.fields, at: "response")
        merged.errors = merger.errors(reading.errors, existing.errors)
        if let polling = existing.polling, let reason = Self.obstacle(to: polling, in: merged.response) {
            merger.lost.append("polling until \(polling.field): \(reason)")
            merged.polling = nil
        }
        return (merged, merger.lost)
    }

    /// Why an answer cannot be waited for any more.
    private static func obstacle(to polling: EndpointSpec.Polling, in response: EndpointSpec.Response) -> String? {
        guard let field = response.fields?.first(where: { $0.name == polling.field }) else {
            return "the answer has no such field any more"
        }
        if response.type != .init(.object) || field.type.dimensions > 0 { return "it can tell no state any more" }
        let listed = (field.values ?? []).map(\.value)
        return polling.finalValues.first { !listed.contains($0) }.map { "its value \($0.compact) is gone" }
    }

    private mutating func errors(
        _ errors: [EndpointSpec.DocumentedError]?, _ existing: [EndpointSpec.DocumentedError]?
    ) -> [EndpointSpec.DocumentedError]? {
        for error in existing ?? [] where error.name != nil {
            if errors?.contains(where: { $0.code == error.code }) != true {
                lost.append("the name \"\(error.name ?? "")\" of the error \(error.code), which is gone")
            }
        }
        return errors?.map { error in
            var error = error
            error.name = existing?.first { $0.code == error.code }?.name
            return error
        }
    }

    /// The fields of a body, or of a kind of parameters.
    private mutating func body(
        _ fields: [EndpointSpec.Field]?, _ existing: [EndpointSpec.Field]?, at place: String
    ) -> [EndpointSpec.Field]? {
        let old = Self.fieldsByPlace(existing, at: place)
        let new = Self.fieldsByPlace(fields, at: place)
        // A field that stands elsewhere now is the one of its name, where there is one such field before and after.
        let gone = Dictionary(grouping: old.filter { new[$0.key] == nil }.values, by: \.name)
        let come = Dictionary(grouping: new.filter { old[$0.key] == nil }.values, by: \.name)
        moved = gone.filter { $0.value.count == 1 && come[$0.key]?.count == 1 }.compactMapValues(\.first)
        return self.fields(fields, existing, at: place)
    }

    private static func fieldsByPlace(
        _ fields: [EndpointSpec.Field]?, at place: String
    ) -> [String: EndpointSpec.Field] {
        var result: [String: EndpointSpec.Field] = [:]
        for field in fields ?? [] {
            let place = "\(place).\(field.name)"
            result[place] = field
            result.merge(fieldsByPlace(field.fields, at: place)) { first, _ in first }
        }
        return result
    }

    private mutating func fields(
        _ fields: [EndpointSpec.Field]?, _ existing: [EndpointSpec.Field]?, at place: String
    ) -> [EndpointSpec.Field]? {
        let names = Set((fields ?? []).map(\.name))
        for field in existing ?? [] where !names.contains(field.name) { reportLost(field, at: place) }
        guard var fields else { return nil }
        for index in fields.indices {
            let name = fields[index].name
            let stayed = existing?.first { $0.name == name }
            let place = "\(place).\(name)"
            guard let old = stayed ?? moved[name] else {
                fields[index].fields = self.fields(fields[index].fields, nil, at: place)
                continue
            }
            fields[index].swiftName = old.swiftName
            fields[index].availableWhen = old.availableWhen
            // A place without a mark was confirmed.
            if stayed != nil, old.placement == nil { fields[index].placement = nil }
            fields[index].values = values(fields[index].values, old.values, at: place)
            fields[index].fields = self.fields(fields[index].fields, old.fields, at: place)
        }
        for index in fields.indices {
            guard let condition = fields[index].availableWhen else { continue }
            let sibling = fields.first { $0.name == condition.field }
            let isKnown = sibling.map { $0.values?.contains { $0.value == condition.equals } ?? true } ?? false
            if isKnown { continue }
            lost.append(
                "\(place).\(fields[index].name) only if \(condition.field) is \(condition.equals.compact): "
                    + (sibling == nil ? "no such field stands beside it any more" : "the value is gone"))
            fields[index].availableWhen = nil
        }
        return fields
    }

    private mutating func values(
        _ values: [EndpointSpec.EnumeratedValue]?, _ existing: [EndpointSpec.EnumeratedValue]?, at place: String
    ) -> [EndpointSpec.EnumeratedValue]? {
        for value in existing ?? [] where value.name != nil {
            if values?.contains(where: { $0.value == value.value }) != true {
                lost.append(
                    "the name \"\(value.name ?? "")\" of the value \(value.value.compact) of \(place), which is gone")
            }
        }
        return values?.map { value in
            var value = value
            value.name = existing?.first { $0.value == value.value }?.name
            return value
        }
    }

    private mutating func reportLost(_ field: EndpointSpec.Field, at place: String) {
        let place = "\(place).\(field.name)"
        if moved[field.name] == field { return }
        if let name = field.swiftName { lost.append("the name \"\(name)\" of \(place), which is gone") }
        if let condition = field.availableWhen {
            lost.append("\(place) only if \(condition.field) is \(condition.equals.compact): the field is gone")
        }
        _ = values(nil, field.values, at: place)
        for child in field.fields ?? [] { reportLost(child, at: place) }
    }
}
