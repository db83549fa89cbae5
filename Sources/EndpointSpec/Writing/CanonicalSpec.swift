import SourceText

extension EndpointSpec {
    /// The text of the spec's file, in canonical form: reading it and writing it again gives the same bytes.
    package var canonicalText: String { json.indented + "\n" }
}

extension FormatObject {
    /// The object with the keys that have a value, in canonical order.
    package var json: JSON {
        .object(Self.keys.compactMap { key in key.write(self).map { JSON.Member(key.name, $0) } })
    }
}
