import EndpointSpec
import SourceText

/// An OpenAPI operation for an endpoint.
struct Operation {
    let spec: EndpointSpec
    private let schemas: SharedSchemas

    init(_ spec: EndpointSpec, _ schemas: SharedSchemas) {
        self.spec = spec
        self.schemas = schemas
    }

    /// The path in OpenAPI syntax, with parameters in braces.
    var path: String { template { $0 } }

    /// Returns the text with its braces percent-encoded, because OpenAPI reserves braces for parameters.
    private static func percentEncodingBraces(_ text: String) -> String {
        text.replacingScalars { $0 == "{" ? "%7B" : $0 == "}" ? "%7D" : nil }
    }

    private func template(_ name: (String) -> String) -> String {
        let segments = spec.path.segments.map { segment in
            switch segment {
            case .literal(let text): Self.percentEncodingBraces(text)
            case .parameter(let parameter): "{\(Self.percentEncodingBraces(name(parameter)))}"
            }
        }
        return "/" + segments.joined(separator: "/") + (spec.path.text.hasSuffix("/") ? "/" : "")
    }

    /// Returns the operation as JSON.
    ///
    /// - Parameter path: The path under which the OpenAPI document lists the operation. Its parameter names replace
    ///   the names in the spec.
    func json(in path: String) -> JSON {
        let names = path.split(separator: "/").filter { $0.hasPrefix("{") }.map { String($0.dropFirst().dropLast()) }
        let nameByParameter = Dictionary(zip(spec.path.parameters, names)) { first, _ in first }
        return .object(
            [
                .init("operationId", .string(spec.id.description)),
                .init("tags", .array([.string(spec.id.service)])),
                .init("summary", .string(spec.title)),
                JSON.stringMember("description", Self.description(of: spec)),
                spec.deprecated.map { _ in .init("deprecated", .boolean(true)) },
                spec.document.url.map { .init("externalDocs", .object([.init("url", .string($0))])) },
                spec.host.map { .init("servers", .array(OpenAPIDocument.servers([$0]))) },
                JSON.arrayMember("parameters", parameters(named: nameByParameter)),
                requestBody.map { .init("requestBody", $0) },
                .init("responses", Responses(spec, schemas).json),
                spec.accessTokens.map { .init("security", AccessTokens.alternatives($0)) },
            ].compactMap { $0 } + Extensions.members(of: spec))
    }

    /// The summary, followed by the notes, or `nil` if the spec has neither.
    static func description(of spec: EndpointSpec) -> String? {
        let notes = (spec.notes ?? []).map { "### \($0.section)\n\n\($0.text)" }
        let texts = [spec.summary].compactMap { $0 } + notes
        return texts.isEmpty ? nil : texts.joined(separator: "\n\n")
    }

    // MARK: Parameters

    private func parameters(named names: [String: String]) -> [JSON] {
        let documented = Set((spec.queryParameters ?? []).map(\.name))
        let fixed = (spec.fixedQuery ?? []).filter { !documented.contains($0.name) }.map { parameter in
            JSON.object([
                .init("name", .string(parameter.name)), .init("in", .string("query")),
                .init("required", .boolean(true)),
                .init("schema", .object([.init("const", .string(parameter.value))])),
            ])
        }
        // Omit the headers that OpenAPI describes with other keywords, because it ignores parameters for them.
        let headers = (spec.headers ?? []).filter {
            !["accept", "authorization", "content-type"].contains($0.name.lowercased())
        }
        return (spec.pathParameters ?? []).map { parameter($0, in: "path", name: names[$0.name]) }
            + (spec.queryParameters ?? []).map { parameter($0, in: "query") } + fixed
            + headers.map { parameter($0, in: "header") }
    }

    private func parameter(_ field: EndpointSpec.Field, in location: String, name: String? = nil) -> JSON {
        .object(
            [
                .init("name", .string(name ?? field.name)), .init("in", .string(location)),
                name != nil && name != field.name ? .init("x-feishu-name", .string(field.name)) : nil,
                location == "path" || field.required == true ? .init("required", .boolean(true)) : nil,
                JSON.stringMember("description", FieldSchema.description(of: field)),
                field.deprecated.map { _ in .init("deprecated", .boolean(true)) },
                .init("schema", FieldSchema.schema(of: field, schemas, includesDescription: false)),
            ].compactMap { $0 })
    }

    // MARK: Body

    private var requestBody: JSON? {
        guard let request = spec.request, let fields = request.fields else { return nil }
        let contentType = request.contentType?.split(separator: ";").first.map(String.init) ?? "application/json"
        let content = JSON.object(
            [
                .init("schema", FieldSchema.object(fields, schemas)), examples(request.samples),
            ].compactMap { $0 })
        return .object(
            [
                fields.contains { $0.required == true } ? .init("required", .boolean(true)) : nil,
                .init("content", .object([.init(contentType, content)])),
            ].compactMap { $0 })
    }
}

/// Returns an `examples` member that contains the given sample bodies, or `nil` if there are no samples.
func examples(_ samples: [JSON]?) -> JSON.Member? {
    guard let samples, !samples.isEmpty else { return nil }
    return .init(
        "examples",
        .object(
            samples.enumerated().map { index, sample in
                .init("sample-\(index + 1)", .object([.init("value", sample)]))
            }))
}
