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
        vanished.compare("header", old.headers, new.headers)
        vanished.compare("path parameter", old.pathParameters, new.pathParameters)
        vanished.compare("query parameter", old.queryParameters, new.queryParameters)
        vanished.compare("request field", old.request?.fields, new.request?.fields)
        vanished.compare("response field", old.response.fields, new.response.fields)
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

    /// Fields that are somewhere else now are still there.
    private mutating func compare(_ kind: String, _ old: [EndpointSpec.Field]?, _ new: [EndpointSpec.Field]?) {
        let names = Set(Self.names(of: new))
        add(kind, Self.names(of: old).filter { !names.contains($0) })
    }

    private mutating func compareSamples(_ kind: String, _ old: Int?, _ new: Int?) {
        let missing = (old ?? 0) - (new ?? 0)
        if missing > 0 { descriptions.append(counted(missing, "\(kind) sample")) }
    }

    private mutating func add(_ kind: String, _ names: [String]) {
        if names.isEmpty { return }
        let more = names.count > 5 ? ", and \(names.count - 5) more" : ""
        descriptions.append("\(counted(names.count, kind)) (\(names.prefix(5).joined(separator: ", "))\(more))")
    }

    private static func names(of fields: [EndpointSpec.Field]?) -> [String] {
        (fields ?? []).flatMap { [$0.name] + names(of: $0.fields) }
    }
}

extension EndpointSpec.Request {
    fileprivate var sampleCount: Int { (samples ?? []).count + (rawSamples ?? []).count }
}

extension EndpointSpec.Response {
    fileprivate var sampleCount: Int { (samples ?? []).count + (rawSamples ?? []).count }
}
