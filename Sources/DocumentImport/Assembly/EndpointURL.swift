import EndpointSpec

/// The documented URL of an endpoint.
struct EndpointURL {
    /// The host, or `nil` for the default host of the platform.
    let host: String?
    let path: PathTemplate
    /// The query parameters that occur once.
    let query: [EndpointSpec.FixedParameter]
    /// The query parameters that occur several times, each with all its values. Such a parameter must be a list.
    let repeatedParameters: [(name: String, values: [String])]

    /// Returns the path with parameters such as `{box_id}` replaced with `:box_id`.
    private static func withColons(_ path: Substring.UnicodeScalarView) -> String {
        path.split(separator: "/", omittingEmptySubsequences: false).map { segment in
            let isParameter = segment.first == "{" && segment.last == "}" && segment.count > 2
            return isParameter ? ":\(String(segment.dropFirst().dropLast()))" : String(segment)
        }.joined(separator: "/")
    }

    /// Parses a URL. Returns `nil` if the string is not an absolute URL with a path.
    init?(_ url: Substring) {
        guard let scheme = url.firstRange(of: "://") else { return nil }
        // Drop the fragment. Compare scalars, because `#` followed by a combining mark is not the `Character` `#`.
        let rest = url[scheme.upperBound...].unicodeScalars.prefix { $0 != "#" }
        guard let slash = rest.firstIndex(of: "/") else { return nil }
        let parts = rest[slash...].split(separator: "?", maxSplits: 1)
        guard let path = parts.first.flatMap({ PathTemplate(Self.withColons($0)) }) else { return nil }
        let name = String(rest[..<slash]).lowercased()
        host = name == PlatformHosts.feishu ? nil : name
        self.path = path
        let pairs = (parts.count > 1 ? parts[1].split(separator: "&") : []).map { pair in
            let name = pair.prefix { $0 != "=" }
            return EndpointSpec.FixedParameter(name: String(name), value: String(pair.dropFirst(name.count + 1)))
        }.filter { !$0.name.isEmpty }
        let valuesByName = Dictionary(grouping: pairs, by: \.name)
        query = pairs.filter { valuesByName[$0.name]?.count == 1 }
        var names: Set<String> = []
        repeatedParameters = pairs.map(\.name).filter {
            (valuesByName[$0]?.count ?? 0) > 1 && names.insert($0).inserted
        }
        .map { name in (name, (valuesByName[name] ?? []).map(\.value)) }
    }
}
