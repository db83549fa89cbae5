import EndpointSpec
import SourceText

/// What an existing spec states and a newer version of its document does not: the platform removed it, or the document
/// was cut off.
struct VanishedFacts {
    /// What is gone, such as `the fields a and b of the response`.
    private var descriptions: [String] = []

    /// - Returns: One warning about everything that vanished; nil where nothing did.
    static func warning(from old: EndpointSpec, to new: EndpointSpec, at location: Diagnostic.Location) -> Diagnostic? {
        var vanished = VanishedFacts()
        for list in EndpointSpec.FieldList.allCases {
            // Fields that are somewhere else now are still there.
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
            "the existing spec has more than this document: " + vanished.descriptions.joined(separator: "; "),
            at: location, notes: [.init("if the platform did not remove them, the document is cut off")])
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
