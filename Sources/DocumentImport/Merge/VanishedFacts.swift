import EndpointSpec
import SourceText

/// The facts of an existing spec that are missing from a newer version of its document, either because the platform removed them
/// or because the document is truncated.
struct VanishedFacts {
    /// Descriptions of the missing facts, such as `2 request fields (a, c)`.
    private var descriptions: [String] = []

    /// Returns a warning that describes the missing facts, or `nil` if no facts are missing.
    static func warning(from old: EndpointSpec, to new: EndpointSpec, at location: Diagnostic.Location) -> Diagnostic? {
        var vanished = VanishedFacts()
        for list in EndpointSpec.FieldList.allCases {
            // Compare names rather than addresses, because a field that moved is not missing from the document.
            let names = Set(new.fields(in: list).map(\.field.name))
            vanished.add(list.noun, old.fields(in: list).map(\.field.name).filter { !names.contains($0) })
        }
        let codes = Set((new.errors ?? []).map(\.code))
        vanished.add("error", (old.errors ?? []).map(\.code).filter { !codes.contains($0) }.map(String.init))
        vanished.compareSamples("request", old.request?.sampleCount, new.request?.sampleCount)
        vanished.compareSamples("response", old.response.sampleCount, new.response.sampleCount)
        if vanished.descriptions.isEmpty { return nil }
        return Diagnostic(
            .warning, "vanished-facts",
            "facts of the existing spec are missing from this document: "
                + vanished.descriptions.joined(separator: "; "),
            at: location, notes: [.init("if the platform did not remove them, the document is truncated")])
    }

    private mutating func compareSamples(_ kind: String, _ old: Int?, _ new: Int?) {
        let missing = (old ?? 0) - (new ?? 0)
        if missing > 0 { descriptions.append(pluralized(missing, "\(kind) sample")) }
    }

    private mutating func add(_ kind: String, _ names: [String]) {
        if names.isEmpty { return }
        let more = names.count > 5 ? ", and \(names.count - 5) more" : ""
        descriptions.append("\(pluralized(names.count, kind)) (\(names.prefix(5).joined(separator: ", "))\(more))")
    }
}

extension EndpointSpec.Request {
    fileprivate var sampleCount: Int { (samples ?? []).count + (rawSamples ?? []).count }
}

extension EndpointSpec.Response {
    fileprivate var sampleCount: Int { (samples ?? []).count + (rawSamples ?? []).count }
}
