/// The error codes of the platform that the client acts on itself, whatever endpoint sends them.
///
/// The source of a code is the platform's page of general error codes (`server-docs/getting-started/error-codes`), or the
/// behavior of its official clients where that page does not have it.
enum PlatformCodes {
    // MARK: Access tokens

    /// The tenant access token is expired or was revoked.
    static let invalidTenantToken: FeishuErrorCode = 99991663
    /// The app access token is expired or was revoked.
    static let invalidAppToken: FeishuErrorCode = 99991664
    /// The access token is malformed.
    static let malformedToken: FeishuErrorCode = 99991671
    /// The user access token is expired.
    static let expiredUserToken: FeishuErrorCode = 99991677
    /// The request has no access token.
    static let missingToken: FeishuErrorCode = 99991661
    /// The access token is of a kind that the endpoint does not accept.
    static let wrongTokenKind: FeishuErrorCode = 99991662
    /// The app ticket of a store app is expired.
    static let invalidAppTicket: FeishuErrorCode = 10012
    /// The app id and the app secret do not belong together.
    static let invalidAppSecret: FeishuErrorCode = 10014
    /// The app secret is wrong.
    static let wrongAppSecret: FeishuErrorCode = 10015

    /// The access token was rejected before the operation ran, and another one can be fetched.
    static let rejectedToken: Set = [invalidTenantToken, invalidAppToken, malformedToken]

    // MARK: Rate limits

    /// The gateway's limit of the endpoint.
    static let rateLimit: FeishuErrorCode = 99991400
    /// The limits of the messaging service: of a method, of an app, of messages, of a chat, and of a sender.
    static let messagingLimits: Set<FeishuErrorCode> = [1_000_004, 1_000_005, 11232, 11233, 11247]
    /// The limit of the document services.
    static let documentLimit: FeishuErrorCode = 90217

    /// The call came too early. It did not run, so it can be repeated.
    static let throttled = messagingLimits.union([rateLimit, documentLimit])

    // MARK: Failures that can pass

    /// Internal errors of the gateway and of services. The call may have run.
    static let transient: Set<FeishuErrorCode> = [1500, 2200, 5000, 55001, 96002]

    // MARK: Failures that do not pass

    /// The IP address is not on the app's list.
    static let deniedAddress: FeishuErrorCode = 99991401
    /// The monthly quota of calls is used up.
    static let usedUpQuota: FeishuErrorCode = 99991403
    /// A scope is missing.
    static let missingScope: FeishuErrorCode = 99991672
    /// The parameters are wrong (recruitment).
    static let wrongParameters: FeishuErrorCode = 1_002_002
    /// The task does not exist anymore (recruitment).
    static let taskNotFound: FeishuErrorCode = 1_002_008

    /// Repeating the call would give the same error.
    static let final: Set = [
        deniedAddress, usedUpQuota, missingToken, wrongTokenKind, missingScope, expiredUserToken, invalidAppSecret,
        wrongAppSecret, wrongParameters, taskNotFound,
    ]
}
