import Foundation

/// The tenant access tokens of a custom app: fetched when needed, kept until they are nearly over.
actor CustomAppTokenProvider: TokenProvider {
    private let app: FeishuApp
    private let host: FeishuHost
    private let transport: any Transport
    private let timeline: Timeline
    private var cached: (token: Secret, refreshAt: Duration)?
    /// The fetch under way, which all callers wait for.
    private var fetch: Task<Secret, any Error>?

    /// With less than this left the platform hands out a new token; with more, the same one again.
    private static let renewalMargin: Duration = .seconds(30 * 60)

    init(app: FeishuApp, host: FeishuHost, transport: any Transport, timeline: Timeline) {
        self.app = app
        self.host = host
        self.transport = transport
        self.timeline = timeline
    }

    func accessToken(accepting kinds: [AccessTokenKind]) async throws -> String {
        guard kinds.isEmpty || kinds.contains(.tenant) else {
            let accepted = kinds.map(\.rawValue).joined(separator: " or ")
            throw FeishuError(
                .invalidRequest(
                    "the endpoint takes a \(accepted) access token, and a custom app has a tenant access token"),
                in: FetchTenantAccessToken.descriptor)
        }
        if let cached, timeline.elapsed() < cached.refreshAt { return cached.token.value }
        let fetch = fetch ?? startFetch()
        // A cancelled caller does not cancel the fetch, for which others may wait.
        let token = try await fetch.value
        try Task.checkCancellation()
        return token.value
    }

    func reject(_ token: String) {
        // Others may have renewed it in the meantime.
        if cached?.token.value == token { cached = nil }
    }

    private func startFetch() -> Task<Secret, any Error> {
        let task = Task {
            defer { fetch = nil }
            let call = FetchTenantAccessToken(
                body: .init(appID: app.id, appSecret: app.secret.value))
            let sentAt = timeline.elapsed()
            let answer = try await transport.answer(to: call.request(to: host), of: FetchTenantAccessToken.descriptor)
            let response = try FetchTenantAccessToken.response(from: answer)
            guard let token = response.tenantAccessToken, let lifetime = response.expire else {
                throw FeishuError(
                    .http(bodyStart: "code 0, but no token"), in: FetchTenantAccessToken.descriptor, answer: answer)
            }
            cached = (Secret(token), sentAt + .seconds(lifetime) - Self.renewalMargin)
            return Secret(token)
        }
        fetch = task
        return task
    }
}

/// The call that turns an app's credentials into a tenant access token. Its answer is flat.
private struct FetchTenantAccessToken: Endpoint {
    static let descriptor = EndpointDescriptor(
        id: "auth.v3.tenant_access_token.internal",
        method: .post,
        path: "/open-apis/auth/v3/tenant_access_token/internal",
        envelope: .flat,
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

    struct Response: AllOptionalModel {
        var tenantAccessToken: String?
        var expire: Int?

        mutating func visitFields(_ visitor: inout some FieldVisitor) throws {
            try visitor.visit("tenant_access_token", &tenantAccessToken)
            try visitor.visit("expire", &expire)
        }
    }
}
