import SourceText

/// The tree of the portal's documents.
package struct PortalTree: Sendable {
    /// Every document once, in the order of the tree.
    package private(set) var pages: [PortalPage] = []
    /// Warnings about documents that cannot be used.
    package private(set) var warnings: [Diagnostic] = []
    private var pathsSeen: Set<String> = []

    /// The id of the node that contains the server API.
    private static let serverAPI = "103"
    /// The maximum depth of the tree. The portal's tree is shallower.
    private static let maximumDepth = 32

    /// Parses the portal's response.
    ///
    /// - Throws: `Failure` if the response does not have the expected form.
    init(_ data: JSON) throws(Failure) {
        guard case .array(let roots)? = data["items"] else {
            throw Failure.portalChanged("the portal's tree has no list \"items\"")
        }
        // If the server API has a node of its own, the other nodes do not document calls.
        let server = roots.first { $0["id"]?.text == Self.serverAPI }
        let used = server.map { [$0] } ?? roots
        for root in used { add(root, below: [], [], depth: 0) }
        if pages.isEmpty {
            throw Failure.portalChanged("the portal's tree has no documents")
        }
    }

    /// Adds the documents of a node.
    ///
    /// - Parameter parents: The paths of the ancestors of the node.
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
        // A folder whose segment is not valid in file names is omitted from them.
        let segment = path.split(separator: "/").last.map { PortalPage.isValidSegment($0) ? String($0) : "" } ?? ""
        for item in items {
            add(item, below: folders + [.init(segment: segment, title: title)], parents + [path], depth: depth + 1)
        }
    }

    private mutating func addPage(_ node: JSON, _ title: String, _ path: String, below folders: [PortalPage.Folder]) {
        guard PortalPage.isValidPath(path) else { return warn("\"\(title)\" has an unusable path: \"\(path)\"") }
        guard pathsSeen.insert(path).inserted else {
            return warn("\"\(title)\" has the same path as another document: \(path)")
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
    /// The value of a string, or the spelling of a number. The portal writes numbers in both forms.
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
