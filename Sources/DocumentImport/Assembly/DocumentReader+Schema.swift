import EndpointSpec
import SourceText

// Reads the platform's schema, which is stored beside the document.
extension DocumentReader {
    /// The maximum size of a schema in bytes. The largest of 108 known schemas has 1.7 MB.
    private static let maximumSchemaSize = 8 << 20

    /// Returns the schema, or `nil` if there is none that describes the endpoint. A schema that cannot be used takes nothing from the
    /// page, so it is only a warning.
    func readSchema(of endpoint: Endpoint) -> SectionResult<PlatformSchema?> {
        var part = SectionResult<PlatformSchema?>(value: nil)
        guard let source = document.schema else { return part }
        func reject(_ code: String, _ message: String) -> SectionResult<PlatformSchema?> {
            part.findings.diagnostics.append(
                Diagnostic(
                    .warning, code, message, at: .file(source.path),
                    notes: [.init("the page is read without it; fetch the document again, or delete the file")]))
            return part
        }
        if source.bytes.count > Self.maximumSchemaSize {
            return reject("unread-schema", "the schema has more than \(Self.maximumSchemaSize >> 20) MiB")
        }
        guard let json = try? JSON(parsing: source, allowingDuplicateKeys: true), let schema = PlatformSchema(json)
        else {
            return reject("unread-schema", "expected a schema with \"httpMethod\" and \"path\"")
        }
        if !schema.describes(endpoint.method, endpoint.url.path) {
            return reject(
                "foreign-schema",
                "the schema describes \(schema.method) \(schema.path) instead of \(endpoint.method.rawValue) "
                    + endpoint.url.path.text)
        }
        part.value = schema
        return part
    }

    /// Returns parameters with the facts that only the schema states.
    func parameters(
        _ part: SectionResult<[EndpointSpec.Field]?>, _ properties: [PlatformSchema.Property]?,
        at list: EndpointSpec.FieldList
    ) -> SectionResult<[EndpointSpec.Field]?> {
        guard let properties, let fields = part.value else { return part }
        var part = part
        let kind: Sections.Kind = list == .path ? .pathParameters : .queryParameters
        var witness = SchemaWitness(rows: [], line: sections.tables(kind).first?.line ?? 1, areSent: true)
        let nodes = fields.map { FieldTree.Node(field: $0, row: nil, statedType: $0.type, children: []) }
        part.value = witness.nodes(nodes, properties, in: [], at: FieldAddress(list)).map(\.field)
        part.findings.disagreements += witness.disagreements
        return part
    }
}
