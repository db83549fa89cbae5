import EndpointSpec
import SourceText

// The table at the beginning of the request section.
extension DocumentReader {
    struct Endpoint {
        let table: RequestTable
        let url: EndpointURL
        let method: EndpointSpec.Method
        let found: Findings
    }

    func readEndpoint() throws(Failure) -> Endpoint {
        guard let block = sections.tables(.basics).first else {
            throw noEndpoint(
                "there is no table below the heading 请求", line: 1,
                notes: sections.unknownHeadings.isEmpty
                    ? []
                    : [
                        "unknown headings: \(sections.unknownHeadings.prefix(8).joined(separator: ", "))",
                        "documents are read in Chinese (fetch --language zh-CN)",
                    ])
        }
        let table = RequestTable(block)
        guard let url = table.url.flatMap(EndpointURL.init) else {
            let found = table.text(of: .url).map { "; found \"\($0.prefix(80))\"" } ?? ""
            throw noEndpoint(
                "the request table has no row HTTP URL with a URL like https://open.feishu.cn/open-apis/...\(found)",
                line: table.line(of: .url) ?? table.line)
        }
        guard let method = table.method else {
            throw noEndpoint(
                "the request table has no row HTTP Method with GET, POST, PUT, PATCH or DELETE",
                line: table.line(of: .method) ?? table.line)
        }
        var found = Findings(blocks: [table.line])
        found.diagnostics = table.unreadLines.map { warning("unread-row", "unrecognized row", line: $0) }
        found.lineByPath[[]] = table.line
        let sources: [(JSONPath, RequestTable.Label)] = [
            (["path"], .url), (["host"], .url), (["fixedQuery"], .url), (["method"], .method),
            (["rateLimits"], .rateLimits), (["rateLimitNote"], .rateLimits), (["appTypes"], .appTypes),
            (["scopes"], .scopes), (["fieldScopes"], .fieldScopes), (["id"], .url),
        ]
        for (path, label) in sources { found.lineByPath[path] = table.line(of: label) }
        return Endpoint(table: table, url: url, method: method, found: found)
    }

    func noEndpoint(_ reason: String, line: Int, notes: [String] = []) -> Failure {
        Failure("no-endpoint", reason, at: .line(line, of: document.source), notes: notes)
    }
}
