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
    /// Nil where the URL is not an absolute http or https one.
    public static func url(_ url: URL) -> FeishuHost? {
        guard let scheme = url.scheme?.lowercased(), scheme == "https" || scheme == "http",
            let host = url.host, !host.isEmpty
        else { return nil }
        let name = host.contains(":") && !host.hasPrefix("[") ? "[\(host)]" : host
        return FeishuHost(origin: "\(scheme)://\(name)" + (url.port.map { ":\($0)" } ?? ""))
    }

    private init(origin: String) {
        self.origin = origin
    }
}
