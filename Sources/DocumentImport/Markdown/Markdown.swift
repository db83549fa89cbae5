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

        struct Row: Equatable {
            /// As many as the header has; text of several lines has line breaks.
            let cells: [String]
            let line: Int
        }
    }

    init(_ text: String) {
        var reader = BlockReader(text)
        frontMatter = reader.frontMatter()
        blocks = reader.blocks()
    }
}
