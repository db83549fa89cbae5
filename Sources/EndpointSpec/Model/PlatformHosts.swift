/// The hosts of the platform. No other is documented, and a call sends its access token to the host of its endpoint.
package enum PlatformHosts {
    /// The host of endpoints that name none, for tenants in China.
    package static let feishu = "open.feishu.cn"
    /// The host of endpoints that name none, for tenants elsewhere.
    package static let lark = "open.larksuite.com"
    /// Those of Feishu, and those of Lark.
    package static let all = ["feishu.cn", "larksuite.com"].flatMap { domain in
        ["open", "www", "accounts"].map { "\($0).\(domain)" }
    }
}
