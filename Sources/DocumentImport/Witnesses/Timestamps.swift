import EndpointSpec
import SourceText

/// Finds the fields that are Unix timestamps, and their units: what the text says, where the examples and samples do not contradict
/// it, or what they show where the text calls the value a timestamp without a unit.
enum Timestamps {
    /// Sets the format of all timestamps of a spec.
    static func mark(in spec: inout EndpointSpec) {
        for list in EndpointSpec.FieldList.allCases where list != .eventHeader {
            guard let fields = spec[list] else { continue }
            spec[list] = marked(fields, in: bodies(of: list, in: spec))
        }
    }

    /// Returns the objects of the samples that have the fields of a list.
    private static func bodies(of list: EndpointSpec.FieldList, in spec: EndpointSpec) -> [JSON] {
        switch list {
        case .request: return spec.request?.samples ?? []
        case .response:
            let samples = spec.response.samples ?? []
            return spec.response.envelope == .data ? samples.compactMap { $0[EnvelopeKeys.data] } : samples
        case .event: return (spec.event?.samples ?? []).compactMap { $0[EventKeys.event] }
        case .header, .path, .query, .eventHeader: return []
        }
    }

    private static func marked(_ fields: [EndpointSpec.Field], in bodies: [JSON]) -> [EndpointSpec.Field] {
        let objects = SampledValues(bodies).objects
        return fields.map { field in
            marked(field, shownAs: objects.flatMap { $0.filter { $0.key == field.name } }.map(\.value))
        }
    }

    private static func marked(_ field: EndpointSpec.Field, shownAs values: [JSON]) -> EndpointSpec.Field {
        var field = field
        switch field.type.base {
        case .string, .int:
            if let format = format(of: field, shownAs: values) { field.format = format }
        case .object: field.fields = field.fields.map { marked($0, in: values) }
        case .map:
            let members = SampledValues(values).objects.flatMap { $0.map(\.value) }
            field.fields = field.fields.map { marked($0, in: members) }
        default: break
        }
        return field
    }

    private static func format(of field: EndpointSpec.Field, shownAs values: [JSON]) -> EndpointSpec.Format? {
        guard let description = field.description, field.values == nil else { return nil }
        let text = TimestampText(description)
        if !text.isTimestamp, text.unit == nil { return nil }
        let examples = SampledValues([field.example].compactMap(\.self)).elements + SampledValues(values).elements
        let numbers = examples.compactMap(\.digits).filter { !["", "0", "-1"].contains($0) }
        var shown = Set(numbers.compactMap { TimestampText.unit(ofDigits: $0) })
        if numbers.isEmpty { shown = text.shown }
        guard let unit = text.unit else { return shown.count == 1 ? shown.first : nil }
        // Without the word, a unit can be that of a duration. With it, a value that is no time is the placeholder of a sample.
        return shown.contains(unit) || text.isTimestamp && shown.isEmpty ? unit : nil
    }
}

extension JSON {
    /// The text of a string or a number.
    fileprivate var digits: String? {
        switch self {
        case .string(let text), .number(let text): text
        default: nil
        }
    }
}
