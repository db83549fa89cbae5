import EndpointSpec

/// The blocks of a document, grouped by section. Each known heading begins a section. An unknown heading begins a section of kind
/// `other`, except in the summary and below the heading of a sample section.
struct Sections {
    /// The kind of a section.
    enum Kind: Hashable {
        case summary, request, headers, pathParameters, queryParameters, requestBody, requestSamples
        case response, responseHeaders, responseBody, responseSamples, errors, other
        case event, eventBody, eventSamples, eventCode

        fileprivate var isEvent: Bool { [.event, .eventBody, .eventSamples, .eventCode].contains(self) }

        fileprivate var isResponse: Bool {
            [.response, .responseHeaders, .responseBody, .responseSamples].contains(self)
        }

        init(heading: String) {
            self = Vocabulary.headings[heading] ?? .other
        }
    }

    let title: String?
    /// The language of most of the known headings, or `nil` if none is known.
    private(set) var statedLanguage: EndpointSpec.Language?
    var language: EndpointSpec.Language { statedLanguage ?? .chinese }
    /// The headings that are not known, except the title and empty headings.
    private(set) var unknownHeadings: [String] = []
    private var blocksByKind: [Kind: [Markdown.Block]] = [:]
    /// The blocks after the summary except headings, in document order.
    private(set) var details: [Detail] = []

    /// A block and its section.
    struct Detail {
        let kind: Kind
        let heading: String
        let block: Markdown.Block
        /// Whether the block is in the part of the document about the response, possibly below an unknown heading.
        let isResponse: Bool
    }

    init(_ document: Markdown) {
        var title: String?
        var kind = Kind.summary
        var heading = ""
        var level = 0
        // The level of the heading that began the part about the response, or `nil` outside that part.
        var responseLevel: Int?
        var english = 0
        for block in document.blocks.flatMap(\.withEventLabelsAsHeadings) {
            if case .heading(let new) = block {
                if title == nil, new.level == 1 {
                    title = new.text
                    continue
                }
                var next = Kind(heading: new.text)
                if let language = Vocabulary.headings.language(of: new.text) {
                    english += language == .english ? 1 : -1
                }
                if next == .other, !new.text.isEmpty { unknownHeadings.append(new.text) }
                // Sample sections can contain unknown subheadings.
                if next == .other, new.level > level, [.requestSamples, .responseSamples].contains(kind) {
                    next = kind
                }
                if next.isResponse {
                    responseLevel = responseLevel ?? new.level
                } else if next != .other || new.level <= responseLevel ?? 0 {
                    responseLevel = nil
                }
                // The summary continues until the first known heading, even across unknown headings.
                if !(kind == .summary && next == .other) {
                    if next != kind { level = new.level }
                    kind = next
                    heading = new.text.nonEmpty ?? heading
                    continue
                }
            }
            blocksByKind[kind, default: []].append(block)
            if kind != .summary {
                details.append(Detail(kind: kind, heading: heading, block: block, isResponse: responseLevel != nil))
            }
        }
        self.title = title
        if english != 0 { statedLanguage = english > 0 ? .english : .chinese }
    }

    /// The last row of the document, or `nil` if it does not end with a table.
    var lastRow: Markdown.Table.Row? {
        if case .table(let table) = details.last?.block { table.rows.last } else { nil }
    }

    /// The blocks of the whole document except headings after the summary, in document order.
    var all: [Detail] {
        blocks(.summary).map { Detail(kind: .summary, heading: "", block: $0, isResponse: false) } + details
    }

    func blocks(_ kind: Kind) -> [Markdown.Block] { blocksByKind[kind] ?? [] }

    func tables(_ kind: Kind) -> [Markdown.Table] {
        blocks(kind).compactMap { if case .table(let table) = $0 { table } else { nil } }
    }

    func code(_ kind: Kind) -> [Markdown.Code] {
        blocks(kind).compactMap { if case .code(let code) = $0 { code } else { nil } }
    }
}

extension Markdown.Block {
    /// The block, in which labels in bold that are headings in other documents of events are headings.
    fileprivate var withEventLabelsAsHeadings: [Markdown.Block] {
        guard case .text(let lines) = self, lines.contains(where: { $0.eventLabel != nil }) else { return [self] }
        var blocks: [Markdown.Block] = []
        var text: [Markdown.Line] = []
        func addText() {
            if text.contains(where: { !$0.text.trimmed.isEmpty }) { blocks.append(.text(text)) }
            text = []
        }
        for line in lines {
            if let label = line.eventLabel {
                addText()
                blocks.append(.heading(.init(level: 3, text: label, line: line.number)))
            } else {
                text.append(line)
            }
        }
        addText()
        return blocks
    }
}

extension Markdown.Line {
    /// The text of a line in bold, if it is the name of a section about an event.
    fileprivate var eventLabel: String? {
        guard text.utf8.contains(UInt8(ascii: "*")) else { return nil }
        var text = text.trimmed
        if let last = text.last, "：:".contains(last) { text = text.dropLast().trimmed }
        guard text.hasPrefix("**"), text.dropFirst(2).hasSuffix("**") else { return nil }
        let label = String(text.dropFirst(2).dropLast(2))
        return Sections.Kind(heading: label).isEvent ? label : nil
    }
}
