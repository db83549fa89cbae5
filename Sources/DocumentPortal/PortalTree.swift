import SourceText

/// The documents in the portal's tree. If the tree has a node for the server API, only the documents below this node are
/// included.
package struct PortalTree: Sendable {
    /// The usable documents in tree order, without duplicates.
    package private(set) var pages: [PortalPage] = []
    /// Warnings about unusable documents and duplicates.
    package private(set) var warnings: [Diagnostic] = []
    private var pathsSeen: Set<String> = []

    /// The ID of the node that contains the server API.
    private static let serverAPI = "103"
    /// The maximum depth of the tree, which bounds the recursion. The portal's actual tree is shallower.
    private static let maximumDepth = 32

    /// Parses the portal's response.
    ///
    /// - Throws: `Failure` if the response does not have the expected form or contains no usable documents.
    init(_ data: JSON) throws(Failure) {
        guard let roots = data["items"]?.elements else {
            throw Failure.portalChanged("the portal's tree has no list \"items\"")
        }
        // If the tree has a node for the server API, ignore the other root nodes, because they do not document calls.
        let server = roots.first { $0["id"]?.text == Self.serverAPI }
        let used = server.map { [$0] } ?? roots
        for root in used { add(root, below: [], [], depth: 0) }
        if pages.isEmpty {
            throw Failure.portalChanged("the portal's tree has no documents")
        }
    }

    /// Adds the node, if it is a document, and all documents below it.
    ///
    /// - Parameters:
    ///   - node: The node.
    ///   - folders: The folders that contain the node, from the outermost to the innermost.
    ///   - parents: The paths of the node's ancestors.
    ///   - depth: The number of the node's ancestors.
    private mutating func add(_ node: JSON, below folders: [PortalPage.Folder], _ parents: [String], depth: Int) {
        let title = node["name"]?.text ?? ""
        let path = node["fullPath"]?.text ?? ""
        if parents.contains(path), !path.isEmpty { return warn("\"\(title)\" contains itself: \(path)") }
        if depth > Self.maximumDepth {
            return warn("\"\(title)\" is nested more than \(Self.maximumDepth) levels deep")
        }
        if node["type"]?.text == "DocumentType" { addPage(node, title, path, below: folders) }
        let items = node["items"]?.elements ?? []
        if items.isEmpty { return }
        // If the segment is not valid in file names, use an empty string, so that file names omit the segment.
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
    /// The text of a string or a number, or `nil` for other values. The portal represents numbers sometimes as
    /// strings and sometimes as JSON numbers.
    var text: String? {
        switch self {
        case .string(let text), .number(let text): text
        default: nil
        }
    }
}
