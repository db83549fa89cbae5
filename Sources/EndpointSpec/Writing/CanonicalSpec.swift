import SourceText

extension EndpointSpec {
    /// The text of the spec file in canonical form. Reading this text and writing the spec again produces the same
    /// bytes.
    package var canonicalText: String { (event == nil ? json : EventSpec(spec: self).json).indented + "\n" }
}

extension FormatObject {
    /// The object as JSON. Its keys are in canonical order, and keys without a value are omitted.
    package var json: JSON {
        .object(Self.keys.compactMap { key in key.write(self).map { JSON.Member(key.name, $0) } })
    }
}
