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
        /// Everything else, verbatim: paragraphs, lists, quotes.
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

    struct Table: Equatable {
        let header: [String]
        let rows: [Row]
        let line: Int
        /// Whether a column has only a single dash in the delimiter row.
        var isLoose = false

        struct Row: Equatable {
            /// The cells, as many as the header has. A cell that spans several lines contains line breaks.
            let cells: [String]
            let line: Int
            /// The depth, if the raw form specifies it.
            var level: Int?
            /// Whether the row has fewer cells than the header.
            var isShort = false
            /// The lines of a row that spans several lines; otherwise empty.
            var lines: [Line] = []
        }
    }

    /// Whether the document is in the portal's raw form, in which tables specify the levels of their rows.
    let isRaw: Bool
    /// The platform's ID of the operation, if the raw form links to the API explorer.
    let operation: OperationID?

    init(_ text: String) {
        let text =
            text.containsBytes(of: "/ssl:ttdoc/")
            ? text.replacing("/ssl:ttdoc/", with: "https://\(PlatformHosts.feishu)/document/") : text
        isRaw = text.containsBytes(of: "<md-table")
        operation = Self.operation(in: text)
        var reader = BlockReader(text)
        frontMatter = reader.frontMatter()
        blocks = reader.blocks()
    }

    /// Extracts the ID from a link:
    /// `...api_explore_config?project=hire&version=v1&resource=website.delivery_task&method=get`
    private static func operation(in text: String) -> OperationID? {
        var rest = text.utf8[...]
        while let query = rest.popQuery(after: "api_explore_config?") {
            let pairs = query.split(separator: "&").map { $0.split(separator: "=", omittingEmptySubsequences: false) }
            guard pairs.count >= 4, pairs.prefix(4).allSatisfy({ $0.count == 2 && !$0[1].isEmpty }),
                pairs.prefix(4).map({ String($0[0]) }) == ["project", "version", "resource", "method"]
            else { continue }
            let names = pairs.prefix(4).map { String($0[1]) }
            return OperationID(service: names[0], version: names[1], resource: names[2], operation: names[3])
        }
        return nil
    }
}

extension Substring.UTF8View {
    /// Consumes everything up to and including a string and the query after it.
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
