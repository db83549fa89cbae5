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
            // List errors without an HTTP error status as `default`. Some of them have the status 200, but the key
            // `200` is already used for the success response.
            error.status.flatMap { (400...599).contains($0) ? String($0) : nil } ?? "default"
        }
        return .object(
            [.init("200", success)]
                + errors.sorted { $0.key < $1.key }.map { .init($0.key, Self.response(to: $0.value)) })
    }

    private var success: JSON {
        let response = spec.response
        let isFile = response.type.base == .file
        let contentType = isFile ? "application/octet-stream" : "application/json"
        let content = JSON.object([.init("schema", body), examples(response.samples)].compactMap { $0 })
        return .object([
            .init("description", .string(isFile ? "The file." : "The response. A code of 0 indicates success.")),
            .init("content", .object([.init(contentType, content)])),
        ])
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
            "code", .object([.init("type", .string("integer")), .init("description", .string("0, or an error code"))])),
        .init("msg", .object([.init("type", .string("string"))])),
    ]

    private static func response(to errors: [EndpointSpec.DocumentedError]) -> JSON {
        let codes = errors.map {
            JSON.object([.init("const", .number(String($0.code))), .init("description", .string($0.message))])
        }
        let code = JSON.object([
            .init("type", .string("integer")),
            // Allow all other integers, because the platform also returns undocumented codes.
            .init("anyOf", .array(codes + [.object([.init("type", .string("integer"))])])),
        ])
        let schema = JSON.object([
            .init("type", .string("object")),
            .init(
                "properties",
                .object([.init("code", code), .init("msg", .object([.init("type", .string("string"))]))])),
        ])
        return .object([
            .init("description", .string(errors.map { "\($0.code): \($0.message)" }.joined(separator: "\n\n"))),
            .init("content", .object([.init("application/json", .object([.init("schema", schema)]))])),
            .init("x-feishu-errors", .array(errors.map(Extensions.error))),
        ])
    }
}
