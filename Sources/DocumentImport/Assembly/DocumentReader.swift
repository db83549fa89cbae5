import EndpointSpec

/// Reads a document into a spec.
struct DocumentReader {
    private let document: Markdown
    private let sections: Sections
    private let options: DocumentImporter.Options
    private let library: TypeLibrary
    private var types: TypeLibrary.Service = [:]
    private var fieldScopes: [EndpointSpec.Scope] = []
    private var findings: [Finding] = []
    /// The lines at which the blocks begin that were read, or reported already.
    private var readBlocks: Set<Int> = []

    /// What keeps a document from being one of an endpoint.
    struct NotAnEndpoint: Error {
        let reason: String
        var line = 1
    }

    static func spec(
        of text: String, options: DocumentImporter.Options = .init(), library: TypeLibrary = .init([]),
        existing: (String) -> EndpointSpec? = { _ in nil }
    ) throws(NotAnEndpoint) -> (spec: EndpointSpec, findings: [Finding]) {
        var reader = DocumentReader(text, options, library)
        let spec = try reader.spec(existing)
        reader.reportWhatWasNotRead()
        return (spec, reader.findings.sorted { $0.line < $1.line })
    }

    private init(_ text: String, _ options: DocumentImporter.Options, _ library: TypeLibrary) {
        document = Markdown(text)
        sections = Sections(document)
        self.options = options
        self.library = library
    }

    private mutating func spec(_ existing: (String) -> EndpointSpec?) throws(NotAnEndpoint) -> EndpointSpec {
        guard let table = firstTable(.basics) else {
            throw NotAnEndpoint(reason: "there is no table below the heading 请求")
        }
        let basics = BasicTable(table)
        guard let address = basics.url.flatMap(Address.init) else {
            throw NotAnEndpoint(
                reason: "the table of the request has no row HTTP URL with an address", line: basics.line)
        }
        guard let method = basics.method else {
            throw NotAnEndpoint(
                reason: "the table of the request has no row HTTP Method with GET, POST, PUT, PATCH or DELETE",
                line: basics.methodLine ?? basics.line)
        }
        let title =
            document.frontMatter["title"]?.nonEmpty ?? sections.title?.nonEmpty ?? "\(method.rawValue) \(address.path)"
        var spec = EndpointSpec(
            id: document.operation ?? OperationName.of(method, path: address.path), title: title,
            document: .init(url: document.frontMatter["source_url"]?.nonEmpty, updated: updated), method: method,
            path: address.path, response: .init(envelope: .data, type: .init(.object)))
        types = library.types(for: spec.id)
        spec.schema = "../../endpoint.schema.json"
        spec.summary = summary
        spec.host = address.host
        spec.rateLimits = basics.rateLimits?.limits
        spec.rateLimitNote = basics.rateLimits?.note
        spec.appTypes = basics.appTypes
        spec.scopes = basics.scopes
        fieldScopes = basics.fieldScopes ?? []
        report(basics.unreadLines, "unread-row", "nothing of this was understood")
        let contentType = readHeaders(into: &spec) ?? basics.contentType
        spec.accessTokens = spec.accessTokens ?? basics.accessTokens
        spec.pathParameters = pathParameters(of: address)
        spec.queryParameters = parameters(.queryParameters)
        // What the address shows of a documented parameter is an example.
        let fixed = address.query.filter { query in
            spec.queryParameters?.contains { $0.name == query.name } != true
        }
        spec.fixedQuery = fixed.isEmpty ? nil : fixed
        let existing = existing(spec.endpoint)
        spec.request = request(contentType, existing?.request)
        spec.response = response(existing?.response)
        spec.errors = errors()
        spec.fieldScopes = fieldScopes.isEmpty ? nil : fieldScopes.uniqued()
        return spec
    }

