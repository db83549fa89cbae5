import Foundation

/// The tenant access token of a custom app.
struct CustomAppTokenProvider: TokenProvider {
    let kinds: [AccessTokenKind] = [.tenant]
    private let cache: TokenCache

    init(app: FeishuApp, host: FeishuHost, transport: any Transport, timeline: Timeline) {
        cache = TokenCache(timeline: timeline) {
            let call = FetchTenantAccessToken(body: .init(appID: app.id, appSecret: app.secret.value))
            let request = try call.request(to: host)
            let descriptor = FetchTenantAccessToken.descriptor
            return try await RetryPolicy.standard.run(of: descriptor, on: timeline) {
                try FetchTenantAccessToken.token(from: await transport.answer(to: request, of: descriptor))
            } onPause: { _, _ in
            }
        }
    }

    func accessToken(accepting kinds: [AccessTokenKind]) async throws -> String {
        try await cache.token()
    }

    func reject(_ token: String) async {
        await cache.reject(token)
    }
}

/// The call that turns an app's credentials into a tenant access token. Its answer is flat.
private struct FetchTenantAccessToken: Endpoint {
    static let descriptor = EndpointDescriptor(
        id: "auth.v3.tenant_access_token.internal",
        method: .post,
        path: "/open-apis/auth/v3/tenant_access_token/internal",
        envelope: .flat,
        isIdempotent: true,
        documentURL:
            "https://open.feishu.cn/document/server-docs/authentication-management/access-token/tenant_access_token_internal"
    )

    let body: Body

    struct Body: Encodable, Sendable {
        var appID: String
        var appSecret: String

        enum CodingKeys: String, CodingKey {
            case appID = "app_id"
            case appSecret = "app_secret"
        }
    }

    /// Reads an answer. An error never shows its body, which may hold a token.
    static func token(from answer: HTTPResponse) throws -> TokenCache.Fetched {
        do {
            let response = try response(from: answer)
            guard let token = response.tenantAccessToken, let lifetime = response.expire else {
                throw FeishuError(.http(bodyStart: "code 0, but no token"), in: descriptor, answer: answer)
            }
            return TokenCache.Fetched(token: Secret(token), lifetime: .seconds(lifetime))
        } catch let error as FeishuError {
            guard case .http = error.reason else { throw error }
            throw FeishuError(.http(bodyStart: "(not shown: it may hold a token)"), in: descriptor, answer: answer)
        }
    }

    struct Response: AllOptionalModel {
        var tenantAccessToken: String?
        var expire: Int?

        mutating func visitFields(_ visitor: inout some FieldVisitor) throws {
            try visitor.visit("tenant_access_token", &tenantAccessToken)
            try visitor.visit("expire", &expire)
        }
    }
}
