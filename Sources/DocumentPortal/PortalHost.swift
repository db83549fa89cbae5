import FeishuRuntime
import Foundation
import SourceText

/// Where the portal is that serves the documents.
package struct PortalHost: Sendable, Equatable {
    /// The scheme, host and port.
    let origin: String
    /// The origin of the addresses that documents name as their source.
    let pages: String

    /// The portal in China. Its pages are at open.feishu.cn; the interface is known from this host.
    package static let feishu = PortalHost(origin: "https://open.larkoffice.com", pages: FeishuHost.feishu.origin)
    /// The portal elsewhere.
    package static let lark = PortalHost(origin: FeishuHost.lark.origin, pages: FeishuHost.lark.origin)

    /// - Parameter name: `feishu`, `lark`, or a URL, which is https or on this machine.
    package init(_ name: String) throws(Failure) {
        switch name {
        case "feishu": self = .feishu
        case "lark": self = .lark
        default:
            guard let url = URL(string: name), let host = try? FeishuHost.url(url) else {
                throw Failure(
                    "wrong-host", "\"\(name)\" is no host; expected feishu, lark or an https URL",
                    notes: ["http is for this machine alone, such as http://127.0.0.1:8080"])
            }
            self.init(origin: host.origin, pages: Self.feishu.pages)
        }
    }

    private init(origin: String, pages: String) {
        self.origin = origin
        self.pages = pages
    }

    /// The hosts of the portal, to which requests are redirected, and whose addresses name pages.
    private static let origins = [feishu.pages, feishu.origin, lark.origin]

    /// Whether a request may go to a URL: to the host itself, or to another one of the portal.
    func mayRequest(_ url: URL) -> Bool {
        guard let requested = (try? FeishuHost.url(url))?.origin.lowercased() else { return false }
        return requested == origin.lowercased() || Self.origins.contains(requested)
    }

    /// The path of a page's address below `/document`; nil for an address that is not the portal's.
    func path(ofPage address: String) -> String? {
        guard let url = URL(string: address), url.user == nil, url.password == nil, mayRequest(url) else { return nil }
        var path = url.path
        while path.hasSuffix("/") { path.removeLast() }
        guard path.hasPrefix(Self.folder + "/") else { return nil }
        return String(path.dropFirst(Self.folder.count))
    }

    /// An address of a page in its usual spelling, without a query; nil for one that is not the portal's.
    package func normalized(_ address: String) -> String? {
        guard let path = path(ofPage: address), PortalPage.isPath(path) else { return nil }
        let origin = "https://" + (URL(string: address)?.host?.lowercased() ?? "")
        return (Self.origins.contains(origin) ? origin : pages) + Self.folder + path
    }

    private static let folder = "/document"

    /// The address of a page.
    package func address(ofPage fullPath: String) -> String { pages + Self.folder + fullPath }
}
