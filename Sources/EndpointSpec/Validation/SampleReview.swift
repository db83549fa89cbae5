import SourceText

/// Finds contradictions between the samples and the fields of a spec.
struct SampleReview {
    /// The maximum number of keys or fields that a message lists.
    private static let maximumNames = 5

    private var findings: [SpecProblem] = []
    private var undescribed: [(name: String, path: JSONPath)] = []
    private var unshown: [(name: String, path: JSONPath)] = []

    /// A value in a sample, with the JSON path of the value in the spec.
    fileprivate struct SampleValue {
        let value: JSON
        let path: JSONPath
    }

    static func findings(in spec: EndpointSpec) -> [SpecProblem] {
        var request = SampleReview()
        request.compare(
            values(of: spec.request?.samples, at: ["request", "samples"]), with: .init(.object),
            spec.request?.fields ?? [],
            at: ["request", "fields"])
        var response = SampleReview()
        let bodies = values(of: spec.response.samples, at: ["response", "samples"])
        response.compare(
            bodies.compactMap { payload(of: $0, spec.response.envelope) }, with: spec.response.type,
            spec.response.fields ?? [], at: ["response", "fields"])
        var event = SampleReview()
        event.compare(
            values(of: spec.event?.samples, at: ["event", "samples"]).compactMap { push in
                push.value[EventKeys.event].map { .init(value: $0, path: push.path.appending(.key(EventKeys.event))) }
            }, with: .init(.object), spec.event?.fields ?? [], at: EndpointSpec.FieldList.event.jsonPath)
        return request.all + response.all + event.all
    }

    private static func values(of samples: [JSON]?, at path: JSONPath) -> [SampleValue] {
        (samples ?? []).enumerated().map { SampleValue(value: $1, path: path.appending(.index($0))) }
    }

    /// Returns the payload of a sample body, or `nil` if its envelope contains no payload. A body without a `code`
    /// key is considered to be a payload without an envelope.
    private static func payload(of body: SampleValue, _ envelope: EndpointSpec.Envelope) -> SampleValue? {
        guard case .object(let members) = body.value, members.contains(where: { $0.key == EnvelopeKeys.code }) else {
            return body
        }
        switch envelope {
        case .data: return body.value[EnvelopeKeys.data].map { .init(value: $0, path: body.path.appending("data")) }
        case .flat:
            let payload = members.filter { !EnvelopeKeys.isOutcome($0.key) }
            return payload.isEmpty ? nil : SampleValue(value: .object(payload), path: body.path)
        case .none: return body
        }
    }

    private var all: [SpecProblem] {
        findings
            + [
                Self.list(
                    undescribed, code: "undescribed-key", "sample key has no field", "sample keys have no field"),
                Self.list(
                    unshown, code: "unshown-field", "required field does not appear in any sample",
                    "required fields do not appear in any sample"
                ),
            ].compactMap { $0 }
    }

    private static func list(
        _ places: [(name: String, path: JSONPath)], code: String, _ singular: String, _ plural: String
    ) -> SpecProblem? {
        guard let first = places.first else { return nil }
        let names = places.prefix(maximumNames).map(\.name).joined(separator: ", ")
        let more = places.count > maximumNames ? ", ..." : ""
        return SpecProblem(
            code: code, message: "\(places.count) \(places.count == 1 ? singular : plural): \(names)\(more)",
            path: first.path)
    }

    // MARK: Values and fields

    /// Compares sample values with the fields of their type, recursively. Does nothing if the type has no documented
    /// fields or if no sample contains an object of the type.
    ///
    /// - Parameters:
    ///   - samples: The sample values.
    ///   - type: The type that the values should have.
    ///   - fields: The fields of the type, or `nil` if none are documented.
    ///   - path: The JSON path of the fields in the spec.
    ///   - valueType: The type of the values of a map, or `nil` if they are objects.
    private mutating func compare(
        _ samples: [SampleValue], with type: EndpointSpec.FieldType, _ fields: [EndpointSpec.Field]?, at path: JSONPath,
        valueType: EndpointSpec.FieldType? = nil
    ) {
        guard let fields, type.base == .object || type.base == .map else { return }
        var values = samples
        for _ in 0..<type.dimensions { values = values.flatMap(\.elements) }
        if type.base == .map {
            let members = values.flatMap(\.members).map(\.value)
            return compare(members, with: valueType ?? .init(.object), fields, at: path)
        }
        let objects = values.filter { if case .object = $0.value { true } else { false } }
        if objects.isEmpty { return }
        let members = objects.flatMap(\.members)
        let valuesByName = Dictionary(grouping: members, by: \.key).mapValues { $0.map(\.value) }
        for (index, field) in fields.enumerated() {
            let fieldPath = path.appending(.index(index))
            let samples = valuesByName[field.name] ?? []
            if samples.isEmpty, field.required == true { unshown.append((field.name, fieldPath)) }
            check(samples.filter { $0.value != .null }, against: field, at: fieldPath)
            compare(
                samples, with: field.type, field.fields, at: fieldPath.appending("fields"), valueType: field.valueType)
        }
        let names = Set(fields.map(\.name))
        var reported: Set<String> = []
        for member in members
        where !names.contains(member.key) && reported.insert(member.key).inserted {
            undescribed.append((member.key, member.value.path))
        }
    }

    /// Reports the first value that does not have the type of the field. If there is none and the field lists its
    /// values, reports the first unlisted value. Ignores null.
    private mutating func check(_ samples: [SampleValue], against field: EndpointSpec.Field, at fieldPath: JSONPath) {
        var values = samples
        for _ in 0..<field.type.dimensions {
            if let other = values.first(where: { $0.value != .null && !$0.isArray }) {
                return report(other, field, fieldPath)
            }
            values = values.flatMap(\.elements)
        }
        let element = EndpointSpec.FieldType(field.type.base)
        if let other = values.first(where: { $0.value != .null && !element.fits($0.value) }) {
            return report(other, field, fieldPath)
        }
        guard let listed = field.values?.map(\.value),
            let other = values.first(where: { $0.value != .null && !listed.contains($0.value) })
        else { return }
        findings.append(
            SpecProblem(
                code: "unlisted-value", message: "the value \(other.value.compact) is not listed for \"\(field.name)\"",
                path: other.path, related: ("field declared here", fieldPath)))
    }

    private mutating func report(_ sample: SampleValue, _ field: EndpointSpec.Field, _ fieldPath: JSONPath) {
        findings.append(
            SpecProblem(
                code: "sample-type",
                message:
                    "expected a value of type \(field.type.spelling) for \"\(field.name)\", found \(sample.value.kind)"
                    + (sample.isElement ? " as an element" : ""),
                path: sample.path, related: ("field declared here", fieldPath)))
    }
}

extension SampleReview.SampleValue {
    fileprivate var isElement: Bool { if case .index = path.steps.last { true } else { false } }

    fileprivate var isArray: Bool { if case .array = value { true } else { false } }

    fileprivate var elements: [Self] {
        guard case .array(let elements) = value else { return [] }
        return elements.enumerated().map { Self(value: $1, path: path.appending(.index($0))) }
    }

    fileprivate var members: [(key: String, value: Self)] {
        guard case .object(let members) = value else { return [] }
        return members.map { ($0.key, Self(value: $0.value, path: path.appending(.key($0.key)))) }
    }
}
