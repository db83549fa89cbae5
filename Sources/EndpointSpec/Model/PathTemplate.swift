/// An endpoint's path, in which segments can be parameters, such as `/open-apis/hire/v1/jobs/:job_id`.
package struct PathTemplate: Hashable, Sendable, CustomStringConvertible {
    /// A path segment.
    package enum Segment: Hashable, Sendable {
        case literal(String)
        /// The name of a parameter, without the colon.
        case parameter(String)
    }

    /// The path as spelled in the spec.
    package let text: String
    package let segments: [Segment]

    /// Parses a path, or returns `nil` if it does not start with a slash or contains a query, a fragment or
    /// whitespace.
    package init?(_ text: String) {
        // Split the scalars, as servers do, because a slash followed by a combining mark is not the `Character` `/`.
        let scalars = text.unicodeScalars
        guard scalars.first == "/",
            !scalars.contains(where: { "?#".unicodeScalars.contains($0) || $0.properties.isWhitespace })
        else { return nil }
        self.text = text
        segments = scalars.split(separator: "/").map { segment in
            segment.first == ":" ? .parameter(String(segment.dropFirst())) : .literal(String(segment))
        }
    }

    /// The root path, `/`.
    package static let root = PathTemplate()

    private init() {
        text = "/"
        segments = []
    }

    /// The names of the parameters, in path order.
    package var parameters: [String] {
        segments.compactMap { if case .parameter(let name) = $0 { name } else { nil } }
    }

    package var description: String { text }
}
