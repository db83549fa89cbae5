/// What the document states about an endpoint, beside the shape of its data.
public struct FeishuEndpointDescriptor: Sendable {
    /// The platform's own operation name, such as `hire.v1.website_delivery_task.get`.
    public let id: String
    public let method: FeishuHTTPMethod
    /// The host, where it is another than the client's.
    public let host: String?
    /// The path with its parameters as `:name`.
    public let path: String
    /// Query parameters that every call sends.
    public let fixedQuery: [String: String]
    /// All of them hold at once. Empty where the document gives no number; see `rateLimitNote`.
    public let rateLimits: [FeishuRateLimit]
    /// The document's words where the limit is not a number.
    public let rateLimitNote: String?
    /// The kinds of app that may call; empty where the document does not say.
    public let appTypes: [FeishuAppType]
    /// The kinds of access token that the endpoint accepts, best first.
    public let accessTokens: [FeishuAccessTokenKind]
    /// Any one of them suffices.
    public let scopes: [FeishuScope]
    /// Each unlocks further fields of the answer.
    public let fieldScopes: [FeishuScope]
    public let envelope: FeishuResponseEnvelope
    /// Whether sending the request twice does no more than sending it once.
    public let isIdempotent: Bool
    public let errors: [FeishuDocumentedError]
    /// The page of the document, where it is known.
    public let documentURL: String?

    public init(
        id: String, method: FeishuHTTPMethod, host: String? = nil, path: String, fixedQuery: [String: String] = [:],
        rateLimitNote: String? = nil, rateLimits: [FeishuRateLimit] = [], appTypes: [FeishuAppType] = [],
        accessTokens: [FeishuAccessTokenKind] = [], envelope: FeishuResponseEnvelope = .data, isIdempotent: Bool? = nil,
        scopes: [FeishuScope] = [], fieldScopes: [FeishuScope] = [], errors: [FeishuDocumentedError] = [],
        documentURL: String?
    ) {
        self.id = id
        self.method = method
        self.host = host
        self.path = path
        self.fixedQuery = fixedQuery
        self.rateLimits = rateLimits
        self.rateLimitNote = rateLimitNote
        self.appTypes = appTypes
        self.accessTokens = accessTokens
        self.scopes = scopes
        self.fieldScopes = fieldScopes
        self.envelope = envelope
        self.isIdempotent = isIdempotent ?? method.isIdempotent
        self.errors = errors
        self.documentURL = documentURL
    }

    /// What the document says about an error code.
    public func documentedError(for code: FeishuErrorCode) -> FeishuDocumentedError? {
        errors.first { $0.code == code }
    }
}

/// At most `requests` calls in any window of this length, per app and tenant.
public struct FeishuRateLimit: Hashable, Sendable {
    public let requests: Int
    public let window: Duration

    public init(requests: Int, window: Duration) {
        self.requests = requests
        self.window = window
    }

    public static func perSecond(_ requests: Int) -> FeishuRateLimit {
        FeishuRateLimit(requests: requests, window: .seconds(1))
    }
    public static func perMinute(_ requests: Int) -> FeishuRateLimit {
        FeishuRateLimit(requests: requests, window: .seconds(60))
    }
}

/// A kind of app on the platform.
public enum FeishuAppType: String, Hashable, Sendable {
    /// 自建应用: made by a tenant for itself.
    case custom
    /// 商店应用: made for any tenant.
    case store
}

/// A kind of access token.
public enum FeishuAccessTokenKind: String, Hashable, Sendable {
    case tenant
    case user
    case app
}

/// A permission that an app can be granted.
public struct FeishuScope: Hashable, Sendable {
    /// Its name in the developer console, such as `hire:ehr_import`.
    public let name: String
    /// What it allows, in the document's words.
    public let summary: String

    public init(_ name: String, _ summary: String = "") {
        self.name = name
        self.summary = summary
    }
}

/// How an answer is wrapped.
public enum FeishuResponseEnvelope: Hashable, Sendable {
    /// `{code, msg, data}`: the payload is `data`.
    case data
    /// `{code, msg, ...}`: the payload is the other members.
    case flat
    /// The payload is the whole body.
    case none
}
