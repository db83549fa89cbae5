/// The path of an endpoint, split at slashes.
package struct PathTemplate: Sendable {
    enum Segment: Equatable, Sendable {
        case literal(Substring)
        /// A parameter, by its name without the colon.
        case parameter(Substring)
    }

    let segments: [Segment]

    init(_ path: String) {
        // By scalars: a slash with a combining mark is another character.
        segments = path.unicodeScalars.split(separator: "/").map { segment in
            segment.first == ":" ? .parameter(Substring(segment.dropFirst())) : .literal(Substring(segment))
        }
    }

    /// Returns the number of literal segments if the path matches the template, or nil otherwise.
    package func literalCount(matching path: [Substring]) -> Int? {
        guard segments.count == path.count else { return nil }
        var count = 0
        for (segment, found) in zip(segments, path) {
            guard case .literal(let text) = segment else { continue }
            guard text == found else { return nil }
            count += 1
        }
        return count
    }
}
