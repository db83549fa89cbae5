import DocumentImport
import EndpointSpec
import SourceText

/// What is known about the facts of an endpoint: where they come from, who corrected them, and how they changed.
extension EndpointData {
    /// The findings, each of which is `nil` if there are none of its kind. The list of endpoints can be filtered by them.
    var findings: [JSON.Member?] {
        [
            spec.event.map { _ in .init("event", .boolean(true)) },
            spec.assumedPlacementCount > 0 ? .init("assumed", .number(String(spec.assumedPlacementCount))) : nil,
            JSON.arrayMember("corrections", corrections.map { .array([.string($0.place), .string($0.text)]) }),
            JSON.arrayMember("sampled", spec.sampledFields.map { .string($0.address.description) }),
            JSON.arrayMember("witnesses", witnesses), JSON.arrayMember("warnings", warnings),
            JSON.arrayMember(
                "changes",
                (changes ?? []).map { .array([.string($0.impact.rawValue), .string($0.description)]) }),
        ]
    }

    /// The corrections in the order of the spec, each with what it corrects.
    private var corrections: [(place: String, text: String)] {
        let errors = (spec.errors ?? []).map { ("error \($0.code)", $0.corrected) }
        let fields = spec.allFields.map { ($0.address.description, $0.field.corrected) }
        return spec.correctionTexts.map { ($0.label, $0.text) }
            + (errors + fields).compactMap { place, correction in correction.map { (place, $0.text) } }
    }

    /// What each witness says where they disagree: the field, the fact, the page, the samples, the schema, and the spec.
    private var witnesses: [JSON] {
        endpoint.disagreements.map { disagreement in
            .array(
                [
                    disagreement.place, disagreement.fact.rawValue, disagreement.page, disagreement.samples ?? "",
                    disagreement.schema, disagreement.effective,
                ].map(JSON.string))
        }
    }

    private var warnings: [JSON] {
        endpoint.warnings.map { warning in
            let line = warning.location.position.map { ":\($0.line)" } ?? ""
            return .array([
                .string((warning.location.path ?? "") + line), .string(warning.code), .string(warning.message),
            ])
        }
    }
}

extension EndpointSpec {
    /// The fields that no table of the document has, but its samples.
    fileprivate var sampledFields: [PlacedField] { allFields.filter { $0.field.evidence == .sample } }

    /// The number of corrections of the endpoint, its errors and its fields.
    var correctionCount: Int {
        correctionTexts.count + (errors ?? []).count { $0.corrected != nil }
            + allFields.count { $0.field.corrected != nil }
    }

    /// The number of fields that no table of the document has, but its samples.
    var sampledFieldCount: Int { sampledFields.count }
}
