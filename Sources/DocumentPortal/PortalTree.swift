import SourceText

/// The tree of the portal's documents.
package struct PortalTree: Sendable {
    /// Every document once, in the order of the tree.
    package private(set) var pages: [PortalPage] = []
    /// What of the tree cannot be used.
    package private(set) var warnings: [Diagnostic] = []
    private var pathsSeen: Set<String> = []

    /// The node of the server API.
    private static let serverAPI = "103"
    /// Deeper than any tree of the portal.
    private static let maximumDepth = 32

    /// Reads the portal's response.
    ///
    /// - Throws: `Failure` where it does not have the known form.
    init(_ data: JSON) throws(Failure) {
        guard case .array(let roots)? = data["items"] else {
            throw Failure.portalChanged("the tree of the portal has no list \"items\"")
        }
        // Where the server API is a node of its own, the rest is not about calls.
        let server = roots.first { $0["id"]?.text == Self.serverAPI }
        let used = server.map { [$0] } ?? roots
        for root in used { add(root, below: [], [], depth: 0) }
        if pages.isEmpty {
            throw Failure.portalChanged("the tree of the portal has no documents")
        }
    }

    /// - Parameter parents: The paths of the nodes around this one.
    private mutating func add(_ node: JSON, below folders: [PortalPage.Folder], _ parents: [String], depth: Int) {
        let title = node["name"]?.text ?? ""
        let path = node["fullPath"]?.text ?? ""
        if parents.contains(path), !path.isEmpty { return warn("\"\(title)\" contains itself: \(path)") }
        if depth > Self.maximumDepth {
            return warn("\"\(title)\" is nested more than \(Self.maximumDepth) levels deep")
        }
        if node["type"]?.text == "DocumentType" { addPage(node, title, path, below: folders) }
        let items = node.items
        if items.isEmpty { return }
        // A folder is left out of names where it cannot be a part of them.
        let segment = path.split(separator: "/").last.map { PortalPage.isSegment($0) ? String($0) : "" } ?? ""
        for item in items {
            add(item, below: folders + [.init(segment: segment, title: title)], parents + [path], depth: depth + 1)
        }
    }

    private mutating func addPage(_ node: JSON, _ title: String, _ path: String, below folders: [PortalPage.Folder]) {
        guard PortalPage.isPath(path) else { return warn("\"\(title)\" has no path that can be used: \"\(path)\"") }
        guard pathsSeen.insert(path).inserted else {
            return warn("\"\(title)\" has the path of another document: \(path)")
        }
        pages.append(
            PortalPage(
                fullPath: path, title: title, updateTime: node["updateTime"]?.text.flatMap(Int.init), folders: folders))
    }

    private mutating func warn(_ message: String) {
        warnings.append(Diagnostic(.warning, "unusable-page", "the portal's document \(message)"))
    }
}

extension JSON {
    /// A string, or the digits of a number: the portal writes numbers in both ways.
    var text: String? {
        switch self {
        case .string(let text), .number(let text): text
        default: nil
        }
    }

    fileprivate var items: [JSON] {
        if case .array(let items)? = self["items"] { items } else { [] }
    }
}
