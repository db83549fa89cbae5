import EndpointSpec

/// The URL of an endpoint, as its document states it.
struct EndpointURL {
    /// Nil where it is the platform's own host.
    let host: String?
    let path: PathTemplate
    let query: [EndpointSpec.FixedParameter]

    /// Nil where the text is not an absolute URL with a path.
    init?(_ url: Substring) {
        guard let scheme = url.firstRange(of: "://") else { return nil }
        let rest = url[scheme.upperBound...]
        guard let slash = rest.firstIndex(of: "/") else { return nil }
        let parts = rest[slash...].split(separator: "?", maxSplits: 1)
        guard let path = PathTemplate(String(parts[0].prefix { $0 != "#" })) else { return nil }
        let name = rest[..<slash].lowercased()
        host = name == PlatformHosts.standard ? nil : name
        self.path = path
        // A name that occurs twice is an example.
        var names: Set<String> = []
        query = (parts.count > 1 ? parts[1].split(separator: "&") : []).map { pair in
            let name = pair.prefix { $0 != "=" }
            return .init(name: String(name), value: String(pair.dropFirst(name.count + 1)))
        }.filter { !$0.name.isEmpty && names.insert($0.name).inserted }
    }
}