    private var updated: String? {
        var stated = document.frontMatter["last_remote_update"]
        if stated == nil, case .text(let lines) = document.blocks.first {
            stated = lines.first { $0.text.hasPrefix("最后更新于") }.map { String($0.text.dropFirst(5).trimmed) }
        }
        // The time of the day, where there is one, stands behind.
        let day = stated?.prefix(10)
        return day?.split(separator: "-").map(\.utf8.count) == [4, 2, 2] ? day.map(String.init) : nil
    }

    private var summary: String? {
        let lines = sections.blocks(.summary).map(\.markdown).joined(separator: "\n\n").split(
            separator: "\n", omittingEmptySubsequences: false
        ).filter { !$0.hasPrefix("最后更新于") }
        var text = String(lines.joined(separator: "\n").joiningBrokenLinks.trimmed)
        if text.holds("}(url=") { text = text.replacing(/\{[^}\n]*\}\(url=[^)\n]*\)/, with: "") }
        if text.holds("  ") { text = text.replacing(/([^\s]) {2,}(?=[^\s])/, with: { $0.1 + " " }) }
        return text.isEmpty ? nil : text
    }

    // MARK: Tables

    private mutating func firstTable(_ kind: Sections.Kind) -> Markdown.Table? {
        guard let table = sections.tables(kind).first else { return nil }
        readBlocks.insert(table.line)
        return table
    }

    /// The tables of fields below a heading, but for those that are not to be read.
    private mutating func fieldTables(_ kind: Sections.Kind) -> [(table: FieldTable, line: Int)] {
        sections.tables(kind).compactMap { table in
            guard let fields = FieldTable(table) else { return nil }
            if fields.isHandWritten, !options.readsHandWrittenTables {
                readBlocks.insert(table.line)
                let rows = "\(table.rows.count) row\(table.rows.count == 1 ? "" : "s")"
                report(
                    [table.line], "hand-written-table",
                    "this table of \(rows) was written by hand and was not read; --hand-written reads it")
                return nil
            }
            report(fields.unnamedLines, "unread-row", "this row names no field and was not read")
            return (fields, table.line)
        }
    }

    private mutating func firstFieldTable(_ kind: Sections.Kind) -> FieldTable? {
        guard let first = fieldTables(kind).first else { return nil }
        readBlocks.insert(first.line)
        return first.table
    }

    // MARK: Parameters

    /// - Returns: The content type of the request.
    private mutating func readHeaders(into spec: inout EndpointSpec) -> String? {
        var contentType: String?
        var others: [EndpointSpec.Field] = []
        for row in firstFieldTable(.headers)?.rows ?? [] {
            switch row.name.lowercased() {
            case "authorization":
                spec.accessTokens = EndpointSpec.AccessToken.named(in: row.description)
            case "content-type":
                contentType =
                    row.description.firstMatch(of: /"([^"]+)"/).map { String($0.1) }
                    ?? row.description.firstMatch(of: /[a-z]+\/[a-z-]+(;\s*charset=[\w-]+)?/).map { String($0.0) }
            default: others += fields(of: FieldTable(rows: [row]), samples: [])
            }
        }
        spec.headers = others.isEmpty ? nil : others
        return contentType
    }

    private mutating func parameters(_ kind: Sections.Kind) -> [EndpointSpec.Field]? {
        var parameters: [EndpointSpec.Field] = []
        for (table, line) in fieldTables(kind) {
            readBlocks.insert(line)
            for row in table.rows {
                if parameters.contains(where: { $0.name == row.name }) {
                    report([row.line], "repeated-parameter", "the parameter \"\(row.name)\" stands here again")
                } else {
                    parameters += fields(of: FieldTable(rows: [row]), samples: [])
                }
            }
        }
        return parameters.isEmpty ? nil : parameters
    }

    /// The documented parameters of the path, and those that the path names and the document forgot.
    private mutating func pathParameters(of address: Address) -> [EndpointSpec.Field]? {
        var parameters = self.parameters(.pathParameters) ?? []
        for name in address.parameters where !parameters.contains(where: { $0.name == name }) {
            var parameter = EndpointSpec.Field(name: name, type: .init(.string))
            parameter.required = true
            parameters.append(parameter)
            report(
                [1], "undocumented-parameter",
                "the path names :\(name), and no table describes it; it was taken as a text")
        }
        return parameters.isEmpty ? nil : parameters
    }

    // MARK: Bodies

    private mutating func request(
        _ contentType: String?, _ existing: EndpointSpec.Request?
    ) -> EndpointSpec.Request? {
        let samples = samples(.requestSamples)
        let table = firstFieldTable(.requestBody)
        if table == nil, samples.isEmpty { return nil }
        var request = EndpointSpec.Request(contentType: contentType)
        if let table {
            request.fields = fields(
                of: table, samples: samples.flatMap(\.values), isMultipart: contentType?.holds("multipart") == true,
                confirmed: ConfirmedPlaces(existing?.fields))
        }
        request.samples = samples.json
        request.rawSamples = samples.raw
        return request
    }

    private mutating func response(_ existing: EndpointSpec.Response?) -> EndpointSpec.Response {
        let samples = samples(.responseSamples)
        let table = firstFieldTable(.responseBody)
        let confirmed = existing.map(ConfirmedPlaces.init) ?? ConfirmedPlaces(nil)
        let fields =
            table.map { self.fields(of: $0, samples: samples.flatMap(\.values), confirmed: confirmed) } ?? []
        var response = Envelope.response(of: fields)
        response.samples = samples.json
        response.rawSamples = samples.raw
        return response
    }

    private mutating func fields(
        of table: FieldTable, samples: [JSON], isMultipart: Bool = false,
        confirmed: ConfirmedPlaces = ConfirmedPlaces(nil)
    ) -> [EndpointSpec.Field] {
        let evidence = PlacementEvidence(samples: samples, library: types, confirmed: confirmed)
        var tree = FieldTree(of: table, evidence, isMultipart: isMultipart)
        let fields = tree.fields()
        fieldScopes += tree.scopes
        findings += tree.findings
        return fields
    }

    /// The samples of a section, and a finding for each that is no JSON.
    private mutating func samples(_ kind: Sections.Kind) -> [Sample] {
        sections.code(kind).map { code in
            readBlocks.insert(code.line)
            let sample = Sample(code)
            if let raw = sample.raw {
                let what = raw.repaired == nil ? "could not be read" : "was mended to be read"
                report([code.line], "raw-sample", "this sample is no JSON; it \(what), and stands in rawSamples")
            }
            return sample
        }
    }

    private mutating func errors() -> [EndpointSpec.DocumentedError]? {
        guard let table = firstTable(.errors).map(ErrorTable.init) else { return nil }
        report(table.unreadLines, "unread-row", "this row has no error code and was not read")
        return table.errors
    }

    // MARK: Findings

    private mutating func report(_ lines: [Int], _ code: String, _ message: String) {
        findings += lines.map { Finding(code: code, message: message, line: $0) }
    }

    /// Nothing of a document is dropped silently.
    private mutating func reportWhatWasNotRead() {
        for block in sections.blocksOutsideSummary {
            switch block {
            case .table(let table) where !readBlocks.contains(table.line):
                report([table.line], "unread-table", "nothing of this table of \(table.rows.count) rows was read")
            case .code(let code) where !readBlocks.contains(code.line):
                report([code.line], "unread-code", "this block of code was not read")
            case .text(let lines):
                let stated = lines.filter { !$0.text.trimmed.isEmpty }
                if let first = stated.first {
                    report([first.number], "unread-text", "the text that begins here was not read")
                }
            case .table, .code, .heading: break
            }
        }
    }
}

extension String {
    fileprivate var nonEmpty: String? { isEmpty ? nil : self }
}

extension [EndpointSpec.Scope] {
    /// Every scope once, where it stands first.
    fileprivate func uniqued() -> [EndpointSpec.Scope] {
        var names: Set<String> = []
        return filter { names.insert($0.name).inserted }
    }
}
