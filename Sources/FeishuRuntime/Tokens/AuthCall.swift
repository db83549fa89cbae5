/// One of the calls that turn an app's credentials into tokens. Their answers are flat.
protocol AuthCall: FeishuEndpoint where Body == [String: String], Response == IssuedToken {
    /// The token that was asked for.
    static func token(in issued: IssuedToken) -> String?
}

extension AuthCall {
    static func token(in issued: IssuedToken) -> String? { issued.tenantAccessToken }
}

/// What an `AuthCall` returns.
struct IssuedToken: FeishuAllOptionalModel {
    var tenantAccessToken: String?
    var appAccessToken: String?
    /// In seconds.
    var expire: Int?

    mutating func visitFields(_ visitor: inout some FeishuFieldVisitor) throws {
        try visitor.visit("tenant_access_token", &tenantAccessToken)
        try visitor.visit("app_access_token", &appAccessToken)
        try visitor.visit("expire", &expire)
    }
}

/// `{app_id, app_secret}` of a custom app to its tenant access token.
struct CustomAppTenantToken: AuthCall {
    static let descriptor = FeishuEndpointDescriptor.auth(
        "tenant_access_token/internal", documentedAs: "access-token/tenant_access_token_internal")
    let body: [String: String]
}

/// `{app_id, app_secret}` of a custom app to its app access token.
struct CustomAppToken: AuthCall {
    static let descriptor = FeishuEndpointDescriptor.auth(
        "app_access_token/internal", documentedAs: "access-token/app_access_token_internal")
    let body: [String: String]

    static func token(in issued: IssuedToken) -> String? { issued.appAccessToken }
}

/// `{app_id, app_secret, app_ticket}` of a store app to its app access token.
struct StoreAppToken: AuthCall {
    static let descriptor = FeishuEndpointDescriptor.auth(
        "app_access_token", documentedAs: "access-token/app_access_token")
    let body: [String: String]

    static func token(in issued: IssuedToken) -> String? { issued.appAccessToken }
}

/// `{app_access_token, tenant_key}` of a store app to a tenant access token.
struct StoreAppTenantToken: AuthCall {
    static let descriptor = FeishuEndpointDescriptor.auth(
        "tenant_access_token", documentedAs: "access-token/tenant_access_token")
    let body: [String: String]
}

/// `{app_id, app_secret}` of a store app to a push of its ticket: the ticket is not in the answer.
struct ResendAppTicket: AuthCall {
    static let descriptor = FeishuEndpointDescriptor.auth(
        "app_ticket/resend", documentedAs: "access-token/app_ticket_resend")
    let body: [String: String]
}

extension FeishuEndpointDescriptor {
    /// Asking twice for a token gives the same token, so all of these may be sent again.
    fileprivate static func auth(_ operation: String, documentedAs page: String) -> FeishuEndpointDescriptor {
        FeishuEndpointDescriptor(
            id: "auth.v3." + operation.split(separator: "/").joined(separator: "."), method: .post,
            path: "/open-apis/auth/v3/" + operation, envelope: .flat, isIdempotent: true,
            documentURL: "https://open.feishu.cn/document/server-docs/authentication-management/" + page)
    }
}
