import EndpointSpec
import SourceText

/// A parsed document in the portal's Markdown dialect.
struct Markdown {
    let frontMatter: FrontMatter
    let blocks: [Block]

    enum Block: Equatable {
        case heading(Heading)
        case table(Table)
        case code(Code)
        /// All other text, such as paragraphs, lists and quotes, verbatim.
        case text([Line])

        /// The block as Markdown.
        var markdown: String {
            switch self {
            case .heading(let heading): String(repeating: "#", count: heading.level) + " " + heading.text
            case .table(let table):
                ([table.header, table.header.map { _ in "---" }] + table.rows.map(\.cells))
                    .map { $0.joined(separator: " | ") }.joined(separator: "\n")
            case .code(let code): "```\(code.language)\n\(code.text)\n```"
            case .text(let lines): String(lines.map(\.text).joined(separator: "\n").trimmed)
            }
        }
    }

    /// A line without its line break.
    struct Line: Equatable {
        let text: String
        /// The line number, starting at 1.
        let number: Int
    }

    struct Heading: Equatable {
        let level: Int
        let text: String
        let line: Int
    }

    /// A fenced code block.
    struct Code: Equatable {
        /// The info string after the opening fence, such as `json`.
        let language: String
        let text: String
        /// The line of the opening fence.
        let line: Int
    }

    /// A part of a cell.
    enum CellPart: Equatable {
        case text(String)
        /// A listed value that a tag specifies.
        case value(key: String, description: String)

        /// The part as Markdown.
        var markdown: String {
            switch self {
            case .text(let text): text
            case .value(let key, let description): "- \(key)：\(description)"
            }
        }
    }

    struct Table: Equatable {
        let header: [String]
        let rows: [Row]
        let line: Int
        /// Whether a cell of the delimiter row has only one dash. The portal does not generate such cells.
        var isLoose = false

        struct Row: Equatable {
            /// The cells, at least one per header cell. A cell that spans several lines contains line breaks.
            let cells: [String]
            let line: Int
            /// The parts of the cells that contain listed values in tags, by the indices of the cells.
            var partsByCell: [Int: [CellPart]] = [:]
            /// The depth, if the raw form specifies it.
            var level: Int?
            /// Whether the document contains fewer cells for the row than for the header.
            var isShort = false
            /// The lines of the row if it spans several lines; otherwise empty.
            var lines: [Line] = []

            /// Returns the parts of the cell at the given index.
            func parts(ofCell index: Int) -> [CellPart] { partsByCell[index] ?? [.text(cells[index])] }
        }
    }

    /// Whether the document is in the portal's raw form, in which tables specify the levels of their rows.
    let isRaw: Bool
    /// The platform's operation ID, or `nil` if the document contains no link to the API explorer.
    let operationID: OperationID?
    /// The ID of an event, or `nil` if the document contains no link of an event to the API explorer.
    let eventID: OperationID?

    init(_ text: String) {
        let document = SDKCode.removed(from: text)
        let text =
            document.containsBytes(of: "/ssl:ttdoc/")
            ? document.replacing("/ssl:ttdoc/", with: "https://\(PlatformHosts.feishu)/document/") : document
        isRaw = text.containsBytes(of: "<md-table")
        operationID = Self.explorerID(in: text, kind: "method")
        eventID = operationID == nil ? Self.explorerID(in: text, kind: "event") : nil
        var reader = BlockReader(text)
        frontMatter = reader.readFrontMatter()
        if text.containsBytes(of: "](/document/") {
            let source = EndpointURL(Substring(frontMatter.sourceURL ?? ""))?.host ?? PlatformHosts.feishu
            reader = BlockReader(text.replacing("](/document/", with: "](https://\(source)/document/"))
            _ = reader.readFrontMatter()
        }
        blocks = reader.readBlocks()
    }

    /// Extracts the operation ID from a link such as:
    /// `...api_explore_config?project=hire&version=v1&resource=website.delivery_task&method=get`
    ///
    /// - Parameters:
    ///   - text: The document.
    ///   - kind: The key of the operation in the link: `method`, or `event`.
    private static func explorerID(in text: String, kind: String) -> OperationID? {
        var rest = text.utf8[...]
        while let query = rest.popQuery(after: "api_explore_config?") {
            let pairs = query.split(separator: "&").map { $0.split(separator: "=", omittingEmptySubsequences: false) }
            guard pairs.count >= 4, pairs.prefix(4).allSatisfy({ $0.count == 2 && !$0[1].isEmpty }),
                pairs.prefix(4).map({ String($0[0]) }) == ["project", "version", "resource", kind]
            else { continue }
            let names = pairs.prefix(4).map { String($0[1]) }
            return OperationID(service: names[0], version: names[1], resource: names[2], operation: names[3])
        }
        return nil
    }
}

extension Substring.UTF8View {
    /// Consumes all text up to the end of the query that follows the first occurrence of a string.
    ///
    /// - Returns: The query, or `nil` if the string does not occur.
    fileprivate mutating func popQuery(after text: String) -> String? {
        guard let first = text.utf8.first else { return nil }
        while let index = firstIndex(of: first) {
            self = self[index...]
            if starts(with: text.utf8) {
                self = dropFirst(text.utf8.count)
                let query = prefix { $0.isLetterOrDigit || "_.-=&".utf8.contains($0) }
                self = self[query.endIndex...]
                return String(Substring(query))
            }
            self = dropFirst()
        }
        return nil
    }
}
