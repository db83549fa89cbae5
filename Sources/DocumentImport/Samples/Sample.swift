import EndpointSpec
import SourceText

/// The sample bodies in a code block.
struct Sample {
    /// The bodies in the block. There can be none or, in an event stream, several.
    let values: [JSON]
    /// The original and repaired sample, or `nil` if the text is valid JSON.
    let raw: EndpointSpec.RawSample?

    /// Whether the text is JSON or is meant to be, unlike a command or an HTTP request.
    let isJSON: Bool

    init(_ code: Markdown.Code) {
        if let value = Self.json(code.text) {
            values = [value]
            raw = nil
            isJSON = true
        } else {
            values = Self.repaired(code.text).map { [$0] } ?? Self.events(of: code.text)
            isJSON = !values.isEmpty || Self.beginsLikeJSON(code.text)
            raw = .init(text: code.text, repaired: values.isEmpty ? nil : values)
        }
    }

    private static func json(_ text: String, isTolerant: Bool = false) -> JSON? {
        try? JSON(parsing: SourceFile(path: "", text: text), allowingDuplicateKeys: isTolerant)
    }

    /// Returns whether the first character after lines of comments begins a JSON value or member.
    private static func beginsLikeJSON(_ text: String) -> Bool {
        let lines = text.split(separator: "\n").lazy.map(\.trimmed)
        let first = lines.first { !$0.isEmpty && !$0.hasPrefix("//") && !$0.hasPrefix("#") && !$0.hasPrefix("/*") }
        return first?.first.map { "{[\"}".contains($0) } ?? true
    }

    private static func repaired(_ text: String) -> JSON? {
        guard let first = text.first(where: { !$0.isWhitespace }), "{[/#".contains(first), text.containsBytes(of: "{")
        else {
            return nil
        }
        return json(RepairedJSON.text(of: text), isTolerant: true)
    }

    /// Parses the events of a stream, each of which is a line such as `data: {...}`.
    private static func events(of text: String) -> [JSON] {
        text.split(separator: "\n").filter { $0.hasPrefix("data:") }.compactMap { json(String($0.dropFirst(5))) }
    }
}

extension [Sample] {
    /// The bodies of the samples that are valid JSON, or `nil` if there are none.
    var json: [JSON]? {
        let values = filter { $0.raw == nil }.flatMap(\.values)
        return values.isEmpty ? nil : values
    }

    /// The samples that are not valid JSON, or `nil` if there are none.
    var raw: [EndpointSpec.RawSample]? {
        let samples = compactMap(\.raw)
        return samples.isEmpty ? nil : samples
    }
}
