import EndpointSpec

/// Brings what people annotated in a spec over to a newer reading of its document.
///
/// The facts are those of the reading. An annotation goes where the thing stands that it annotates: an error by its
/// code, a field by its way through the tree, a value by itself. One whose target is gone is told, and not lost silently.
struct SpecMerger {
    /// Annotations without a target, in words.
    private(set) var lost: [String] = []

    /// - Returns: The reading with the annotations, and what could not be kept.
    static func merge(_ reading: EndpointSpec, annotatedIn existing: EndpointSpec) -> (EndpointSpec, lost: [String]) {
        var merger = SpecMerger()
        var merged = reading
        merged.id = existing.id
        merged.document.path = reading.document.path ?? existing.document.path
        merged.idempotent = existing.idempotent
        merged.polling = existing.polling
        merged.headers = merger.fields(reading.headers, existing.headers, at: "headers")
        merged.pathParameters = merger.fields(reading.pathParameters, existing.pathParameters, at: "pathParameters")
        merged.queryParameters = merger.fields(reading.queryParameters, existing.queryParameters, at: "queryParameters")
        merged.request?.fields = merger.fields(reading.request?.fields, existing.request?.fields, at: "request")
        merged.response.fields = merger.fields(reading.response.fields, existing.response.fields, at: "response")
        merged.errors = merger.errors(reading.errors, existing.errors)
        if let polling = existing.polling, merged.response.fields?.contains(where: { $0.name == polling.field }) != true
        {
            merger.lost.append("polling until \(polling.field): the answer has no such field any more")
            merged.polling = nil
        }
        return (merged, merger.lost)
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

    private mutating func fields(
        _ fields: [EndpointSpec.Field]?, _ existing: [EndpointSpec.Field]?, at place: String
    ) -> [EndpointSpec.Field]? {
        let names = Set((fields ?? []).map(\.name))
        for field in existing ?? [] where !names.contains(field.name) { reportLost(field, at: place) }
        guard var fields else { return nil }
        for index in fields.indices {
            guard let old = existing?.first(where: { $0.name == fields[index].name }) else { continue }
            let place = "\(place).\(old.name)"
            fields[index].swiftName = old.swiftName
            fields[index].availableWhen = old.availableWhen
            // A place without a mark was confirmed.
            if old.placement == nil { fields[index].placement = nil }
            fields[index].values = values(fields[index].values, old.values, at: place)
            fields[index].fields = self.fields(fields[index].fields, old.fields, at: place)
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
        if let name = field.swiftName { lost.append("the name \"\(name)\" of \(place), which is gone") }
        if let condition = field.availableWhen {
            lost.append("\(place) only if \(condition.field) is \(condition.equals.compact): the field is gone")
        }
        _ = values(nil, field.values, at: place)
        for child in field.fields ?? [] { reportLost(child, at: place) }
    }
}
