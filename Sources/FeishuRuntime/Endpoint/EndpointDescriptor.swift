/// The documented facts about an endpoint other than the fields of its request and response.
public struct FeishuEndpointDescriptor: Sendable {
    /// The platform's own operation name, such as `hire.v1.website_delivery_task.get`.
    public var id: String { facts.id }
    public var method: FeishuHTTPMethod { facts.method }
    /// The host, if the endpoint does not use the client's host.
    public var host: String? { facts.host }
    /// The path, in which parameters are written as `:name`.
    public var path: String { facts.path }
    /// The query parameters that every call sends.
    public var fixedQuery: [String: String] { facts.fixedQuery }
    /// The rate limits, all of which apply at the same time. Empty if the document specifies no number; see
    /// `rateLimitNote`.
    public var rateLimits: [FeishuRateLimit] { facts.rateLimits }
    /// The document's wording of a limit that is not a number.
    public var rateLimitNote: String? { facts.rateLimitNote }
    /// The types of app that can call the endpoint. Empty if the document does not specify them.
    public var appTypes: [FeishuAppType] { facts.appTypes }
    /// The kinds of access token that the endpoint accepts, in order of preference.
    public var accessTokens: [FeishuAccessTokenKind] { facts.accessTokens }
    /// The scopes of which any one is sufficient.
    public var scopes: [FeishuScope] { facts.scopes }
    /// The scopes that each unlock additional fields of the response.
    public var fieldScopes: [FeishuScope] { facts.fieldScopes }
    public var envelope: FeishuResponseEnvelope { facts.envelope }
    /// The form in which the body of a request is sent.
    public var bodyEncoding: FeishuBodyEncoding { facts.bodyEncoding }
    /// Whether sending the request twice has the same effect as sending it once.
    public var isIdempotent: Bool { facts.isIdempotent }
    public var errors: [FeishuDocumentedError] { facts.errors }
    /// The URL of the document, if known.
    public var documentURL: String? { facts.documentURL }
    /// The segments of the path.
    package var pathTemplate: PathTemplate { facts.pathTemplate }

    /// A reference, because every call, event, and error has a copy of its descriptor.
    private let facts: Facts

    public init(
        id: String, method: FeishuHTTPMethod, host: String? = nil, path: String, fixedQuery: [String: String] = [:],
        rateLimitNote: String? = nil, rateLimits: [FeishuRateLimit] = [], appTypes: [FeishuAppType] = [],
        accessTokens: [FeishuAccessTokenKind] = [], envelope: FeishuResponseEnvelope = .data,
        bodyEncoding: FeishuBodyEncoding = .json, isIdempotent: Bool? = nil, scopes: [FeishuScope] = [],
        fieldScopes: [FeishuScope] = [], errors: [FeishuDocumentedError] = [], documentURL: String?
    ) {
        facts = Facts(
            id: id, method: method, host: host, path: path, fixedQuery: fixedQuery, rateLimits: rateLimits,
            rateLimitNote: rateLimitNote, appTypes: appTypes, accessTokens: accessTokens, scopes: scopes,
            fieldScopes: fieldScopes, envelope: envelope, bodyEncoding: bodyEncoding,
            isIdempotent: isIdempotent ?? method.isIdempotent, errors: errors, documentURL: documentURL)
    }

    /// Returns the documentation of an error code, or nil if the code is not documented.
    public func documentedError(for code: FeishuErrorCode) -> FeishuDocumentedError? {
        errors.first { $0.code == code }
    }
}

/// The facts of a descriptor.
private final class Facts: Sendable {
    let id: String
    let method: FeishuHTTPMethod
    let host: String?
    let path: String
    let fixedQuery: [String: String]
    let rateLimits: [FeishuRateLimit]
    let rateLimitNote: String?
    let appTypes: [FeishuAppType]
    let accessTokens: [FeishuAccessTokenKind]
    let scopes: [FeishuScope]
    let fieldScopes: [FeishuScope]
    let envelope: FeishuResponseEnvelope
    let bodyEncoding: FeishuBodyEncoding
    let isIdempotent: Bool
    let errors: [FeishuDocumentedError]
    let documentURL: String?
    let pathTemplate: PathTemplate

    init(
        id: String, method: FeishuHTTPMethod, host: String?, path: String, fixedQuery: [String: String],
        rateLimits: [FeishuRateLimit], rateLimitNote: String?, appTypes: [FeishuAppType],
        accessTokens: [FeishuAccessTokenKind], scopes: [FeishuScope], fieldScopes: [FeishuScope],
        envelope: FeishuResponseEnvelope, bodyEncoding: FeishuBodyEncoding, isIdempotent: Bool,
        errors: [FeishuDocumentedError], documentURL: String?
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
        self.bodyEncoding = bodyEncoding
        self.isIdempotent = isIdempotent
        self.errors = errors
        self.documentURL = documentURL
        pathTemplate = PathTemplate(path)
    }
}

/// A limit on the number of calls in any window of a given length, per app and tenant.
public struct FeishuRateLimit: Hashable, Sendable, CustomStringConvertible {
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

    /// The limit in words, such as `50 per second`.
    public var description: String {
        switch window {
        case .seconds(1): "\(requests) per second"
        case .seconds(60): "\(requests) per minute"
        default: "\(requests) per \(window)"
        }
    }
}

/// A type of app on the platform.
public enum FeishuAppType: String, Hashable, Sendable {
    /// 自建应用: an app that a tenant develops for its own use.
    case custom
    /// 商店应用: an app that any tenant can install.
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
    /// The name in the developer console, such as `hire:ehr_import`.
    public let name: String
    /// The document's description of what the scope allows.
    public let summary: String

    public init(_ name: String, _ summary: String = "") {
        self.name = name
        self.summary = summary
    }
}

/// The envelope that a response wraps around its payload.
public enum FeishuResponseEnvelope: Hashable, Sendable {
    /// `{code, msg, data}`: the payload is the value of `data`.
    case data
    /// `{code, msg, ...}`: the payload consists of the other members.
    case flat
    /// The payload is the whole body.
    case none
}

/// The form in which a body is sent.
public enum FeishuBodyEncoding: Hashable, Sendable {
    /// `application/json`
    case json
    /// `multipart/form-data`, in which files are sent.
    case multipart
}
