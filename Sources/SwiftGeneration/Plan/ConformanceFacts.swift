import EndpointSpec
import SourceText

extension EndpointSpec {
    /// Whether a call can be safely repeated, as annotated in the spec. Without an annotation, this is true only of GET, PUT, and
    /// DELETE requests (RFC 9110, section 9.2.2).
    fileprivate var isIdempotent: Bool { idempotent ?? [.get, .put, .delete].contains(method) }
}

/// The facts about an endpoint that the conformance check of `FeishuTesting` compares with the generated code.
struct ConformanceFacts {
    private let plan: EndpointPlan

    init(_ plan: EndpointPlan) {
        self.plan = plan
    }

    var json: JSON {
        let spec = plan.spec
        let members: [JSON.Member?] = [
            .init("id", .string(spec.id.description)),
            .init("method", .string(spec.method.rawValue)), JSON.stringMember("host", spec.host),
            .init("path", .string(spec.path.text)),
            fixedQuery,
            JSON.arrayMember("rateLimits", (spec.rateLimits ?? []).map(Self.limit)),
            JSON.arrayMember("appTypes", (spec.appTypes ?? []).map { .string($0.rawValue) }),
            JSON.arrayMember("accessTokens", (spec.accessTokens ?? []).map { .string($0.rawValue) }),
            JSON.arrayMember("scopes", (spec.scopes ?? []).map { .string($0.name) }),
            JSON.arrayMember("fieldScopes", (spec.fieldScopes ?? []).map { .string($0.name) }),
            .init("idempotent", .boolean(spec.isIdempotent)),
            .init("bodyEncoding", .string(spec.request?.isForm == true ? "multipart" : "json")),
            JSON.arrayMember("request", Self.fields(plan.requestFields)),
            .init("envelope", .string(spec.response.envelope.rawValue)),
            .init("responseType", .string(spec.response.type.spelling)),
            JSON.arrayMember("response", Self.fields(plan.responseFields)),
            JSON.arrayMember("errors", (spec.errors ?? []).map(Self.error)), .init("example", example),
        ]
        return .object(members.compactMap { $0 })
    }

    private var fixedQuery: JSON.Member? {
        let parameters = plan.spec.fixedQuery ?? []
        if parameters.isEmpty { return nil }
        return .init("fixedQuery", .object(parameters.map { .init($0.name, .string($0.value)) }))
    }

    private static func limit(_ limit: EndpointSpec.RateLimit) -> JSON {
        .object([
            .init("requests", .number(String(limit.requests))), .init("seconds", .number(String(limit.seconds))),
        ])
    }

    private static func fields(_ fields: [NamedField]) -> [JSON] {
        fields.map { named in
            let field = named.field
            let members: [JSON.Member?] = [
                .init("name", .string(field.name)), .init("type", .string(field.type.spelling)),
                JSON.stringMember("valueType", field.valueType?.spelling),
                JSON.stringMember("format", field.timestampFormat?.rawValue),
                field.required == true ? .init("required", .boolean(true)) : nil,
                JSON.arrayMember("values", (field.values ?? []).map(\.value)),
                JSON.arrayMember("names", named.memberNames.map { .string($0.text) }),
                JSON.arrayMember("fields", Self.fields(named.fields)),
            ]
            return .object(members.compactMap { $0 })
        }
    }

    private static func error(_ error: EndpointSpec.DocumentedError) -> JSON {
        let members: [JSON.Member?] = [
            .init("code", .number(String(error.code))),
            error.status.map { .init("status", .number(String($0))) },
            .init("message", .string(error.message)), JSON.stringMember("advice", error.advice),
            JSON.stringMember("reaction", error.reaction?.rawValue),
        ]
        return .object(members.compactMap { $0 })
    }

    /// The path, query, and header values that the example call sends.
    private var example: JSON {
        func pairs(_ location: ParameterPlan.Location) -> [JSON] {
            plan.parameters.filter { $0.location == location }.flatMap { parameter in
                (parameter.example?.sent ?? []).map { .array([.string(parameter.wireName), .string($0)]) }
            }
        }
        let path = plan.parameters.filter { $0.location == .path }.flatMap { $0.example?.sent ?? [] }.map(JSON.string)
        let members: [JSON.Member?] = [
            JSON.arrayMember("path", path), JSON.arrayMember("query", pairs(.query)),
            JSON.arrayMember("headers", pairs(.header)),
        ]
        return .object(members.compactMap { $0 })
    }
}
