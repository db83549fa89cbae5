/// The properties that identify an endpoint: its method, host, path and fixed query parameters. The names of path
/// parameters do not matter. An event is identified by its type.
package struct EndpointIdentity: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The identity as text, such as `GET www.feishu.cn/approval/:/cc?kind=1`.
    package let description: String

    package static func < (lhs: EndpointIdentity, rhs: EndpointIdentity) -> Bool {
        lhs.description < rhs.description
    }
}

extension EndpointIdentity {
    /// Creates the identity of an event with the given type.
    package init(ofEvent type: String) { self.init(description: "EVENT \(type)") }
}

extension EndpointSpec {
    /// The identity of the endpoint in its document, which a correction of the method or the path does not change.
    package var identity: EndpointIdentity { corrected == nil ? effectiveIdentity : documented.effectiveIdentity }

    private var effectiveIdentity: EndpointIdentity {
        if let event { return EndpointIdentity(ofEvent: event.type) }
        let segments = path.segments.map { if case .literal(let text) = $0 { text } else { ":" } }
        let query = (fixedQuery ?? []).map { "\($0.name)=\($0.value)" }.sorted().joined(separator: "&")
        let url = "\(host ?? "")/\(segments.joined(separator: "/"))" + (query.isEmpty ? "" : "?" + query)
        return EndpointIdentity(description: "\(method.rawValue) \(url)")
    }
}
