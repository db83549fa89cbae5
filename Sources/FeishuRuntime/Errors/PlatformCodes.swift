/// The platform's error codes that the client handles itself, for all endpoints.
///
/// The codes are from the platform's page of general error codes (`server-docs/getting-started/error-codes`) or, if
/// that page does not list a code, from the behavior of the official clients.
enum PlatformCodes {
    // MARK: Access tokens

    /// The tenant access token is expired or revoked.
    static let invalidTenantToken: FeishuErrorCode = 99991663
    /// The app access token is expired or revoked.
    static let invalidAppToken: FeishuErrorCode = 99991664
    /// The access token is malformed.
    static let malformedToken: FeishuErrorCode = 99991671
    /// The user access token is invalid.
    static let invalidUserToken: FeishuErrorCode = 99991668
    /// The user access token is expired.
    static let expiredUserToken: FeishuErrorCode = 99991677
    /// The request has no access token.
    static let missingToken: FeishuErrorCode = 99991661
    /// The endpoint does not accept this kind of access token.
    static let wrongTokenKind: FeishuErrorCode = 99991662
    /// The refresh token was used before; each can be used only once.
    static let usedRefreshToken: FeishuErrorCode = 20073
    /// The app ticket of a store app is expired.
    static let invalidAppTicket: FeishuErrorCode = 10012
    /// The app id and the app secret do not match.
    static let invalidAppSecret: FeishuErrorCode = 10014
    /// The app secret is wrong.
    static let wrongAppSecret: FeishuErrorCode = 10015

    /// The token errors of older services: the user access token (20005), any access token (20006, 4001), and the tenant access
    /// token (20013) is invalid.
    static let olderTokenErrors: Set<FeishuErrorCode> = [20005, 20006, 4001, 20013]

    /// The codes for an access token that was rejected before the operation ran, and that can be fetched again.
    static let rejectedToken = olderTokenErrors.union([
        invalidTenantToken, invalidAppToken, malformedToken, invalidUserToken, expiredUserToken,
    ])

    // MARK: Rate limits

    /// The gateway's rate limit of the endpoint.
    static let rateLimit: FeishuErrorCode = 99991400
    /// The rate limits of the messaging service: per method, per app, for messages, per chat, and per sender.
    static let messagingLimits: Set<FeishuErrorCode> = [1_000_004, 1_000_005, 11232, 11233, 11247]
    /// The rate limit of the document services.
    static let documentLimit: FeishuErrorCode = 90217

    /// The codes for a call that exceeded a rate limit. It did not run, so it can be retried.
    static let throttled = messagingLimits.union([rateLimit, documentLimit])

    // MARK: Temporary failures

    /// The codes for internal errors of the gateway and of services. The call might have run.
    static let transient: Set<FeishuErrorCode> = [1500, 2200, 5000, 55001, 96002]

    // MARK: Permanent failures

    /// The IP address is not in the app's allowlist.
    static let deniedAddress: FeishuErrorCode = 99991401
    /// The monthly call quota is exhausted.
    static let exhaustedQuota: FeishuErrorCode = 99991403
    /// A scope is missing.
    static let missingScope: FeishuErrorCode = 99991672

    /// The codes for failures that a retry would repeat.
    static let final: Set = [
        deniedAddress, exhaustedQuota, missingToken, wrongTokenKind, missingScope, invalidUserToken, expiredUserToken,
        invalidAppSecret, wrongAppSecret,
    ]

    // MARK: All endpoints

    /// The codes that every endpoint can send, which no document lists for each. The others are those of single services:
    /// an endpoint that sends one should list it.
    static let common = transient.union(final).union(rejectedToken.subtracting(olderTokenErrors))
        .union([rateLimit])
        .subtracting([invalidAppSecret, wrongAppSecret])
}
