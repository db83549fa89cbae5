import EndpointSpec

/// The table at the beginning of the request section. It contains the URL, the method, the scopes and the rate limits.
struct RequestTable {
    enum Label {
        case url, method, rateLimits, appTypes, scopes, fieldScopes, contentType, accessTokens, eventType, delivery
    }

    /// The line of the table.
    let line: Int
    /// The line numbers of the unrecognized rows and scopes.
    let unrecognizedLines: [Int]
    /// The rate limits, or `nil` if the table has no row for them.
    let rateLimits: RateLimitCell?
    private let appTypeCell: AppTypeCell?
    private let rowByLabel: [Label: (text: String, line: Int)]

    init(_ table: Markdown.Table) {
        var rows: [Label: (text: String, line: Int, textLine: Int)] = [:]
        var unrecognizedLines: [Int] = []
        // Some tables have no heading, so that their first row takes its place.
        let heading =
            Self.label(of: table.header) == nil ? [] : [Markdown.Table.Row(cells: table.header, line: table.line)]
        let facts = table.separatingRows(where: { Self.label(of: $0) != nil }).rows
        for row in heading + facts {
            guard row.cells.count > 1, let label = Self.label(of: row.cells), rows[label] == nil else {
                unrecognizedLines.append(row.line)
                continue
            }
            unrecognizedLines += Self.unrecognizedLines(
                of: row.cells[0].split(separator: "\n", maxSplits: 1).dropFirst().first, from: row.line + 1)
            let text = row.cells[1...].joined(separator: " | ").withLineBreaks
            // If the label cell spans several lines, the text begins on the last of them.
            rows[label] = (text, row.line, row.line + row.cells[0].count { $0 == "\n" })
        }
        for label in [Label.scopes, .fieldScopes] {
            guard let row = rows[label] else { continue }
            unrecognizedLines += Self.unrecognizedLines(of: row.text[...], from: row.textLine)
        }
        line = table.line
        rowByLabel = rows.mapValues { ($0.text, $0.line) }
        self.unrecognizedLines = unrecognizedLines
        rateLimits = rows[.rateLimits].map { RateLimitCell($0.text) }
        appTypeCell = rows[.appTypes].map { AppTypeCell($0.text) }
    }

    private static func label(of cells: [String]) -> Label? {
        guard let first = cells.first else { return nil }
        let text = first.withLineBreaks.prefix { $0 != "\n" }.filter { !"*：:".contains($0) }.trimmed
        // A remark can follow the label. Only Chinese labels are single words.
        return Vocabulary.labels[text] ?? Vocabulary.labels[text.prefix { !" （(".contains($0) }]
    }

    /// Returns the numbers of the unrecognized lines in a list of scopes.
    ///
    /// - Parameters:
    ///   - text: The list of scopes, or `nil` if there is none.
    ///   - first: The number of the first line.
    private static func unrecognizedLines(of text: Substring?, from first: Int) -> [Int] {
        (text ?? "").split(separator: "\n", omittingEmptySubsequences: false).enumerated()
            .filter { ScopeList.isUnrecognized($0.element.trimmed) }.map { first + $0.offset }
    }

    /// Returns the line of the row with the given label, or `nil` if there is none.
    func line(of label: Label) -> Int? { rowByLabel[label]?.line }

    /// Returns the text of the row with the given label, or `nil` if there is none.
    func text(of label: Label) -> String? { rowByLabel[label]?.text }

    /// The URL without surrounding formatting.
    var url: Substring? {
        guard let value = text(of: .url), let start = value.firstRange(of: "http")?.lowerBound else { return nil }
        return value[start...].prefix { !$0.isWhitespace && !"|`）)]".contains($0) }
    }

    /// The types of the events.
    var eventTypes: [String] { text(of: .eventType).map(EventTypeCell.types) ?? [] }

    var method: EndpointSpec.Method? {
        text(of: .method).flatMap { value in
            EndpointSpec.Method.allCases.first { value.uppercased().contains($0.rawValue) }
        }
    }

    /// The app types, or `nil` if the table does not specify them in a known form.
    var appTypes: [EndpointSpec.AppType]? { appTypeCell?.types.nonEmpty }

    /// The rows with facts that could not be read, each with a message.
    var unreadFacts: [(line: Int, message: String)] {
        var facts: [(line: Int, message: String)] = []
        if let line = line(of: .rateLimits), let limits = rateLimits, limits.hasUnreadNumber {
            let found = String((limits.note ?? "").prefix(80))
            facts.append((line, "unrecognized rate limit \"\(found)\"; expected a limit such as 50 次/秒 or 5 QPS"))
        }
        if let line = line(of: .appTypes), let cell = appTypeCell,
            cell.types.isEmpty || !cell.unrecognized.isEmpty
        {
            let found = String(cell.unrecognized.joined(separator: ", ").prefix(80))
            facts.append((line, "unrecognized app types \"\(found)\"; expected 自建应用 or 商店应用"))
        }
        if let line = line(of: .accessTokens), accessTokens == nil {
            facts.append((line, "unrecognized access token; expected a name such as tenant_access_token"))
        }
        return facts
    }

    /// The content type, or `nil` if this table does not specify it. Most documents specify it in the header table instead.
    var contentType: String? { text(of: .contentType) }

    /// The accepted access tokens, or `nil` if this table does not specify them. Most documents specify them in the header
    /// table instead.
    var accessTokens: [EndpointSpec.AccessToken]? {
        text(of: .accessTokens).flatMap(EndpointSpec.AccessToken.named(in:))
    }

    var scopes: [EndpointSpec.Scope]? { text(of: .scopes).flatMap { ScopeList.scopes($0).nonEmpty } }
    var fieldScopes: [EndpointSpec.Scope]? { text(of: .fieldScopes).flatMap { ScopeList.scopes($0).nonEmpty } }
}

extension EndpointSpec.AccessToken {
    /// Returns the access tokens whose names, such as `tenant_access_token`, occur in the text, or `nil` if there are none.
    static func named(in text: String) -> [Self]? {
        allCases.filter { text.containsBytes(of: "\($0.rawValue)_access_token") }.nonEmpty
    }
}
