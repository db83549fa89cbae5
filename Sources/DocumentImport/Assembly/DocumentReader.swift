import EndpointSpec
import SourceText

/// Reads one document into a spec: a function per section, each of which returns what it found.
struct DocumentReader {
    let document: Document
    private let markdown: Markdown
    let sections: Sections
    let options: ImportOptions
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
    /// - Throws: Why the document does not describe an endpoint, or is not UTF-8.
    static func read(
        _ document: Document, options: ImportOptions = ImportOptions(), context: Context = Context()
    ) throws(Failure) -> ImportedDocument {
        try document.source.requireUTF8()
        return try DocumentReader(document, options, context).read()
    }

    /// Whether a page of the portal describes no endpoint, and does not look as if it should.
    static func isGuide(_ document: Document) -> Bool {
        let text = document.source.text
        return !["HTTP URL", "HTTP Method"].contains(where: text.containsBytes(of:))
            && Sections(Markdown(text)).tables(.basics).isEmpty
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
        let parameters = Parameters(
            headers: readHeaders(), path: readPathParameters(of: endpoint),
            query: readQueryParameters(of: endpoint))
        var spec = spec(of: endpoint, parameters)
        let existing = context.existing(spec.identity)
        let library = context.library.types(of: spec.id.service)
        let contentType = parameters.headers.value.contentType ?? endpoint.table.contentType
        let request = readRequest(contentType, existing, library)
        let response = readResponse(existing, library)
        let errors = readErrors()
        spec.request = request.value
        spec.response = response.value
        spec.errors = errors.value
        let read = endpoint.found + parameters.found + request.found + response.found + errors.found
        let notes = readNotes(apartFrom: read.blocks)
        spec.notes = notes.value
        let found = read + notes.found
        spec.fieldScopes = ((endpoint.table.fieldScopes ?? []) + found.scopes).withoutRepetitions.nonEmpty
        return ImportedDocument(
            document: document, isRaw: markdown.isRaw, spec: spec, tables: found.tables,
            diagnostics: (found.diagnostics + signsOfACut()).sortedByOffset,
            lineByPath: found.lineByPath)
    }

    /// The facts of the endpoint and its parameters, without the bodies.
    private func spec(of endpoint: Endpoint, _ parameters: Parameters) -> EndpointSpec {
        let text = DocumentText(markdown: markdown, sections: sections)
        let (table, url, method) = (endpoint.table, endpoint.url, endpoint.method)
        var spec = EndpointSpec(
            id: markdown.operation ?? OperationName.id(of: method, path: url.path),
            title: text.title ?? "\(method.rawValue) \(url.path)",
            document: .init(
                url: markdown.frontMatter.sourceURL, fullPath: markdown.frontMatter.fullPath, updated: text.updated,
                path: document.path),
            method: method, path: url.path, response: .init(envelope: .data, type: .init(.object)))
        spec.schema = "../../\(EndpointSpec.schemaPath)"
        spec.summary = text.summary
        spec.deprecated = text.summary.flatMap(EndpointDeprecation.advice)
        spec.host = url.host
        // A documented parameter in the URL is an example.
        let documented = Set((parameters.query.value ?? []).map(\.name))
        spec.fixedQuery = url.query.filter { !documented.contains($0.name) }.nonEmpty
        spec.rateLimits = table.rateLimits?.limits
        spec.rateLimitNote = table.rateLimits?.note
        spec.appTypes = table.appTypes
        spec.accessTokens = parameters.headers.value.accessTokens ?? table.accessTokens
        spec.scopes = table.scopes
        spec.headers = parameters.headers.value.others.nonEmpty
        spec.pathParameters = parameters.path.value
        spec.queryParameters = parameters.query.value
        return spec
    }

    func warning(_ code: String, _ message: String, line: Int) -> Diagnostic {
        Diagnostic(.warning, code, message, at: .line(line, of: document.source))
    }
}

extension [EndpointSpec.Scope] {
    /// Every scope once, in the place of its first occurrence.
    fileprivate var withoutRepetitions: [EndpointSpec.Scope] {
        var names: Set<String> = []
        return filter { names.insert($0.name).inserted }
    }
}
