import EndpointSpec

/// The documentation comment of the type of an event. It includes what the document demands before the event is sent, such as the
/// endpoint that has to be called first.
struct EventDocumentation {
    let spec: EndpointSpec

    var text: String {
        let title = spec.title.split(whereSeparator: \.isNewline).joined(separator: " ")
        let heading = spec.document.url.map { "[\(title)](\($0))" } ?? title
        let notes = (spec.notes ?? []).map { "\($0.section)\n\n\($0.text)" }
        let prose = ([spec.summary] + notes).compactMap { $0?.withListsBelowLabels }.filter { !$0.isEmpty }
        let deprecated = spec.deprecated.map { ["- Important: \($0)"] } ?? []
        return ([heading] + prose + deprecated).joined(separator: "\n\n")
    }
}
