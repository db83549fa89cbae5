import SourceText

extension EndpointSpec {
    /// The text of the spec file in canonical form, which survives a round trip byte for byte.
    package var canonicalText: String { json.indented + "\n" }
}

extension FormatObject {
    /// The JSON object, with all keys that have a value in canonical order.
    package var json: JSON {
        .object(Self.keys.compactMap { key in key.write(self).map { JSON.Member(key.name, $0) } })
    }
}
