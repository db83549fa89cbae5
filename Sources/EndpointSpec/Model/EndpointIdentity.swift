/// What distinguishes endpoints: the method, the host, the path apart from the names of its parameters, and the query
/// that is fixed in the URL.
package struct EndpointIdentity: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// `GET www.feishu.cn/approval/:/cc?kind=1`
    package let description: String

    package static func < (one: EndpointIdentity, other: EndpointIdentity) -> Bool {
        one.description < other.description
    }
}

extension EndpointSpec {
    package var identity: EndpointIdentity {
        let segments = path.segments.map { if case .literal(let text) = $0 { text } else { ":" } }
        let query = (fixedQuery ?? []).map { "\($0.name)=\($0.value)" }.sorted().joined(separator: "&")
        let address = "\(host ?? "")/\(segments.joined(separator: "/"))" + (query.isEmpty ? "" : "?" + query)
        return EndpointIdentity(description: "\(method.rawValue) \(address)")
    }
}
