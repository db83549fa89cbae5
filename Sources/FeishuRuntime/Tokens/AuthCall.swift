/// A call that exchanges an app's credentials for a token. The response envelope is flat.
protocol AuthCall: FeishuEndpoint where Body == [String: String], Response == IssuedToken {
    /// Returns the requested token.
    static func token(in issued: IssuedToken) -> String?
}

extension AuthCall {
    static func token(in issued: IssuedToken) -> String? { issued.tenantAccessToken }
}

/// The response of an `AuthCall`.
struct IssuedToken: FeishuAllOptionalModel {
    var tenantAccessToken: String?
    var appAccessToken: String?
    /// The lifetime in seconds.
    var expire: Int?
    var accessToken: String?
    /// The lifetime of the user access token in seconds.
    var expiresIn: Int?
    var refreshToken: String?
    /// The lifetime of the refresh token in seconds.
    var refreshTokenExpiresIn: Int?

    mutating func visitFields(_ visitor: inout some FeishuFieldVisitor) throws {
        try visitor.visit("tenant_access_token", &tenantAccessToken)
        try visitor.visit("app_access_token", &appAccessToken)
        try visitor.visit("expire", &expire)
        try visitor.visit("access_token", &accessToken)
        try visitor.visit("expires_in", &expiresIn)
        try visitor.visit("refresh_token", &refreshToken)
        try visitor.visit("refresh_token_expires_in", &refreshTokenExpiresIn)
    }
}

/// Exchanges `{app_id, app_secret}` of a custom app for its tenant access token.
struct CustomAppTenantToken: AuthCall {
    static let descriptor = FeishuEndpointDescriptor.auth(
        "tenant_access_token/internal", documentedAs: "access-token/tenant_access_token_internal")
    let body: [String: String]
}

/// Exchanges `{app_id, app_secret}` of a custom app for its app access token.
struct CustomAppToken: AuthCall {
    static let descriptor = FeishuEndpointDescriptor.auth(
        "app_access_token/internal", documentedAs: "access-token/app_access_token_internal")
    let body: [String: String]

    static func token(in issued: IssuedToken) -> String? { issued.appAccessToken }
}

/// Exchanges `{app_id, app_secret, app_ticket}` of a store app for its app access token.
struct StoreAppToken: AuthCall {
    static let descriptor = FeishuEndpointDescriptor.auth(
        "app_access_token", documentedAs: "access-token/app_access_token")
    let body: [String: String]

    static func token(in issued: IssuedToken) -> String? { issued.appAccessToken }
}

/// Exchanges `{app_access_token, tenant_key}` of a store app for a tenant access token.
struct StoreAppTenantToken: AuthCall {
    static let descriptor = FeishuEndpointDescriptor.auth(
        "tenant_access_token", documentedAs: "access-token/tenant_access_token")
    let body: [String: String]
}

/// Requests a push of a store app's ticket with `{app_id, app_secret}`. The response does not contain the ticket.
struct ResendAppTicket: AuthCall {
    static let descriptor = FeishuEndpointDescriptor.auth(
        "app_ticket/resend", documentedAs: "access-token/app_ticket_resend")
    let body: [String: String]
}

/// Exchanges `{grant_type, client_id, client_secret, refresh_token}` for a user access token and the next refresh token.
/// It is not idempotent, because a refresh token can be used only once.
struct RefreshUserToken: AuthCall {
    static let descriptor = FeishuEndpointDescriptor.userToken(documentedAs: "refresh-user-access-token")
    let body: [String: String]

    static func token(in issued: IssuedToken) -> String? { issued.accessToken }
}

/// Exchanges `{grant_type, client_id, client_secret, code, redirect_uri, code_verifier}` for the tokens of a user who signed
/// in. It is not idempotent, because a code can be used only once.
struct UserTokenOfCode: AuthCall {
    static let descriptor = FeishuEndpointDescriptor.userToken(documentedAs: "get-user-access-token")
    let body: [String: String]

    static func token(in issued: IssuedToken) -> String? { issued.accessToken }
}

extension FeishuEndpointDescriptor {
    /// Returns a descriptor of the endpoint that issues user tokens.
    fileprivate static func userToken(documentedAs page: String) -> FeishuEndpointDescriptor {
        FeishuEndpointDescriptor(
            id: "authen.v2.oauth.token", method: .post, path: "/open-apis/authen/v2/oauth/token", envelope: .flat,
            isIdempotent: false,
            documentURL:
                "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/authentication-management/access-token/\(page)")
    }

    /// Returns the descriptor of an auth endpoint. All of these are idempotent, because repeated requests return the
    /// same token.
    fileprivate static func auth(_ operation: String, documentedAs page: String) -> FeishuEndpointDescriptor {
        FeishuEndpointDescriptor(
            id: "auth.v3." + operation.split(separator: "/").joined(separator: "."), method: .post,
            path: "/open-apis/auth/v3/" + operation, envelope: .flat, isIdempotent: true,
            documentURL: "https://open.feishu.cn/document/server-docs/authentication-management/" + page)
    }
}

extension FeishuHTTPRequest {
    /// Whether a client sends this request to get or renew an access token.
    package var isForAccessToken: Bool {
        url.path.hasPrefix("/open-apis/auth/v3/") || url.path == RefreshUserToken.descriptor.path
    }
}
