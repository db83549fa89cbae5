import Foundation

/// Where access tokens are kept, so that several clients or processes can share them.
///
/// A store that fails costs a fetch and no call: what it throws is told to the client's observer.
public protocol FeishuTokenStore: Sendable {
    /// What is kept under a key. It may be over; the client looks.
    func token(for key: FeishuTokenKey) async throws -> FeishuStoredToken?

    /// Keeps a token in place of the one that is there.
    func save(_ token: FeishuStoredToken, for key: FeishuTokenKey) async throws

    /// Removes a token, unless one with another value has taken its place.
    func remove(_ token: FeishuStoredToken, for key: FeishuTokenKey) async throws
}

/// What a token belongs to. Tokens of two hosts, apps, secrets or tenants never have the same key.
public struct FeishuTokenKey: Hashable, Sendable, CustomStringConvertible, CustomReflectable {
    public enum Kind: String, Sendable {
        case tenant = "tenant_access_token"
        case app = "app_access_token"
        /// Pushed to store apps, which need it for their app access token.
        case appTicket = "app_ticket"
    }

    public let kind: Kind
    /// The scheme, name and port of the host.
    public let host: String
    public let appID: String
    /// Of store apps, which call for many tenants.
    public let tenantKey: String?
    /// A wrong secret must not be served the token of the right one, nor may the key tell the secret.
    private let secretDigest: String

    init(_ kind: Kind, host: FeishuHost, app: FeishuApp, secretDigest: String, tenantKey: String? = nil) {
        self.kind = kind
        self.host = host.origin
        appID = app.id
        self.tenantKey = tenantKey
        self.secretDigest = secretDigest
    }

    /// The key as one text, for stores that have texts as keys; it can also be the name of a file. Different keys have
    /// different texts.
    public var text: String {
        let parts = [kind.rawValue, host, appID, secretDigest] + (tenantKey.map { [$0] } ?? [])
        return parts.map(\.percentEncoded).joined(separator: "+")
    }

    /// What the token is, for people; without anything of the secret.
    public var description: String {
        "\(kind.rawValue) of \(appID)" + (tenantKey.map { " for tenant \($0)" } ?? "") + " at \(host)"
    }

    public var customMirror: Mirror { Mirror(self, children: ["description": description]) }
}

/// A token as a store keeps it. Its description does not show it.
public struct FeishuStoredToken: Codable, Hashable, Sendable, CustomStringConvertible, CustomReflectable {
    public let value: String
    /// When it is over; nil where the platform does not say.
    public let expiresAt: Date?

    public init(value: String, expiresAt: Date?) {
        self.value = value
        self.expiresAt = expiresAt
    }

    public var description: String { Secret.placeholder + (expiresAt.map { " until \($0)" } ?? "") }
    public var customMirror: Mirror { Mirror(self, children: ["expiresAt": expiresAt as Any]) }
}

/// Keeps tokens in memory. Clients that are given the same one share their tokens.
public actor FeishuMemoryTokenStore: FeishuTokenStore {
    private var tokens: [FeishuTokenKey: FeishuStoredToken] = [:]

    public init() {}

    public func token(for key: FeishuTokenKey) -> FeishuStoredToken? { tokens[key] }

    public func save(_ token: FeishuStoredToken, for key: FeishuTokenKey) { tokens[key] = token }

    public func remove(_ token: FeishuStoredToken, for key: FeishuTokenKey) {
        if tokens[key]?.value == token.value { tokens[key] = nil }
    }
}
