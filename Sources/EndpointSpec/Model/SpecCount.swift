import SourceText

extension EndpointSpec {
    /// What the spec describes, in a word.
    package var noun: String { event == nil ? "endpoint" : "event" }
}

extension Collection<EndpointSpec> {
    /// The number of specs in words, such as `3 endpoints` or `3 endpoints and 1 event`.
    package var countText: String {
        let events = count { $0.event != nil }
        let texts = [
            count == events && events > 0 ? nil : pluralized(count - events, "endpoint"),
            events == 0 ? nil : pluralized(events, "event"),
        ]
        return texts.compactMap(\.self).joined(separator: " and ")
    }
}
