import EndpointSpec
import SourceText

/// Reads one document into a spec: a function per section, each of which returns what it found.
struct DocumentReader {
    private let document: Document
    private let markdown: Markdown
    private let sections: Sections
    private let options: ImportOptions
    private let context: Context

    /// What is known apart from the document.
    struct Context {
        /// The fields that types have in other documents.
        var library = TypeLibrary.empty
        /// The existing spec of an endpoint.
        var existing: @Sendable (EndpointIdentity) -> EndpointSpec? = { _ in nil }
    }

    /// Reads a document.
    ///
    /// - Throws: Why the document does not describe an endpoint.
    static func read(
        _ document: Document, options: ImportOptions = ImportOptions(), context: Context = Context()
    ) throws(Failure) -> ImportedDocument {
        try DocumentReader(document, options, context).read()
    }

    private init(_ document: Document, _ options: ImportOptions, _ context: Context) {
        self.document = document
        self.options = options
        self.context = context
        markdown = Markdown(document.source.text)
        sections = Sections(markdown)
    }

    private func read() throws(Failure) -> ImportedDocument {
        let endpoint = try readEndpoint()
        let headers = readHeaders()
        let pathParameters = readPathParameters(of: endpoint.url.path)
        let query = readParameters(.queryParameters)
        let errors = readErrors()

        var spec = EndpointSpec(
            id: markdown.operation ?? OperationName.id(of: endpoint.method, path: endpoint.url.path),
            title: title ?? "\(endpoint.method.rawValue) \(endpoint.url.path)",
            document: .init(
                url: markdown.frontMatter["source_url"]?.nonEmpty, updated: updated, path: document.path),
            method: endpoint.method, path: endpoint.url.path,
            response: .init(envelope: .data, type: .init(.object)))
        spec.schema = "../../endpoint.schema.json"
        spec.summary = summary
        spec.host = endpoint.url.host
        // A documented parameter in the URL is an example.
        spec.fixedQuery =
            endpoint.url.query.filter { fixed in
                query.value?.contains { $0.name == fixed.name } != true
            }.nonEmpty
        spec.rateLimits = endpoint.table.rateLimits?.limits
        spec.rateLimitNote = endpoint.table.rateLimits?.note
        spec.appTypes = endpoint.table.appTypes
        spec.accessTokens = headers.value.accessTokens ?? endpoint.table.accessTokens
        spec.scopes = endpoint.table.scopes
        spec.headers = headers.value.others.nonEmpty
        spec.pathParameters = pathParameters.value
        spec.queryParameters = query.value
        let existing = context.existing(spec.identity)
        let library = context.library.types(of: spec.id.service)
        let request = readRequest(headers.value.contentType ?? endpoint.table.contentType, existing, library)
        let response = readResponse(existing, library)
        spec.request = request.value
        spec.response = response.value
        spec.errors = errors.value

        let found = [
            endpoint.found, headers.found, pathParameters.found, query.found, request.found, response.found,
            errors.found,
        ].reduce(Findings(), +)
        spec.fieldScopes = ((endpoint.table.fieldScopes ?? []) + found.scopes).withoutRepetitions.nonEmpty
        return ImportedDocument(
            document: document, spec: spec, tables: found.tables,
            diagnostics: (found.diagnostics + unreadBlocks(apartFrom: found.blocks)).sorted {
                ($0.location.offset ?? 0) < ($1.location.offset ?? 0)
            },
            lineByPath: found.lineByPath)
    }

    // MARK: What sections give

    /// A part of the spec, with the findings about it.
    private struct Part<Value> {
        var value: Value
        var found = Findings()
    }

    /// What was found in a section beside the part of the spec that it gives.
    private struct Findings {
        var diagnostics: [Diagnostic] = []
        /// The lines of the blocks that were read, or that diagnostics are about.
        var blocks: Set<Int> = []
        var tables: [PlacedTable] = []
        /// The scopes that fields need.
        var scopes: [EndpointSpec.Scope] = []
        var lineByPath: [JSONPath: Int] = [:]

        static func + (one: Findings, other: Findings) -> Findings {
            Findings(
                diagnostics: one.diagnostics + other.diagnostics, blocks: one.blocks.union(other.blocks),
                tables: one.tables + other.tables, scopes: one.scopes + other.scopes,
                lineByPath: one.lineByPath.merging(other.lineByPath) { first, _ in first })
        }
    }

    private func warning(_ code: String, _ message: String, line: Int) -> Diagnostic {
        Diagnostic(.warning, code, message, at: .line(line, of: document.source))
    }

    // MARK: Title and text

    private var title: String? { markdown.frontMatter["title"]?.nonEmpty ?? sections.title?.nonEmpty }

    /// The day of the last change.
    private var updated: String? {
        var stated = markdown.frontMatter["last_remote_update"]
        if stated == nil, case .text(let lines) = markdown.blocks.first {
            stated = lines.first { $0.text.hasPrefix("最后更新于") }.map { String($0.text.dropFirst(5).trimmed) }
        }
        // The time of day can follow.
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
        return text.nonEmpty
    }

