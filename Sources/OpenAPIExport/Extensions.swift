import EndpointSpec
import SourceText

/// Creates the `x-feishu-*` extensions of operations, field schemas and errors. The extensions contain information
/// that OpenAPI cannot express.
enum Extensions {
    static func members(of spec: EndpointSpec) -> [JSON.Member] {
        let paged = PagedFields(of: spec)
        return [
            spec.rateLimits.flatMap { JSON.arrayMember("x-feishu-rate-limits", $0.map(rateLimit)) },
            JSON.stringMember("x-feishu-rate-limit-note", spec.rateLimitNote),
            spec.appTypes.flatMap { JSON.arrayMember("x-feishu-app-types", $0.map { .string($0.rawValue) }) },
            spec.scopes.flatMap { JSON.arrayMember("x-feishu-scopes", $0.map(scope)) },
            spec.fieldScopes.flatMap { JSON.arrayMember("x-feishu-field-scopes", $0.map(scope)) },
            spec.idempotent.map { .init("x-feishu-idempotent", .boolean($0)) },
            spec.polling.map { .init("x-feishu-polling", polling($0)) },
            paged.map { .init("x-feishu-paging", paging($0)) },
            JSON.stringMember("x-feishu-deprecated", spec.deprecated),
            JSON.stringMember("x-feishu-updated", spec.document.updated),
        ].compactMap { $0 }
    }

    static func members(of field: EndpointSpec.Field) -> [JSON.Member] {
        [
            field.availableWhen.map { condition in
                .init(
                    "x-feishu-available-when",
                    .object([.init("field", .string(condition.field)), .init("equals", condition.equals)]))
            },
            field.placement.map { .init("x-feishu-placement", .string($0.rawValue)) },
            field.idempotencyKey.map { .init("x-feishu-idempotency-key", .boolean($0)) },
            JSON.stringMember("x-feishu-format", field.timestampFormat?.rawValue),
            JSON.stringMember("x-feishu-type", field.typeName),
        ].compactMap { $0 }
    }

    static func error(_ error: EndpointSpec.DocumentedError) -> JSON {
        .object(
            [
                .init("code", .number(String(error.code))), .init("message", .string(error.message)),
                JSON.stringMember("advice", error.advice), JSON.stringMember("name", error.name),
                JSON.stringMember("reaction", error.reaction?.rawValue),
            ].compactMap { $0 })
    }

    private static func rateLimit(_ limit: EndpointSpec.RateLimit) -> JSON {
        .object([
            .init("requests", .number(String(limit.requests))), .init("seconds", .number(String(limit.seconds))),
        ])
    }

    private static func scope(_ scope: EndpointSpec.Scope) -> JSON {
        .object(
            [.init("name", .string(scope.name)), JSON.stringMember("description", scope.description)].compactMap { $0 })
    }

    private static func polling(_ polling: EndpointSpec.Polling) -> JSON {
        .object(
            [
                .init("field", .string(polling.until.field)), .init("finalValues", .array(polling.until.finalValues)),
                polling.whileEmpty.map { .init("whileEmpty", .boolean($0)) },
                polling.timeoutSeconds.map { .init("timeoutSeconds", .number(String($0))) },
            ].compactMap { $0 })
    }

    private static func paging(_ paging: PagedFields) -> JSON {
        .object(
            [
                .init("token", .string(paging.token)), .init("in", .string(paging.isInBody ? "body" : "query")),
                .init("next", .string(paging.next)), JSON.stringMember("more", paging.more),
                JSON.stringMember("items", paging.items),
            ].compactMap { $0 })
    }
}

/// Creates the security schemes and requirements for access tokens.
enum AccessTokens {
    static let schemes: [JSON.Member] = EndpointSpec.AccessToken.allCases.map { token in
        .init(
            name(token),
            .object([
                .init("type", .string("http")), .init("scheme", .string("bearer")),
                .init("description", .string("\(token.rawValue)_access_token")),
            ]))
    }

    /// Returns one security requirement for each token. A call needs to satisfy only one of them.
    static func alternatives(_ tokens: [EndpointSpec.AccessToken]) -> JSON {
        .array(tokens.map { .object([.init(name($0), .array([]))]) })
    }

    private static func name(_ token: EndpointSpec.AccessToken) -> String { "\(token.rawValue)AccessToken" }
}
