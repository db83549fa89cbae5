import EndpointSpec
import SourceText

/// An OpenAPI webhook for an event.
struct Webhook {
    let spec: EndpointSpec
    let event: EndpointSpec.Event
    private let schemas: SharedSchemas

    init?(_ spec: EndpointSpec, _ schemas: SharedSchemas) {
        guard let event = spec.event else { return nil }
        (self.spec, self.event, self.schemas) = (spec, event, schemas)
    }

    /// The webhook, keyed by the type of the event.
    var member: JSON.Member {
        let content = JSON.object([.init("schema", envelope), examples(event.samples)].compactMap { $0 })
        let operation = JSON.object(
            [
                .init("operationId", .string(spec.id.description)), .init("tags", .array([.string(spec.id.service)])),
                .init("summary", .string(spec.title)),
                JSON.stringMember("description", Operation.description(of: spec)),
                spec.deprecated.map { _ in .init("deprecated", .boolean(true)) },
                spec.document.url.map { .init("externalDocs", .object([.init("url", .string($0))])) },
                .init(
                    "requestBody",
                    .object([
                        .init("required", .boolean(true)),
                        .init("content", .object([.init("application/json", content)])),
                    ])),
                .init(
                    "responses",
                    .object([
                        .init(
                            "200", .object([.init("description", .string("The event was received within 3 seconds."))]))
                    ])),
            ].compactMap { $0 } + Extensions.members(of: spec))
        return .init(event.type, .object([.init("post", operation)]))
    }

    private var envelope: JSON {
        let payload = FieldSchema.object(event.fields ?? [], schemas)
        switch event.envelope {
        case .version1:
            return Self.object(
                [Self.text("uuid"), Self.text("token"), Self.text("ts"), Self.constant("type", "event_callback")]
                    + [.init("event", payload)], required: ["uuid", "event"])
        case .version2:
            let known = ["event_id", "create_time", "token", "app_id", "tenant_key"].map(Self.text)
            var header = [Self.constant("event_type", event.type)] + known
            if case .object(let members)? = FieldSchema.object(event.headerFields ?? [], schemas)["properties"] {
                header += members
            }
            return Self.object(
                [
                    Self.constant("schema", "2.0"),
                    .init("header", Self.object(header, required: ["event_id", "event_type"])),
                    .init("event", payload),
                ], required: ["schema", "header", "event"])
        }
    }

    private static func object(_ properties: [JSON.Member], required: [String]) -> JSON {
        .object([
            .init("type", .string("object")), .init("properties", .object(properties)),
            .init("required", .array(required.map(JSON.string))),
        ])
    }

    private static func text(_ name: String) -> JSON.Member {
        .init(name, .object([.init("type", .string("string"))]))
    }

    private static func constant(_ name: String, _ value: String) -> JSON.Member {
        .init(name, .object([.init("const", .string(value))]))
    }
}
