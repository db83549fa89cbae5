import Foundation

/// A store for access tokens that several clients or processes can share.
///
/// If a store throws, the client reports the error to its observer and fetches a token instead. Calls do not fail.
public protocol FeishuTokenStore: Sendable {
    /// Returns the token for a key. The token can be expired; the client checks that.
    func token(for key: FeishuTokenKey) async throws -> FeishuStoredToken?

    /// Saves a token, and replaces any existing token for the key.
    func save(_ token: FeishuStoredToken, for key: FeishuTokenKey) async throws

    /// Removes a token, unless the store contains another value for the key.
    func remove(_ token: FeishuStoredToken, for key: FeishuTokenKey) async throws
}

/// The identity of a token. Tokens of different hosts, apps, secrets, or tenants have different keys.
public struct FeishuTokenKey: Hashable, Sendable, CustomStringConvertible, CustomReflectable {
    public enum Kind: String, Sendable {
        case tenant = "tenant_access_token"
        case app = "app_access_token"
        /// A ticket that the platform pushes to a store app, which needs it to fetch its app access token.
        case appTicket = "app_ticket"
        case user = "user_access_token"
        /// A token that can be exchanged once for a new user access token and a new refresh token.
        case refresh = "refresh_token"
    }

    public let kind: Kind
    /// The scheme, name, and port of the host.
    public let host: String
    public let appID: String
    /// The tenant for which a store app calls.
    public let tenantKey: String?
    /// The user for whom the app calls, by the id that was passed to `FeishuClient.user(id:)`.
    public let userID: String?
    /// The SHA-256 digest of the app secret. A client with a wrong secret must not get the token of the right one, and
    /// the key must not reveal the secret.
    private let secretDigest: String

    init(
        _ kind: Kind, host: FeishuHost, app: FeishuApp, secretDigest: String, tenantKey: String? = nil,
        userID: String? = nil
    ) {
        self.kind = kind
        self.host = host.origin
        appID = app.id
        self.tenantKey = tenantKey
        self.userID = userID
        self.secretDigest = secretDigest
    }

    /// The key as a string, for stores with string keys. It is unique and also a valid file name: of a long one, the end is
    /// replaced with the SHA-256 digest of the whole.
    public var text: String {
        let text = wholeText
        // File systems allow 255 bytes.
        return text.utf8.count <= 255 ? text : text.prefix(180) + "+" + SHA256.hexDigest(of: text)
    }

    private var wholeText: String {
        let parts =
            [kind.rawValue, host, appID, secretDigest] + (tenantKey.map { [$0] } ?? [])
            + (userID.map { ["user", $0] } ?? [])
        return parts.map(\.percentEncoded).joined(separator: "+")
    }

    /// A description for logs, which reveals nothing about the secret.
    public var description: String {
        let text =
            "\(kind.rawValue) of \(appID)" + (tenantKey.map { " for tenant \($0)" } ?? "")
            + (userID.map { " for user \($0)" } ?? "") + " at \(host)"
        return text.onOneLine
    }

    public var customMirror: Mirror { Mirror(self, children: ["description": description]) }
}

/// A token in a store. The description omits the token's value.
public struct FeishuStoredToken: Codable, Hashable, Sendable, CustomStringConvertible, CustomReflectable {
    public let value: String
    /// The expiration date, or nil if the platform does not specify one.
    public let expiresAt: Date?

    public init(value: String, expiresAt: Date?) {
        self.value = value
        self.expiresAt = expiresAt
    }

    public var description: String { Secret.placeholder + (expiresAt.map { " until \($0)" } ?? "") }
    public var customMirror: Mirror { Mirror(self, children: ["expiresAt": expiresAt as Any]) }
}

/// A token store in memory. Clients with the same store share their tokens.
public actor FeishuMemoryTokenStore: FeishuTokenStore {
    private var tokens: [FeishuTokenKey: FeishuStoredToken] = [:]

    public init() {}

    public func token(for key: FeishuTokenKey) -> FeishuStoredToken? { tokens[key] }

    public func save(_ token: FeishuStoredToken, for key: FeishuTokenKey) { tokens[key] = token }

    public func remove(_ token: FeishuStoredToken, for key: FeishuTokenKey) {
        if tokens[key]?.value == token.value { tokens[key] = nil }
    }
}
