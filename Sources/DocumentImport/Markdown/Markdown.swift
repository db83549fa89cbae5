import EndpointSpec
import SourceText

/// A document in the portal's Markdown dialect, split into blocks.
struct Markdown {
    let frontMatter: FrontMatter
    let blocks: [Block]

    enum Block: Equatable {
        case heading(Heading)
        case table(Table)
        case code(Code)
        /// Everything else, unchanged: paragraphs, lists, quotes.
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

    /// A line without its line break, and its number.
    struct Line: Equatable {
        let text: String
        /// From 1.
        let number: Int
    }

    struct Heading: Equatable {
        let level: Int
        let text: String
        let line: Int
    }

    /// A fenced block.
    struct Code: Equatable {
        /// The word after the opening fence, such as `json`.
        let language: String
        let text: String
        /// The line of the opening fence.
        let line: Int
    }

    struct Table: Equatable {
        let header: [String]
        let rows: [Row]
        let line: Int
        /// Whether a column has a single dash below its heading.
        var isLoose = false

        struct Row: Equatable {
            /// As many cells as the header has. Text of several lines contains line breaks.
            let cells: [String]
            let line: Int
            /// The depth that the raw form states.
            var level: Int?
            /// Whether the line had fewer cells than the header has.
            var isShort = false
            /// The lines, where there are several.
            var lines: [Line] = []
        }
    }

    /// Whether the document has the portal's raw form, in which tables state the levels of their rows.
    let isRaw: Bool
    /// The platform's own name of the operation, where the raw form links its explorer.
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

    /// `...api_explore_config?project=hire&version=v1&resource=website.delivery_task&method=get`
    private static func operation(in text: String) -> OperationID? {
        var rest = text.utf8[...]
        while let query = rest.popText(after: "api_explore_config?") {
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
    /// Removes everything up to a text and the words of a query after it.
    ///
    /// - Returns: The query; nil where the text does not occur.
    fileprivate mutating func popText(after text: String) -> String? {
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
