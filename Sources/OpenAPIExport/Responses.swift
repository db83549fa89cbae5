import EndpointSpec
import SourceText

/// The responses of an operation: the success response and the documented errors, which are grouped by HTTP status.
struct Responses {
    private let spec: EndpointSpec
    private let schemas: SharedSchemas

    init(_ spec: EndpointSpec, _ schemas: SharedSchemas) {
        self.spec = spec
        self.schemas = schemas
    }

    var json: JSON {
        let errors = Dictionary(grouping: spec.errors ?? []) { error in
            // An error with a success status is part of the success response: a client uses `default` only for a status
            // that is not listed.
            switch error.status {
            case let status? where (400...599).contains(status): String(status)
            case let status? where (200...299).contains(status): "200"
            default: "default"
            }
        }
        return .object(
            [.init("200", success(or: errors["200"] ?? []))]
                + errors.filter { $0.key != "200" }.sorted { $0.key < $1.key }
                .map { .init($0.key, Self.response(to: $0.value)) })
    }

    /// Returns the success response, including the documented errors that have a success status.
    private func success(or errors: [EndpointSpec.DocumentedError]) -> JSON {
        let response = spec.response
        let isFile = response.type.base == .file
        let contentType = isFile ? "application/octet-stream" : "application/json"
        let content = JSON.object([.init("schema", body), examples(response.samples)].compactMap { $0 })
        let description = isFile ? "The file." : "The response. A code of 0 indicates success."
        var contents = [JSON.Member(contentType, content)]
        if isFile, !errors.isEmpty { contents.append(.init("application/json", Self.content(of: errors))) }
        return .object(
            [
                .init("description", .string(([description] + errors.map(Self.text)).joined(separator: "\n\n"))),
                .init("content", .object(contents)),
                JSON.arrayMember("x-feishu-errors", errors.map(Extensions.error)),
            ].compactMap { $0 })
    }

    /// The schema of the response body, including the envelope if there is one.
    private var body: JSON {
        let response = spec.response
        let payload = FieldSchema.payload(response.type, response.fields, schemas)
        switch response.envelope {
        case .none: return payload
        case .data:
            return .object([
                .init("type", .string("object")),
                .init("properties", .object(Self.envelope + [.init("data", payload)])),
                .init("required", .array([.string("code")])),
            ])
        case .flat:
            let envelope = JSON.object([
                .init("type", .string("object")), .init("properties", .object(Self.envelope)),
                .init("required", .array([.string("code")])),
            ])
            return .object([.init("allOf", .array([envelope, payload]))])
        }
    }

    private static let envelope: [JSON.Member] = [
        .init(
            "code", .object(FieldSchema.integer() + [.init("description", .string("0, or an error code"))])),
        .init("msg", .object([.init("type", .string("string"))])),
    ]

    private static func text(of error: EndpointSpec.DocumentedError) -> String { "\(error.code): \(error.message)" }

    private static func response(to errors: [EndpointSpec.DocumentedError]) -> JSON {
        .object([
            .init("description", .string(errors.map(text).joined(separator: "\n\n"))),
            .init("content", .object([.init("application/json", content(of: errors))])),
            .init("x-feishu-errors", .array(errors.map(Extensions.error))),
        ])
    }

    /// Returns the media type object of a body with the given error codes.
    private static func content(of errors: [EndpointSpec.DocumentedError]) -> JSON {
        let codes = errors.map {
            JSON.object([.init("const", .number(String($0.code))), .init("description", .string($0.message))])
        }
        let code = JSON.object(
            FieldSchema.integer() + [
                // Allow all other integers, because the platform also returns undocumented codes.
                .init("anyOf", .array(codes + [.object(FieldSchema.integer())]))
            ])
        let schema = JSON.object([
            .init("type", .string("object")),
            .init(
                "properties",
                .object([.init("code", code), .init("msg", .object([.init("type", .string("string"))]))])),
        ])
        return .object([.init("schema", schema)])
    }
}
