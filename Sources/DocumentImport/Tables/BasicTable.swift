import EndpointSpec

/// The table at the beginning of the request: where the endpoint is, and who may call it how often.
struct BasicTable {
    private var valueByLabel: [String: String] = [:]

    init(_ table: Markdown.Table) {
        for row in table.rows where row.cells.count > 1 {
            let lines = row.cells[0].split(separator: "\n", maxSplits: 1)
            let label = lines.first.map { String($0.filter { $0 != "*" }.trimmed) } ?? ""
            valueByLabel[label] = row.cells[1...].joined(separator: " | ").replacing("<br>", with: "\n")
        }
    }

    private func value(_ label: String) -> String? { valueByLabel[label] }

    /// The address without its decoration.
    var url: Substring? {
        guard let value = value("HTTP URL"), let start = value.firstRange(of: "http")?.lowerBound else { return nil }
        return value[start...].prefix { !$0.isWhitespace && !"|`）)]".contains($0) }
    }

    var method: EndpointSpec.Method? {
        value("HTTP Method").flatMap { value in
            EndpointSpec.Method.allCases.first { value.uppercased().contains($0.rawValue) }
        }
    }

    /// The windows that hold, and the words where there are none.
    var rateLimits: (limits: [EndpointSpec.RateLimit], note: String?)? {
        guard let value = value("接口频率限制") else { return nil }
        let limits = value.matches(of: /(\d+)\s*次\/(秒|分钟|分|小时|天)/).compactMap { match in
            Int(match.1).map { EndpointSpec.RateLimit(requests: $0, seconds: Self.seconds(of: match.2)) }
        }
        return (limits, limits.isEmpty ? value.linkText : nil)
    }

    private static func seconds(of unit: Substring) -> Int {
        switch unit {
        case "秒": 1
        case "小时": 3600
        case "天": 86_400
        default: 60
        }
    }

    var appTypes: [EndpointSpec.AppType]? {
        value("支持的应用类型").map { value in
            (value.contains("自建应用") ? [.custom] : []) + (value.contains("商店应用") ? [.store] : [])
        }
    }

    var scopes: [EndpointSpec.Scope]? { value("权限要求").map(ScopeList.scopes) }
    var fieldScopes: [EndpointSpec.Scope]? { value("字段权限要求").map(ScopeList.scopes) }
}

extension String {
    /// The text of a link, or the text where it is none.
    fileprivate var linkText: String {
        guard let match = firstMatch(of: /\[([^\]]*)\]\([^)]*\)/) else { return String(trimmed) }
        return String(match.1)
    }
}
