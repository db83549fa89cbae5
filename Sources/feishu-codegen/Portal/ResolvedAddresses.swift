import DocumentPortal
import SourceText

/// The pages at the addresses on the command line. The portal answers a readable path with the page and its canonical path, so an
/// address takes one request and no tree.
struct ResolvedAddresses {
    /// A page with its content.
    struct Resolved {
        let page: PortalPage
        let content: Portal.Content
        /// The URL to store, or `nil` if the address is a path.
        let url: String?
    }

    private(set) var pages: [Resolved] = []
    /// The arguments that are not addresses, and the addresses at which the portal has no page, which are sought in the tree.
    private(set) var others: [String] = []
    /// The number of requests.
    private(set) var requestCount = 0
    /// The errors of requests that failed. They do not keep the other pages from being fetched.
    private(set) var errors: [Diagnostic] = []

    /// Returns whether an argument is the URL or the path of a page.
    static func isAddress(_ argument: String) -> Bool { argument.contains("://") || argument.hasPrefix("/") }

    /// Asks the portal for each address.
    init(_ arguments: [String], from portal: Portal) async {
        for argument in arguments {
            guard Self.isAddress(argument) else {
                others.append(argument)
                continue
            }
            guard let path = portal.host.path(ofAddress: argument), PortalPage.isValidPath(path) else {
                others.append(argument)
                continue
            }
            requestCount += 1
            let answer: Portal.Content?
            do throws(Failure) {
                answer = try await portal.contentIfPresent(at: path)
            } catch {
                errors += error.diagnostics
                continue
            }
            // Without the canonical path, the page cannot be told from others.
            guard let content = answer, content.fullPath != nil else {
                others.append(argument)
                continue
            }
            let page = PortalPage(path: path, content: content)
            if pages.contains(where: { $0.page.fullPath == page.fullPath }) { continue }
            pages.append(Resolved(page: page, content: content, url: portal.host.normalized(argument)))
        }
    }
}
