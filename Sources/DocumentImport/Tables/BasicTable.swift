import EndpointSpec

/// The table at the beginning of the request: where the endpoint is, and who may call it how often.
struct BasicTable {
    private enum Label: String {
        case url = "HTTP URL"
        case method = "HTTP Method"
        case rateLimits = "接口频率限制"
        case appTypes = "支持的应用类型"
        case scopes = "权限要求"
        case fieldScopes = "字段权限要求"
        case contentType = "HTTP Content-Type"
        case accessTokens = "凭证要求"
    }

    /// Of the table, and of the row with the method, where there is one.
    let line: Int
    var methodLine: Int? { rowByLabel[.method]?.line }

    private var rowByLabel: [Label: (text: String, line: Int)] = [:]
    /// The lines of the rows whose labels say nothing.
    private(set) var unreadLines: [Int] = []

    init(_ table: Markdown.Table) {
        line = table.line
        for row in table.rows {
            let lines = row.cells[0].split(separator: "\n", maxSplits: 1)
            let text = lines.first.map { String($0.filter { $0 != "*" }.trimmed) } ?? ""
            guard row.cells.count > 1, let label = Label(rawValue: text) else {
                unreadLines.append(row.line)
                continue
            }
            for (offset, line) in row.cells[0].split(separator: "\n", omittingEmptySubsequences: false).enumerated()
            where offset > 0 && ScopeList.isUnread(line.trimmed) { unreadLines.append(row.line + offset) }
            rowByLabel[label] = (row.cells[1...].joined(separator: " | ").replacing("<br>", with: "\n"), row.line)
        }
        for label in [Label.scopes, .fieldScopes] {
            guard let row = rowByLabel[label] else { continue }
            for (offset, line) in row.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
            where ScopeList.isUnread(line.trimmed) { unreadLines.append(row.line + offset) }
        }
    }

    private func value(_ label: Label) -> String? { rowByLabel[label]?.text }

    /// The address without its decoration.
    var url: Substring? {
        guard let value = value(.url), let start = value.firstRange(of: "http")?.lowerBound else { return nil }
        return value[start...].prefix { !$0.isWhitespace && !"|`）)]".contains($0) }
    }

    var method: EndpointSpec.Method? {
        value(.method).flatMap { value in
            EndpointSpec.Method.allCases.first { value.uppercased().contains($0.rawValue) }
        }
    }

    /// The windows that hold, and the words where there are none.
    var rateLimits: (limits: [EndpointSpec.RateLimit], note: String?)? {
        guard let value = value(.rateLimits) else { return nil }
        let parts = value.split(separator: "次/")
        let limits = zip(parts, parts.dropFirst()).compactMap { before, after -> EndpointSpec.RateLimit? in
            let digits = String(before.trimmed.reversed().prefix { $0.isASCII && $0.isNumber }.reversed())
            guard let requests = Int(digits), let seconds = Self.seconds(of: after) else { return nil }
            return EndpointSpec.RateLimit(requests: requests, seconds: seconds)
        }
        return (limits, limits.isEmpty ? String(value.trimmed) : nil)
    }

    /// How many seconds the unit has that a text begins with.
    private static func seconds(of text: Substring) -> Int? {
        [("秒", 1), ("分", 60), ("小时", 3600), ("天", 86_400)].first { text.hasPrefix($0.0) }?.1
    }

    var appTypes: [EndpointSpec.AppType]? {
        value(.appTypes).map { value in
            (value.contains("自建应用") ? [.custom] : []) + (value.contains("商店应用") ? [.store] : [])
        }
    }

    /// Where no table of headers says it.
    var contentType: String? { value(.contentType) }

    /// Where no table of headers says it.
    var accessTokens: [EndpointSpec.AccessToken]? { value(.accessTokens).map(EndpointSpec.AccessToken.named(in:)) }

    var scopes: [EndpointSpec.Scope]? { value(.scopes).map(ScopeList.scopes) }
    var fieldScopes: [EndpointSpec.Scope]? { value(.fieldScopes).map(ScopeList.scopes) }
}

extension EndpointSpec.AccessToken {
    /// The tokens that a text names: `tenant_access_token`.
    static func named(in text: String) -> [Self] { allCases.filter { text.holds("\($0.rawValue)_access_token") } }
}
