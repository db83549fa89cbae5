import EndpointSpec
import SourceText

// Reads the table at the beginning of the request section.
extension DocumentReader {
    /// The request table of an endpoint, with the URL and the method from the table.
    struct Endpoint {
        let table: RequestTable
        let url: EndpointURL
        let method: EndpointSpec.Method
        let findings: Findings
    }

    func readEndpoint() throws(Failure) -> Endpoint {
        guard let block = sections.tables(.request).first else {
            let stated = markdown.frontMatter.language.map { "the page is in \($0), and " } ?? ""
            throw noEndpointFailure(
                "expected a table below the heading 请求 or Request", line: 1,
                notes: sections.unknownHeadings.isEmpty
                    ? []
                    : [
                        "unknown headings: \(sections.unknownHeadings.prefix(8).joined(separator: ", "))",
                        "\(stated)only Chinese and English pages can be read; to fetch one, run \(again: "fetch", or: "update", "--language", "en-US")",
                    ])
        }
        let table = RequestTable(block)
        guard let url = table.url.flatMap(EndpointURL.init) else {
            let found = table.text(of: .url).map { "; found \"\($0.prefix(80))\"" } ?? ""
            throw noEndpointFailure(
                "expected a row \"HTTP URL\" with a URL such as https://open.feishu.cn/open-apis/...\(found)",
                line: table.line(of: .url) ?? table.line)
        }
        guard let method = table.method else {
            throw noEndpointFailure(
                "expected a row \"HTTP Method\" with GET, POST, PUT, PATCH or DELETE",
                line: table.line(of: .method) ?? table.line)
        }
        var findings = Findings(blockLines: [table.line])
        findings.diagnostics = table.unrecognizedLines.map { warning("unread-row", "unrecognized row", line: $0) }
        findings.diagnostics += table.unreadFacts.map { warning("unread-row", $0.message, line: $0.line) }
        findings.lineByPath[[]] = table.line
        let sources: [(JSONPath, RequestTable.Label)] = [
            (["path"], .url), (["host"], .url), (["fixedQuery"], .url), (["method"], .method),
            (["rateLimits"], .rateLimits), (["rateLimitNote"], .rateLimits), (["appTypes"], .appTypes),
            (["scopes"], .scopes), (["fieldScopes"], .fieldScopes), (["id"], .url),
        ]
        for (path, label) in sources { findings.lineByPath[path] = table.line(of: label) }
        return Endpoint(table: table, url: url, method: method, findings: findings)
    }

    func noEndpointFailure(_ reason: String, line: Int, notes: [Diagnostic.Note] = []) -> Failure {
        Failure("no-endpoint", reason, at: .line(line, of: document.source), notes: notes)
    }
}
