import Foundation

/// The call that returns where an app connects, with `{AppID, AppSecret}`.
struct ConnectionAddress: FeishuEndpoint {
    static let descriptor = FeishuEndpointDescriptor(
        id: "callback.ws.endpoint", method: .post, path: "/callback/ws/endpoint", isIdempotent: true, documentURL: nil)

    /// The codes of failures that another attempt can repair: the system is busy, an internal error, and those of all endpoints.
    static let temporaryCodes = PlatformCodes.throttled.union(PlatformCodes.transient).union([1, 1_000_040_343])

    let body: [String: String]

    struct Response: FeishuAllOptionalModel {
        /// The address, whose query contains secrets.
        var url: String?
        var settings: ConnectionSettings.Sent?

        mutating func visitFields(_ visitor: inout some FeishuFieldVisitor) throws {
            try visitor.visit("URL", &url)
            try visitor.visit("ClientConfig", &settings)
        }

        /// The address, if secrets can be sent to it: a `wss` URL, or a `ws` URL with a loopback host.
        var address: URL? {
            guard let address = url.flatMap({ URL(string: $0) }), let host = address.host, !host.isEmpty else {
                return nil
            }
            switch address.scheme?.lowercased() {
            case "wss": return address
            case "ws" where FeishuHost.isLoopback(host): return address
            default: return nil
            }
        }
    }
}

extension URL {
    /// The number of the service to which a connection belongs, which its pings contain. 0 if the address has none.
    var connectionService: UInt64 {
        let items = URLComponents(url: self, resolvingAgainstBaseURL: false)?.queryItems ?? []
        return items.first { $0.name == "service_id" }?.value.flatMap { UInt64($0) } ?? 0
    }

    /// The query and its values, which authorize the connection.
    var connectionSecrets: [Secret] {
        let components = URLComponents(url: self, resolvingAgainstBaseURL: false)
        let items = (components?.queryItems ?? []) + (components?.percentEncodedQueryItems ?? [])
        return ([query] + items.map(\.value)).compactMap { $0 }.map(Secret.init)
    }
}
