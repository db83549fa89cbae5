import Foundation

/// Where the platform's API is.
public struct FeishuHost: Hashable, Sendable {
    /// The scheme, host and port, without a path: `https://open.feishu.cn`.
    public let origin: String

    /// Feishu, for tenants in China.
    public static let feishu = FeishuHost(origin: "https://open.feishu.cn")
    /// Lark, for tenants elsewhere.
    public static let lark = FeishuHost(origin: "https://open.larksuite.com")

    /// Another host, such as a proxy or a test server; only the scheme, the host and the port of the URL count.
    ///
    /// - Throws: `InvalidHost` where the URL is not absolute, or not https; http is for this machine alone.
    public static func url(_ url: URL) throws -> FeishuHost {
        guard let scheme = url.scheme?.lowercased(), let host = url.host, !host.isEmpty,
            scheme == "https" || (scheme == "http" && isLoopback(host))
        else { throw InvalidHost(url) }
        let name = host.contains(":") && !host.hasPrefix("[") ? "[\(host)]" : host
        return FeishuHost(origin: "\(scheme)://\(name)" + (url.port.map { ":\($0)" } ?? ""))
    }

    /// A URL that no client may send its secrets to.
    public struct InvalidHost: LocalizedError {
        let scheme: String
        let host: String

        init(_ url: URL) {
            scheme = url.scheme ?? "no scheme"
            host = url.host ?? "no host"
        }

        public var errorDescription: String? {
            "a URL with \(scheme) and \(host) is none to call: expected an absolute https URL, or an http one of this machine"
        }
    }

    private static func isLoopback(_ host: String) -> Bool {
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        let isIPv4 = parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
        return isIPv4 || ["localhost", "::1", "[::1]"].contains(host.lowercased())
    }

    private init(origin: String) {
        self.origin = origin
    }
}
