/// The path of an endpoint with its parameters: `/open-apis/hire/v1/jobs/:job_id`.
package struct PathTemplate: Hashable, Sendable, CustomStringConvertible {
    /// What is between two slashes.
    package enum Segment: Hashable, Sendable {
        case literal(String)
        /// The name of a parameter, without the colon.
        case parameter(String)
    }

    /// The path as the spec spells it.
    package let text: String
    package let segments: [Segment]

    /// Parses a path. Nil where it does not begin with a slash, or contains a query, a fragment or white space.
    package init?(_ text: String) {
        // By scalars, as a server reads the path: a slash with a combining mark is another character.
        let scalars = text.unicodeScalars
        guard scalars.first == "/",
            !scalars.contains(where: { "?#".unicodeScalars.contains($0) || $0.properties.isWhitespace })
        else { return nil }
        self.text = text
        segments = scalars.split(separator: "/").map { segment in
            segment.first == ":" ? .parameter(String(segment.dropFirst())) : .literal(String(segment))
        }
    }

    /// The path of the top level.
    static let root = PathTemplate()

    private init() {
        text = "/"
        segments = []
    }

    /// The names of the parameters, in the order of the path.
    package var parameters: [String] {
        segments.compactMap { if case .parameter(let name) = $0 { name } else { nil } }
    }

    package var description: String { text }
}
