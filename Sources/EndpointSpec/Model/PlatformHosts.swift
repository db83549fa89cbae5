/// The platform's hosts. Specs cannot specify other hosts, because calls send access tokens to the specified host.
package enum PlatformHosts {
    /// The default host for tenants in China.
    package static let feishu = "open.feishu.cn"
    /// The default host for tenants outside China.
    package static let lark = "open.larksuite.com"
    /// All hosts of Feishu and Lark.
    package static let all = ["feishu.cn", "larksuite.com"].flatMap { domain in
        ["open", "www", "accounts"].map { "\($0).\(domain)" }
    }
}
