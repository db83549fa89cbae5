import SourceText

/// The portal's catalog of endpoints, which states the operation that a page describes.
package struct PortalCatalog: Sendable {
    /// An endpoint in the catalog.
    package struct Entry: Sendable {
        /// The path that identifies the page of the endpoint.
        package let fullPath: String
        /// The HTTP method, such as `GET`, or an empty string if the catalog does not state it.
        package let method: String
        /// The path of the URL, such as `/open-apis/hire/v1/jobs/:job_id`, or an empty string if the catalog does not state it.
        package let path: String
        /// The project, version, resource, and operation, such as `hire`, `v1`, `job`, and `get`. Those that the catalog does not
        /// state are empty.
        package let words: [String]

        /// The service, or `nil` if the catalog does not state it.
        package var service: String? { words.first.flatMap { $0.isEmpty ? nil : $0 } }
    }

    /// The entries in the order of the catalog, without duplicates.
    package private(set) var entries: [Entry] = []
    private var pathsSeen: Set<String> = []

    /// The maximum depth of the catalog, which bounds the recursion.
    private static let maximumDepth = 16
    private static let summaryKey = "apiSummary"

    /// Parses the portal's response.
    ///
    /// How the catalog groups its entries is not documented, so they are found at any depth.
    ///
    /// - Throws: `Failure` if the response contains no usable entries.
    init(_ data: JSON) throws(Failure) {
        add(data, depth: 0)
        if entries.isEmpty {
            throw Failure.portalChanged("the portal's catalog has no endpoints with \"\(Self.summaryKey)\"")
        }
    }

    private mutating func add(_ value: JSON, depth: Int) {
        if depth > Self.maximumDepth { return }
        switch value {
        case .array(let elements):
            for element in elements { add(element, depth: depth + 1) }
        case .object(let members):
            for member in members {
                if member.key == Self.summaryKey { addEntry(member.value) } else { add(member.value, depth: depth + 1) }
            }
        default: break
        }
    }

    private mutating func addEntry(_ summary: JSON) {
        guard let fullPath = summary["fullPath"]?.text, PortalPage.isValidPath(fullPath),
            pathsSeen.insert(fullPath).inserted
        else { return }
        let identity = summary["apiIdentity"]
        entries.append(
            Entry(
                fullPath: fullPath, method: summary["httpMethod"]?.text?.uppercased() ?? "",
                path: summary["apiPath"]?.text ?? "",
                words: ["project", "version", "resource", "apiName"].map { identity?[$0]?.text ?? "" }))
    }
}
