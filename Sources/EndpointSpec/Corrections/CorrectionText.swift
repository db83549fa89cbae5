import SourceText

extension Correction {
    /// What the document says, and why it is wrong, such as `the document says type int; the platform returns text`.
    package var text: String {
        if isMissing { return "the document lacks it; \(reason)" }
        // What follows from another type is not worth a word.
        let isLeading = self["type"] != nil || self["path"] != nil
        let facts = isLeading ? documented.filter { !Self.consequences.contains($0.key) } : documented
        return
            "the document says \(facts.map { "\($0.key) \(Self.text(of: $0.value))" }.joined(separator: ", ")); \(reason)"
    }

    private static let consequences: Set = [
        "valueType", "format", "typeName", "example", "default", "values", "fields", "pathParameters",
    ]

    /// Returns a fact in words.
    package static func text(of fact: JSON) -> String {
        switch fact {
        case .null: "nothing"
        case .string(let text): text
        case .array(let elements) where elements.contains { $0["value"] != nil }:
            elements.compactMap { $0["value"]?.compact }.joined(separator: ", ")
        case .array(let elements) where elements.contains { $0["name"] != nil }:
            elements.compactMap { $0["name"]?.compact }.joined(separator: ", ")
        default: fact.compact
        }
    }
}

extension EndpointSpec {
    /// The corrections of the endpoint, its request and its response in words, each with a label.
    package var correctionTexts: [(label: String, text: String)] {
        [
            ("corrected", corrected), ("corrected request", request?.corrected),
            ("corrected response", response.corrected),
        ]
        .compactMap { label, correction in correction.map { (label, $0.text) } }
    }
}
