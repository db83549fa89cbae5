import EndpointSpec

/// The address of an endpoint, taken apart.
struct Address {
    /// Nil where it is the platform's own.
    let host: String?
    let path: String
    let query: [EndpointSpec.FixedParameter]

    init?(_ url: Substring) {
        guard let scheme = url.firstRange(of: "://") else { return nil }
        let rest = url[scheme.upperBound...]
        guard let slash = rest.firstIndex(of: "/") else { return nil }
        let name = String(rest[..<slash])
        host = name == "open.feishu.cn" ? nil : name
        // Whatever stands twice stands for an example.
        var names: Set<String> = []
        let parts = rest[slash...].split(separator: "?", maxSplits: 1)
        path = String(parts[0])
        query = (parts.count > 1 ? parts[1].split(separator: "&") : []).map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1)
            return .init(name: String(parts[0]), value: parts.count > 1 ? String(parts[1]) : "")
        }.filter { names.insert($0.name).inserted }
    }

    /// The names of the parameters in the path.
    var parameters: [String] {
        path.split(separator: "/").filter { $0.hasPrefix(":") }.map { String($0.dropFirst()) }
    }
}