    // MARK: The endpoint

    private struct Endpoint {
        let table: RequestTable
        let url: EndpointURL
        let method: EndpointSpec.Method
        let found: Findings
    }

    private func readEndpoint() throws(Failure) -> Endpoint {
        guard let block = sections.tables(.basics).first else {
            throw noEndpoint("there is no table below the heading 请求", line: 1)
        }
        let table = RequestTable(block)
        guard let url = table.url.flatMap(EndpointURL.init) else {
            throw noEndpoint("the request table has no row HTTP URL with a URL", line: table.line)
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

    private func noEndpoint(_ reason: String, line: Int) -> Failure {
        Failure("no-endpoint", reason, at: .line(line, of: document.source))
    }

    // MARK: Parameters

    private struct Headers {
        var accessTokens: [EndpointSpec.AccessToken]?
        var contentType: String?
        /// Those that the client does not set itself.
        var others: [EndpointSpec.Field] = []
    }

    private func readHeaders() -> Part<Headers> {
        let table = firstFieldTable(.headers)
        var part = Part(value: Headers(), found: table.found)
        for row in table.value?.rows ?? [] {
            switch row.name.lowercased() {
            case "authorization":
                part.value.accessTokens = EndpointSpec.AccessToken.named(in: row.description)
            case "content-type":
                part.value.contentType =
                    row.description.firstMatch(of: /"([^"]+)"/).map { String($0.1) }
                    ?? row.description.firstMatch(of: /[a-z]+\/[a-z-]+(;\s*charset=[\w-]+)?/).map { String($0.0) }
            default:
                let field = parameter(row, at: ["headers", .index(part.value.others.count)])
                part.value.others += field.value
                part.found = part.found + field.found
            }
        }
        return part
    }

    private func readParameters(_ kind: Sections.Kind) -> Part<[EndpointSpec.Field]?> {
        var fields: [EndpointSpec.Field] = []
        var found = Findings()
        let key = kind == .pathParameters ? "pathParameters" : "queryParameters"
        for table in fieldTables(kind) {
            found = found + table.found
            for row in table.value?.rows ?? [] {
                if fields.contains(where: { $0.name == row.name }) {
                    let message = "repeated parameter \"\(row.name)\"; the first one is used"
                    found.diagnostics.append(warning("repeated-parameter", message, line: row.line))
                } else {
                    let field = parameter(row, at: [.key(key), .index(fields.count)])
                    fields += field.value
                    found = found + field.found
                }
            }
        }
        return Part(value: fields.nonEmpty, found: found)
    }

    /// The documented parameters of the path, and those that the path contains and the document does not describe.
    private func readPathParameters(of path: PathTemplate) -> Part<[EndpointSpec.Field]?> {
        var part = readParameters(.pathParameters)
        for name in path.parameters where part.value?.contains(where: { $0.name == name }) != true {
            var parameter = EndpointSpec.Field(name: name, type: .init(.string))
            parameter.required = true
            part.value = (part.value ?? []) + [parameter]
            part.found.diagnostics.append(
                warning(
                    "undocumented-parameter", "no table describes the path parameter :\(name); it is read as a string",
                    line: 1))
        }
        return part
    }

    /// The field of a row that has no children.
    private func parameter(_ row: FieldTable.Row, at path: JSONPath) -> Part<[EndpointSpec.Field]> {
        let tree = FieldTree.of([row], evidence([]), isMultipart: false, in: document.source)
        return Part(
            value: tree.nodes.map(\.field), found: Findings(scopes: tree.scopes, lineByPath: [path: row.line]))
    }

    // MARK: Bodies

    private func readRequest(
        _ contentType: String?, _ existing: EndpointSpec?, _ library: TypeLibrary.Service
    ) -> Part<EndpointSpec.Request?> {
        let samples = readSamples(.requestSamples)
        let table = firstFieldTable(.requestBody)
        if table.value == nil, samples.value.isEmpty { return Part(value: nil, found: table.found) }
        var request = EndpointSpec.Request(
            contentType: contentType, samples: samples.value.json, rawSamples: samples.value.raw)
        var found = table.found + samples.found
        if let rows = table.value?.rows {
            let tree = FieldTree.of(
                rows, evidence(samples.value, library, ConfirmedPlaces(existing?.request?.fields)),
                isMultipart: contentType?.holds("multipart") == true, in: document.source)
            request.fields = tree.nodes.map(\.field)
            found = found + findings(of: tree, tree.nodes, at: ["request", "fields"])
        }
        return Part(value: request, found: found)
    }

    private func readResponse(
        _ existing: EndpointSpec?, _ library: TypeLibrary.Service
    ) -> Part<EndpointSpec.Response> {
        let samples = readSamples(.responseSamples)
        let table = firstFieldTable(.responseBody)
        let confirmed = existing.map { ConfirmedPlaces($0.response) } ?? .none
        let tree = table.value.map { table in
            FieldTree.of(
                table.rows, evidence(samples.value, library, confirmed), isMultipart: false, in: document.source)
        }
        var (response, nodes) = Envelope.response(of: tree?.nodes ?? [])
        response.samples = samples.value.json
        response.rawSamples = samples.value.raw
        let found = tree.map { findings(of: $0, nodes, at: ["response", "fields"]) } ?? Findings()
        return Part(value: response, found: table.found + samples.found + found)
    }

    private func evidence(
        _ samples: [Sample], _ library: TypeLibrary.Service = [:], _ confirmed: ConfirmedPlaces = .none
    ) -> PlacementEvidence {
        PlacementEvidence(
            samples: samples.flatMap(\.values), library: library, confirmed: confirmed, weights: options.weights)
    }

    private func findings(of tree: FieldTree, _ nodes: [FieldTree.Node], at path: JSONPath) -> Findings {
        let table = tree.table(with: nodes, at: path)
        let lines = table.rows.compactMap { row in row.path.map { ($0, row.line) } }
        return Findings(
            diagnostics: tree.diagnostics, tables: [table], scopes: tree.scopes,
            lineByPath: Dictionary(uniqueKeysWithValues: lines))
    }

    /// The samples of a section, with a warning for each that is not valid JSON.
    private func readSamples(_ kind: Sections.Kind) -> Part<[Sample]> {
        let blocks = sections.code(kind)
        let samples = blocks.map(Sample.init)
        var found = Findings(blocks: Set(blocks.map(\.line)))
        for (block, sample) in zip(blocks, samples) {
            guard let raw = sample.raw else { continue }
            let outcome = raw.repaired == nil ? "could not be read" : "was repaired"
            found.diagnostics.append(
                warning(
                    "raw-sample", "the sample is not valid JSON; it \(outcome) and is kept in rawSamples",
                    line: block.line))
        }
        return Part(value: samples, found: found)
    }

    // MARK: Tables

    private func readErrors() -> Part<[EndpointSpec.DocumentedError]?> {
        guard let block = sections.tables(.errors).first else { return Part(value: nil) }
        let table = ErrorTable(block)
        var found = Findings(blocks: [block.line])
        found.diagnostics = table.unreadLines.map {
            warning("unread-row", "the row has no error code and is not read", line: $0)
        }
        for (index, line) in table.lines.enumerated() { found.lineByPath[["errors", .index(index)]] = line }
        return Part(value: table.errors, found: found)
    }

    private func firstFieldTable(_ kind: Sections.Kind) -> Part<FieldTable?> {
        let tables = fieldTables(kind)
        let first = tables.first { $0.value != nil } ?? Part(value: nil)
        let unread = tables.filter { $0.value == nil }
        return Part(value: first.value, found: unread.reduce(first.found) { $0 + $1.found })
    }

    /// The tables of fields in a section. A table that is not to be read is a diagnostic instead.
    private func fieldTables(_ kind: Sections.Kind) -> [Part<FieldTable?>] {
        sections.tables(kind).compactMap { block in
            guard let table = FieldTable(block) else { return nil }
            var found = Findings(blocks: [block.line])
            if table.isHandWritten, !options.readsHandWrittenTables {
                let rows = "\(block.rows.count) row\(block.rows.count == 1 ? "" : "s")"
                found.diagnostics = [
                    warning(
                        "hand-written-table",
                        "the table of \(rows) is written by hand and is not read; --hand-written reads it",
                        line: block.line)
                ]
                return Part(value: nil, found: found)
            }
            found.diagnostics = table.unnamedLines.map {
                warning("unread-row", "the row has no field name and is not read", line: $0)
            }
            return Part(value: table, found: found)
        }
    }

    /// A warning for each block that no section read: nothing of a document is dropped silently.
    private func unreadBlocks(apartFrom read: Set<Int>) -> [Diagnostic] {
        sections.blocksOutsideSummary.compactMap { block in
            switch block {
            case .table(let table) where !read.contains(table.line):
                return warning(
                    "unread-table", "the table of \(table.rows.count) rows is not read", line: table.line)
            case .code(let code) where !read.contains(code.line):
                return warning("unread-code", "the block of code is not read", line: code.line)
            case .text(let lines):
                let first = lines.first { !$0.text.trimmed.isEmpty }
                return first.map { warning("unread-text", "the text is not read", line: $0.number) }
            case .table, .code, .heading: return nil
            }
        }
    }
}

extension Collection {
    /// The collection; nil where it is empty.
    fileprivate var nonEmpty: Self? { isEmpty ? nil : self }
}

extension [EndpointSpec.Scope] {
    /// Every scope once, in the place of its first occurrence.
    fileprivate var withoutRepetitions: [EndpointSpec.Scope] {
        var names: Set<String> = []
        return filter { names.insert($0.name).inserted }
    }
}
