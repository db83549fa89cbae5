import Foundation

/// The host of the platform's API.
public struct FeishuHost: Hashable, Sendable {
    /// The scheme, host and port, without a path: `https://open.feishu.cn`.
    public let origin: String

    /// Feishu, for tenants in China.
    public static let feishu = FeishuHost(origin: "https://open.feishu.cn")
    /// Lark, for tenants elsewhere.
    public static let lark = FeishuHost(origin: "https://open.larksuite.com")

    /// The origin to which the calls of an endpoint go. An endpoint's own host names a service of the platform, which both
    /// brands have; another host, such as a proxy, gets the calls of all endpoints. So an access token is sent nowhere
    /// else than the client's user decided.
    func origin(of endpoint: FeishuEndpointDescriptor) throws(InvalidParameter) -> String {
        guard let host = endpoint.host else { return origin }
        let domains = [Self.feishu: "feishu.cn", Self.lark: "larksuite.com"]
        let services = ["open", "www", "accounts"]
        guard let service = services.first(where: { service in domains.values.contains { host == "\(service).\($0)" } })
        else { throw InvalidParameter(reason: "the host \(host) of the endpoint is not one of the platform") }
        return domains[self].map { "https://\(service).\($0)" } ?? origin
    }

    /// Returns another host, such as a proxy or a test server. Only the scheme, host, and port of the URL are used.
    ///
    /// - Throws: `InvalidHost` if the URL is not an absolute https URL, or an absolute http URL with a loopback host.
    public static func url(_ url: URL) throws -> FeishuHost {
        guard let scheme = url.scheme?.lowercased(), let host = url.host, !host.isEmpty,
            scheme == "https" || (scheme == "http" && isLoopback(host))
        else { throw InvalidHost(url) }
        let name = host.contains(":") && !host.hasPrefix("[") ? "[\(host)]" : host
        return FeishuHost(origin: "\(scheme)://\(name)" + (url.port.map { ":\($0)" } ?? ""))
    }

    /// An error for a URL to which a client must not send secrets.
    public struct InvalidHost: LocalizedError {
        let scheme: String
        let host: String

        init(_ url: URL) {
            scheme = url.scheme ?? ""
            host = url.host ?? ""
        }

        public var errorDescription: String? {
            "expected an absolute https URL or an http loopback URL, found scheme \"\(scheme)\", host \"\(host)\""
        }
    }

    static func isLoopback(_ host: String) -> Bool {
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        let isIPv4 = parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
        return isIPv4 || ["localhost", "::1", "[::1]"].contains(host.lowercased())
    }

    private init(origin: String) {
        self.origin = origin
    }
}
