import EndpointSpec
import SourceText

/// Converts a document into a spec.
///
/// For each section of the document, a function returns the corresponding part of the spec and its findings.
package struct DocumentReader {
    let document: Document
    let markdown: Markdown
    let sections: Sections
    let options: ImportOptions
    let context: Context

    /// Information from outside the document.
    struct Context {
        /// The types, with the fields that are known from other documents.
        var library = TypeLibrary.empty
        /// A function that returns the existing spec of an endpoint, or `nil` if there is none.
        var existing: @Sendable (EndpointIdentity) -> EndpointSpec? = { _ in nil }
    }

    /// Converts a document into a spec.
    ///
    /// - Throws: `Failure` if the document is not UTF-8 or does not describe an endpoint.
    static func read(
        _ document: Document, options: ImportOptions = ImportOptions(), context: Context = Context()
    ) throws(Failure) -> ImportedDocument {
        try document.source.requireUTF8()
        let reader = DocumentReader(document, options, context)
        return EventPage.describesEvents(reader.sections, reader.markdown)
            ? try reader.readEvent() : try reader.read()
    }

    /// Returns the language of a page, or `nil` if it has no known heading.
    package static func language(of text: String) -> EndpointSpec.Language? {
        Sections(Markdown(text)).statedLanguage
    }

    /// Returns the document once for each event that it describes, or once if it describes an endpoint.
    static func parts(of document: Document) -> [Document] {
        guard ["事件", "Event", "event"].contains(where: document.source.text.containsBytes) else { return [document] }
        let markdown = Markdown(document.source.text)
        let sections = Sections(markdown)
        guard EventPage.describesEvents(sections, markdown) else { return [document] }
        return (0..<max(1, EventPage(sections, markdown).events.count)).map { part in
            var document = document
            document.part = part
            return document
        }
    }

    /// Returns whether the document is a guide: it mentions neither `HTTP URL` nor `HTTP Method`, and has no table in a request
    /// section.
    static func isGuide(_ document: Document) -> Bool {
        let text = document.source.text
        if ["HTTP URL", "HTTP Method"].contains(where: text.containsBytes(of:)) { return false }
        let markdown = Markdown(text)
        let sections = Sections(markdown)
        return sections.tables(.request).isEmpty && !EventPage.describesEvents(sections, markdown)
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
        let schema = readSchema(of: endpoint)
        let parameters = Parameters(
            headers: readHeaders(),
            path: self.parameters(readPathParameters(of: endpoint), schema.value?.pathParameters, at: .path),
            query: self.parameters(readQueryParameters(of: endpoint), schema.value?.query, at: .query))
        var spec = spec(of: endpoint, parameters)
        let existing = context.existing(spec.identity)
        let library = context.library.types(of: spec.id.service)
        let contentType = parameters.headers.value.contentType ?? endpoint.table.contentType
        let request = readRequest(contentType, existing, library, schema.value)
        let response = readResponse(existing, library, schema.value)
        let errors = readErrors()
        spec.request = request.value
        spec.response = response.value
        spec.errors = errors.value
        if spec.accessTokens == nil { spec.accessTokens = schema.value?.accessTokens.nonEmpty }
        let read =
            endpoint.findings + schema.findings + parameters.findings + request.findings + response.findings
            + errors.findings
        let notes = readNotes(excluding: read.blockLines)
        spec.notes = notes.value
        Timestamps.mark(in: &spec)
        IdempotencyKeys.mark(in: &spec)
        let findings = read + notes.findings
        spec.fieldScopes = ((endpoint.table.fieldScopes ?? []) + findings.scopes).uniqued.nonEmpty
        return ImportedDocument(
            document: document, isRaw: markdown.isRaw, spec: spec, tables: findings.tables,
            diagnostics: (findings.diagnostics + truncationWarnings()).sortedByOffset,
            sampleFindings: findings.samples, disagreements: findings.disagreements,
            lineByPath: findings.lineByPath)
    }

    /// Returns a spec with the facts about the endpoint and its parameters, but without bodies, errors, field scopes and notes.
    private func spec(of endpoint: Endpoint, _ parameters: Parameters) -> EndpointSpec {
        let text = DocumentText(markdown: markdown, sections: sections)
        let (table, url, method) = (endpoint.table, endpoint.url, endpoint.method)
        var spec = EndpointSpec(
            id: markdown.operationID ?? OperationName.id(of: method, path: url.path),
            title: text.title ?? "\(method.rawValue) \(url.path)",
            document: .init(
                url: markdown.frontMatter.sourceURL, fullPath: markdown.frontMatter.fullPath, updated: text.updated,
                language: sections.language, path: document.path),
            method: method, path: url.path, response: .init(envelope: .data, type: .init(.object)))
        spec.schema = "../../\(EndpointSpec.schemaPath)"
        spec.summary = text.summary
        spec.deprecated = text.summary.flatMap(EndpointDeprecation.notice)
        spec.host = url.host
        // If a query parameter is documented, its value in the URL is only an example.
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
