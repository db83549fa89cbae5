import EndpointSpec

/// A document in the portal's Markdown dialect, cut into blocks.
struct Markdown {
    /// The lines between `---` and `---` at the beginning, as keys and values.
    let frontMatter: [String: String]
    let blocks: [Block]

    enum Block: Equatable {
        case heading(Heading)
        case table(Table)
        case code(Code)
        /// Everything else: paragraphs, lists, quotes, as they stand.
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

    /// A line without its end, and where it stands.
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
        /// What stands behind the opening fence, such as `json`.
        let language: String
        let text: String
        /// Of the opening fence.
        let line: Int
    }

    struct Table: Equatable {
        let header: [String]
        let rows: [Row]
        let line: Int
        /// Whether a column has a single dash below its heading.
        var isLoose = false

        struct Row: Equatable {
            /// As many as the header has; text of several lines has line breaks.
            let cells: [String]
            let line: Int
            /// The depth, where the raw form states it.
            var level: Int?
        }
    }

    /// The platform's own name of the operation, where the raw form links its explorer.
    let operation: String?

    init(_ text: String) {
        let text =
            text.holds("/ssl:ttdoc/")
            ? text.replacing("/ssl:ttdoc/", with: "https://open.feishu.cn/document/") : text
        operation = Self.operation(in: text)
        var reader = BlockReader(text)
        frontMatter = reader.frontMatter()
        blocks = reader.blocks()
    }

    /// `...api_explore_config?project=hire&version=v1&resource=website.delivery_task&method=get`
    private static func operation(in text: String) -> String? {
        guard text.holds("api_explore_config?"),
            let match = text.firstMatch(
                of: /api_explore_config\?project=([\w.-]+)&version=([\w.-]+)&resource=([\w.-]+)&method=([\w.-]+)/)
        else { return nil }
        return [match.1, match.2, match.3, match.4].map { String($0).identifierWord }.joined(separator: ".")
    }
}
