import FeishuRuntime
import Foundation
import SourceText

/// A host of the portal that serves the documents.
package struct PortalHost: Sendable, Equatable {
    /// The scheme, host and port.
    let origin: String
    /// The origin of the page URLs that documents name as their source.
    let pageOrigin: String

    /// The portal for China. Its pages are at open.feishu.cn, but its interface is only known to exist at this host.
    package static let feishu = PortalHost(origin: "https://open.larkoffice.com", pageOrigin: FeishuHost.feishu.origin)
    /// The portal for the rest of the world.
    package static let lark = PortalHost(origin: FeishuHost.lark.origin, pageOrigin: FeishuHost.lark.origin)

    /// Parses a host.
    ///
    /// - Parameter name: `feishu`, `lark`, an https URL, or an http URL of the local machine.
    package init(_ name: String) throws(Failure) {
        switch name {
        case "feishu": self = .feishu
        case "lark": self = .lark
        default:
            guard let url = URL(string: name), let host = try? FeishuHost.url(url) else {
                throw Failure(
                    "wrong-host", "expected feishu, lark or an https URL, found \"\(name)\"",
                    notes: ["http is only allowed for the local machine, such as http://127.0.0.1:8080"])
            }
            self.init(origin: host.origin, pageOrigin: Self.feishu.pageOrigin)
        }
    }

    private init(origin: String, pageOrigin: String) {
        self.origin = origin
        self.pageOrigin = pageOrigin
    }

    /// The origins of the portal, which are valid in redirects and in page URLs.
    private static let origins = [feishu.pageOrigin, feishu.origin, lark.origin]

    /// Returns whether a URL may be requested: it must have this host, or another origin of the portal.
    func allowsRequest(to url: URL) -> Bool {
        guard let requested = (try? FeishuHost.url(url))?.origin.lowercased() else { return false }
        return requested == origin.lowercased() || Self.origins.contains(requested)
    }

    /// Returns the part of a page URL after `/document`, or `nil` if the URL does not belong to the portal.
    func path(ofPageURL text: String) -> String? {
        guard let url = URL(string: text), url.user == nil, url.password == nil, allowsRequest(to: url) else {
            return nil
        }
        var path = url.path
        while path.hasSuffix("/") { path.removeLast() }
        guard path.hasPrefix(Self.folder + "/") else { return nil }
        return String(path.dropFirst(Self.folder.count))
    }

    /// Returns the canonical form of a page URL, without a query, or `nil` if the URL does not belong to the portal.
    package func normalized(_ url: String) -> String? {
        guard let path = path(ofPageURL: url), PortalPage.isValidPath(path) else { return nil }
        let origin = "https://" + (URL(string: url)?.host?.lowercased() ?? "")
        return (Self.origins.contains(origin) ? origin : pageOrigin) + Self.folder + path
    }

    private static let folder = "/document"

    /// Returns the URL of a page.
    package func url(ofPage fullPath: String) -> String { pageOrigin + Self.folder + fullPath }
}
