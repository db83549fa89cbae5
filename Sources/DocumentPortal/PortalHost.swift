import FeishuRuntime
import Foundation
import SourceText

/// A host that serves the document portal.
package struct PortalHost: Sendable, Equatable {
    /// The scheme, host and port to which requests are sent.
    let origin: String
    /// The scheme, host and port of page URLs, such as the source URLs in stored documents.
    let pageOrigin: String

    /// The portal for China.
    package static let feishu = PortalHost(origin: FeishuHost.feishu.origin, pageOrigin: FeishuHost.feishu.origin)
    /// Another host of the portal for China.
    private static let larkOffice = PortalHost(
        origin: "https://open.larkoffice.com", pageOrigin: FeishuHost.feishu.origin)
    /// The portal for users outside China.
    package static let lark = PortalHost(origin: FeishuHost.lark.origin, pageOrigin: FeishuHost.lark.origin)

    /// Parses a host.
    ///
    /// - Parameter name: `feishu`, `lark`, an HTTPS URL, or an HTTP URL of the local machine.
    /// - Throws: `Failure` if the name is invalid.
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

    /// The known portal origins. Redirects and page URLs may refer to any of these origins.
    private static let origins = [feishu.origin, larkOffice.origin, lark.origin]

    /// Whether the host is one of the platform's.
    package var isKnown: Bool { Self.origins.contains(origin) }

    /// Returns whether both hosts serve the same pages.
    package func isSamePortal(as other: PortalHost) -> Bool { pageOrigin == other.pageOrigin }

    /// Returns the portal that the URL of a page names, or `nil` if it names no known portal.
    package init?(ofPageURL url: String) {
        let origin = URL(string: url).flatMap { try? FeishuHost.url($0) }?.origin.lowercased()
        guard let host = [Self.feishu, .larkOffice, .lark].first(where: { $0.origin == origin }) else { return nil }
        self = host
    }

    /// Returns whether the URL may be requested: its origin must be this host's origin or a known portal origin.
    func allowsRequest(to url: URL) -> Bool {
        guard let requested = (try? FeishuHost.url(url))?.origin.lowercased() else { return false }
        return requested == origin.lowercased() || Self.origins.contains(requested)
    }

    /// Returns the part after `/document` of a page URL, or of the path of one. Returns `nil` if the text is another URL.
    package func path(ofAddress text: String) -> String? {
        if text.contains("://") { return path(ofPageURL: text) }
        return path(ofPageURL: origin + text) ?? text
    }

    /// Returns the part of a page URL after `/document`, or `nil` if the text is not the URL of a portal page.
    func path(ofPageURL text: String) -> String? {
        guard let url = URL(string: text), url.user == nil, url.password == nil, allowsRequest(to: url) else {
            return nil
        }
        var path = url.path
        while path.hasSuffix("/") { path.removeLast() }
        guard path.hasPrefix(Self.folder + "/") else { return nil }
        return String(path.dropFirst(Self.folder.count))
    }

    /// Returns the canonical form of a page URL: the URL without a query, with `pageOrigin` in place of an origin
    /// that is not a known portal origin. Returns `nil` if the text is not the URL of a portal page or its path is
    /// not valid.
    package func normalized(_ url: String) -> String? {
        guard let path = path(ofPageURL: url), PortalPage.isValidPath(path) else { return nil }
        let origin = "https://" + (URL(string: url)?.host?.lowercased() ?? "")
        return (Self.origins.contains(origin) ? origin : pageOrigin) + Self.folder + path
    }

    private static let folder = "/document"

    /// Returns the URL of the page with the given full path.
    package func url(ofPage fullPath: String) -> String { pageOrigin + Self.folder + fullPath }
}
