import EndpointSpec

/// Reads a document into a spec.
struct DocumentReader {
    private let document: Markdown
    private let sections: Sections
    private var fieldScopes: [EndpointSpec.Scope] = []
    private var findings: [Finding] = []

    /// What keeps a document from being one of an endpoint.
    struct NotAnEndpoint: Error {
        let reason: String
    }

    static func spec(of text: String) throws(NotAnEndpoint) -> (spec: EndpointSpec, findings: [Finding]) {
        var reader = DocumentReader(text)
        let spec = try reader.spec()
        return (spec, reader.findings.sorted { $0.line < $1.line })
    }

    private init(_ text: String) {
        document = Markdown(text)
        sections = Sections(document)
    }

    private mutating func spec() throws(NotAnEndpoint) -> EndpointSpec {
        guard let basics = sections.tables(.basics).first.map(BasicTable.init) else {
            throw NotAnEndpoint(reason: "there is no table below the heading 请求")
        }
        guard let address = basics.url.flatMap(Address.init) else {
            throw NotAnEndpoint(reason: "the table of the request has no HTTP URL")
        }
        guard let method = basics.method else {
            throw NotAnEndpoint(reason: "the table of the request has no HTTP Method")
        }
        let title = document.frontMatter["title"] ?? sections.title ?? ""
        var spec = EndpointSpec(
            id: document.operation ?? OperationName.of(method, path: address.path), title: title,
            document: .init(url: document.frontMatter["source_url"] ?? "", updated: updated), method: method,
            path: address.path, response: .init(envelope: .data, type: .init(.object)))
        spec.schema = "../../endpoint.schema.json"
        spec.summary = summary
        spec.host = address.host
        spec.fixedQuery = address.query.isEmpty ? nil : address.query
        spec.rateLimits = basics.rateLimits?.limits
        spec.rateLimitNote = basics.rateLimits?.note
        spec.appTypes = basics.appTypes
        spec.scopes = basics.scopes
        fieldScopes = basics.fieldScopes ?? []
        let contentType = readHeaders(into: &spec)
        spec.pathParameters = parameters(.pathParameters)
        spec.queryParameters = parameters(.queryParameters)
        spec.request = request(contentType)
        spec.response = response()
        spec.errors = sections.tables(.errors).first.map(ErrorTable.errors)
        spec.fieldScopes = fieldScopes.isEmpty ? nil : fieldScopes.uniqued()
        return spec
    }

    private var updated: String? {
        if let stated = document.frontMatter["last_remote_update"] { return stated }
        guard case .text(let lines) = document.blocks.first else { return nil }
        return lines.first { $0.text.hasPrefix("最后更新于") }.map { String($0.text.dropFirst(5).trimmed) }
    }

    private var summary: String? {
        let lines = sections.lines(.summary).map(\.text).filter { !$0.hasPrefix("最后更新于") }
        let text = String(lines.joined(separator: "\n").joiningBrokenLinks.trimmed)
            .replacing(/\{[^}\n]*\}\(url=[^)\n]*\)/, with: "")
            .replacing(/([^\s]) {2,}(?=[^\s])/, with: { $0.1 + " " })
        return text.isEmpty ? nil : text
    }

    // MARK: Parameters

    /// - Returns: The content type of the request.
    private mutating func readHeaders(into spec: inout EndpointSpec) -> String? {
        var contentType: String?
        var others: [EndpointSpec.Field] = []
        let table = sections.tables(.headers).compactMap(FieldTable.init).first
        for row in table?.rows ?? [] {
            switch row.name.lowercased() {
            case "authorization":
                spec.accessTokens = EndpointSpec.AccessToken.allCases.filter {
                    row.description.contains("\($0.rawValue)_access_token")
                }
            case "content-type":
                contentType =
                    row.description.firstMatch(of: /"([^"]+)"/).map { String($0.1) }
                    ?? row.description.firstMatch(of: /[a-z]+\/[a-z-]+(;\s*charset=[\w-]+)?/).map { String($0.0) }
            default:
                others += fields(of: FieldTable(rows: [row]), samples: [])
            }
        }
        spec.headers = others.isEmpty ? nil : others
        return contentType
    }

    private mutating func parameters(_ kind: Sections.Kind) -> [EndpointSpec.Field]? {
        let rows = sections.tables(kind).compactMap(FieldTable.init).flatMap(\.rows)
        if rows.isEmpty { return nil }
        var parameters: [EndpointSpec.Field] = []
        for row in rows { parameters += fields(of: FieldTable(rows: [row]), samples: []) }
        return parameters
    }

    // MARK: Bodies

    private mutating func request(_ contentType: String?) -> EndpointSpec.Request? {
        let samples = samples(.requestSamples)
        let table = sections.tables(.requestBody).compactMap(FieldTable.init).first
        if table == nil, samples.isEmpty { return nil }
        let isMultipart = contentType?.contains("multipart") == true
        var request = EndpointSpec.Request(contentType: contentType)
        if let table { request.fields = fields(of: table, samples: samples, isMultipart: isMultipart) }
        let valid = samples.filter { !$0.isRepaired }.map(\.value)
        request.samples = valid.isEmpty ? nil : valid
        return request
    }

    private mutating func response() -> EndpointSpec.Response {
        let samples = samples(.responseSamples)
        let valid = samples.filter { !$0.isRepaired }.map(\.value)
        let table = sections.tables(.responseBody).compactMap(FieldTable.init).first
        let fields = table.map { self.fields(of: $0, samples: samples) } ?? []
        var response = Envelope.response(of: fields)
        response.samples = valid.isEmpty ? nil : valid
        return response
    }

    private mutating func fields(
        of table: FieldTable, samples: [Sample], isMultipart: Bool = false
    ) -> [EndpointSpec.Field] {
        var tree = FieldTree(of: table, samples: samples.map(\.value), isMultipart: isMultipart)
        let fields = tree.fields()
        fieldScopes += tree.scopes
        findings += tree.findings
        return fields
    }

    /// The samples of a section, and a finding for each that is none or had to be mended.
    private mutating func samples(_ kind: Sections.Kind) -> [Sample] {
        sections.code(kind).compactMap { code in
            let sample = Sample(code)
            if sample == nil, ["", "json"].contains(code.language.lowercased()) {
                findings.append(
                    Finding(code: "unread-sample", message: "this sample is no JSON and was left out", line: code.line))
            } else if sample?.isRepaired == true {
                findings.append(
                    Finding(
                        code: "repaired-sample",
                        message: "this sample is no JSON; it told the nesting, and was left out of the spec",
                        line: code.line))
            }
            return sample
        }
    }
}

extension [EndpointSpec.Scope] {
    /// Every scope once, where it stands first.
    fileprivate func uniqued() -> [EndpointSpec.Scope] {
        var names: Set<String> = []
        return filter { names.insert($0.name).inserted }
    }
}
