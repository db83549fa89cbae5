/// The path of an endpoint, split at its slashes.
struct PathTemplate {
    enum Segment: Equatable {
        case literal(Substring)
        /// The name of a parameter, without the colon.
        case parameter(Substring)
    }

    let segments: [Segment]

    init(_ path: String) {
        segments = path.split(separator: "/").map { segment in
            segment.hasPrefix(":") ? .parameter(segment.dropFirst()) : .literal(segment)
        }
    }

    /// The number of segments of a path that are literals of the template; nil where the path does not match it.
    func literalCount(matching path: [Substring]) -> Int? {
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
