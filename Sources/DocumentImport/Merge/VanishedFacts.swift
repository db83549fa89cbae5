import EndpointSpec
import SourceText

/// The facts of an existing spec that are missing from a newer version of its document, either because the platform removed them
/// or because the document is truncated.
struct VanishedFacts {
    /// Descriptions of the missing facts, such as `2 request fields (a, c)`.
    private var descriptions: [String] = []
    /// The sections that contained facts and no longer do, such as `request fields`.
    private var emptySections: [String] = []
    private let oldCount: Int
    private let newCount: Int

    /// Compares two versions of a spec.
    init(from old: EndpointSpec, to new: EndpointSpec) {
        oldCount = old.factCount
        newCount = new.factCount
        // Most documents did not change, and need no comparison of all facts.
        let renamed = old == new ? [] : SpecDiff.changes(from: old, to: new).compactMap(\.rename?.old)
        for list in EndpointSpec.FieldList.allCases {
            // Compare names rather than addresses, because a field that moved is not missing from the document. Neither is a
            // field that was renamed.
            let names = Set(new.fields(in: list).map(\.field.name) + renamed)
            let missing = old.fields(in: list).map(\.field.name).filter { !names.contains($0) }
            // The URL determines the path parameters, so a truncated document does not lose them.
            add(list.noun, missing, isEmpty: new.fields(in: list).isEmpty && list != .path)
        }
        if old.response.type.base == .file, new.response.type.base != .file {
            descriptions.append("the response file")
            emptySections.append("the response file")
        }
        let codes = Set((new.errors ?? []).map(\.code))
        add(
            "error", (old.errors ?? []).map(\.code).filter { !codes.contains($0) }.map(String.init),
            isEmpty: codes.isEmpty)
        compareSamples("request", old.request?.sampleCount, new.request?.sampleCount)
        compareSamples("response", old.response.sampleCount, new.response.sampleCount)
        compareSamples("event", old.event?.sampleCount, new.event?.sampleCount)
    }

    /// Returns a warning that describes the missing facts, or `nil` if no facts are missing.
    func warning(at location: Diagnostic.Location) -> Diagnostic? {
        if descriptions.isEmpty { return nil }
        return Diagnostic(
            .warning, "vanished-facts",
            "facts of the existing spec are missing from this document: \(descriptions.joined(separator: "; "))",
            at: location, notes: [.init("if the platform did not remove them, the document is truncated")])
    }

    /// Returns an error if so many facts are missing that the document is probably truncated, or `nil` otherwise.
    ///
    /// - Parameters:
    ///   - isCutOff: Whether the document itself shows that its end is missing.
    ///   - location: The document.
    func error(isCutOff: Bool, at location: Diagnostic.Location) -> Diagnostic? {
        let reason: String
        if descriptions.isEmpty { return nil }
        if !emptySections.isEmpty {
            reason = "nothing is left of \(emptySections.joined(separator: ", "))"
        } else if newCount * 2 < oldCount {
            reason = "\(newCount) of \(oldCount) facts are left"
        } else if isCutOff {
            reason = "its end is missing"
        } else {
            return nil
        }
        return Diagnostic(
            .error, "lost-facts",
            "the spec was not changed, because this document is probably truncated: \(reason); missing: "
                + descriptions.joined(separator: "; "),
            at: location,
            notes: [
                "if the document is incomplete, restore it, or run \(again: "fetch", or: "update", "--force") to fetch it again",
                "if the platform removed these facts, run \(again: "import", or: "update", "--accept-loss")",
            ])
    }

    private mutating func compareSamples(_ kind: String, _ old: Int?, _ new: Int?) {
        let missing = (old ?? 0) - (new ?? 0)
        if missing > 0 { descriptions.append(pluralized(missing, "\(kind) sample")) }
    }

    private mutating func add(_ kind: String, _ names: [String], isEmpty: Bool) {
        if names.isEmpty { return }
        if isEmpty { emptySections.append("the \(kind)s") }
        let more = names.count > 5 ? ", and \(names.count - 5) more" : ""
        descriptions.append("\(pluralized(names.count, kind)) (\(names.prefix(5).joined(separator: ", "))\(more))")
    }
}

extension EndpointSpec {
    /// The number of fields, listed values, errors and samples.
    fileprivate var factCount: Int {
        allFields.reduce(0) { $0 + 1 + ($1.field.values ?? []).count } + (errors ?? []).count
            + (request?.sampleCount ?? 0) + response.sampleCount + (event?.sampleCount ?? 0)
    }
}

extension EndpointSpec.Request {
    fileprivate var sampleCount: Int { (samples ?? []).count + (rawSamples ?? []).count }
}

extension EndpointSpec.Event {
    fileprivate var sampleCount: Int { (samples ?? []).count + (rawSamples ?? []).count }
}

extension EndpointSpec.Response {
    fileprivate var sampleCount: Int { (samples ?? []).count + (rawSamples ?? []).count }
}
