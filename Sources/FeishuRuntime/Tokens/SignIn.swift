import Foundation

/// A sign-in of a user that was begun: the user's browser is sent to its URL, and comes back to the app's redirect URL.
///
/// Keep it in the user's session meanwhile; it is `Codable` for that. It contains a secret, which no description shows: whoever
/// has the value and the redirect can finish the sign-in.
public struct FeishuSignIn: Sendable, Codable, CustomStringConvertible, CustomReflectable {
    /// The page on which the user consents.
    public let url: URL
    /// The text that comes back with the redirect, by which the redirect belongs to this sign-in.
    let state: String
    /// The proof that the code is exchanged by whoever began the sign-in (PKCE, RFC 7636).
    let verifier: String
    /// The redirect URL, which the exchange has to repeat.
    let redirectURL: URL

    /// The largest number of scopes that a sign-in can ask for, according to the platform's documentation.
    public static let maximumScopeCount = 50
    /// The scope with which the platform issues refresh tokens.
    private static let offlineAccess = "offline_access"

    /// - Throws: `FeishuSignInFailure` where there are too many scopes.
    init(
        app: FeishuApp, host: FeishuHost, redirectURL: URL, scopes: [String], isRenewable: Bool
    ) throws {
        let all = (scopes + (isRenewable ? [Self.offlineAccess] : [])).withoutRepetitions
        guard all.count <= Self.maximumScopeCount else { throw FeishuSignInFailure(.tooManyScopes(all.count)) }
        state = Self.random(byteCount: 16)
        verifier = Self.random(byteCount: 32)
        self.redirectURL = redirectURL
        let parameters = [
            ("client_id", app.id), ("response_type", "code"), ("redirect_uri", redirectURL.absoluteString),
            ("scope", all.joined(separator: " ")), ("state", state),
            ("code_challenge", Self.challenge(of: verifier)), ("code_challenge_method", "S256"),
        ]
        let query = parameters.filter { !$0.1.isEmpty }.map { "\($0)=\($1.percentEncoded)" }.joined(separator: "&")
        guard let url = URL(string: "\(host.signInOrigin)/open-apis/authen/v1/authorize?\(query)") else {
            throw FeishuSignInFailure(.unusableURL)
        }
        self.url = url
    }

    /// The hash of a verifier, as the page of consent receives it.
    static func challenge(of verifier: String) -> String { Data(SHA256.digest(of: verifier)).base64URL }

    private static func random(byteCount: Int) -> String {
        var generator = SystemRandomNumberGenerator()
        return Data((0..<byteCount).map { _ in UInt8.random(in: 0...255, using: &generator) }).base64URL
    }

    /// The code in the redirect.
    ///
    /// - Throws: `FeishuSignInFailure` where the user refused, or the redirect is not that of this sign-in.
    func code(in redirect: URL) throws -> String {
        let items = URLComponents(url: redirect, resolvingAgainstBaseURL: true)?.queryItems ?? []
        func value(_ name: String) -> String? { items.first { $0.name == name }?.value }
        // First of all, because anybody can send a user's browser to the redirect URL.
        guard value("state") == state else { throw FeishuSignInFailure(.otherState) }
        if let error = value("error") { throw FeishuSignInFailure(.refused(error)) }
        guard let code = value("code"), !code.isEmpty else { throw FeishuSignInFailure(.missingCode) }
        return code
    }

    public var description: String { "sign-in with redirect to \(redirectURL.host ?? "")" }
    public var customMirror: Mirror { Mirror(self, children: ["redirect": redirectURL.host as Any]) }

    /// The scopes that calls of endpoints need on behalf of a user: of the scopes of which any one is sufficient, the one that
    /// most endpoints accept.
    ///
    /// - Parameter endpoints: The endpoints, such as `Feishu.endpoints`. Those that do not accept user access tokens are left out.
    public static func scopes(of endpoints: [any FeishuEndpoint.Type]) -> [String] {
        scopes(of: endpoints.map { $0.descriptor })
    }

    static func scopes(of endpoints: [FeishuEndpointDescriptor]) -> [String] {
        let lists = endpoints.filter { $0.accessTokens.contains(.user) }.map { $0.scopes.map(\.name) }
            .filter { !$0.isEmpty }
        var scopes: [String] = []
        var uncovered = lists
        while !uncovered.isEmpty {
            let candidates = uncovered.first { $0.count == 1 } ?? uncovered.flatMap { $0 }
            // The one that most endpoints accept, and of those the first.
            let counts = candidates.map { candidate in uncovered.count { $0.contains(candidate) } }
            guard let best = counts.indices.max(by: { (counts[$0], $1) < (counts[$1], $0) }) else { break }
            scopes.append(candidates[best])
            uncovered.removeAll { $0.contains(candidates[best]) }
        }
        return scopes
    }
}

/// An error of a sign-in.
public struct FeishuSignInFailure: LocalizedError, Sendable, CustomStringConvertible {
    enum Reason: Sendable {
        case tooManyScopes(Int)
        case unusableURL
        case otherState
        case missingCode
        case refused(String)
    }

    let reason: Reason

    init(_ reason: Reason) {
        self.reason = reason
    }

    /// Whether the user refused.
    public var isRefusal: Bool { if case .refused("access_denied") = reason { true } else { false } }

    public var errorDescription: String? { description }

    public var description: String {
        switch reason {
        case .tooManyScopes(let count):
            "a sign-in can ask for \(FeishuSignIn.maximumScopeCount) scopes, found \(count); ask for some of them later"
        case .unusableURL: "the redirect URL or a scope cannot be part of a URL"
        case .otherState: "the redirect belongs to another sign-in, or somebody forged it; begin a new sign-in"
        case .missingCode: "the redirect contains no code; begin a new sign-in"
        // Anybody can send a browser to the redirect URL, with any text.
        case .refused(let error): "the platform reports that the user did not consent: \(error)".onOneLine
        }
    }
}

extension FeishuClient {
    /// Begins the sign-in of a user: redirect the user's browser to the URL of the result.
    ///
    /// - Parameters:
    ///   - redirectURL: The page of the app to which the browser comes back. It has to be in the app's list of redirect URLs.
    ///   - scopes: What the user is asked to grant, such as `FeishuSignIn.scopes(of:)`. Earlier grants stay.
    ///   - isRenewable: Whether the tokens can be renewed, for which the app needs the scope `offline_access`.
    /// - Throws: `FeishuSignInFailure`, or an error if the client was created without an app.
    public func beginSignIn(
        redirectURL: URL, scopes: [String] = [], isRenewable: Bool = true
    ) throws -> FeishuSignIn {
        try FeishuSignIn(
            app: try appTokens().app, host: host, redirectURL: redirectURL, scopes: scopes, isRenewable: isRenewable)
    }

    /// Finishes a sign-in with the redirect that the app received: exchanges its code for the tokens of the user.
    ///
    /// Pass the result to `receive(userTokens:for:)` once you know who the user is, for example from `authen.v1.user_info`.
    ///
    /// - Parameters:
    ///   - signIn: The sign-in as it was begun in the same session.
    ///   - redirect: The whole URL of the redirect, with its query.
    /// - Throws: `FeishuSignInFailure` where the user refused or the redirect is not that of this sign-in; `FeishuError` where the
    ///   platform refuses the code, which is valid for five minutes and once.
    public func finishSignIn(_ signIn: FeishuSignIn, redirect: URL) async throws -> FeishuUserTokens {
        try await appTokens().userTokens(for: signIn.code(in: redirect), of: signIn)
    }
}

extension FeishuHost {
    /// Where users sign in.
    fileprivate var signInOrigin: String {
        switch self {
        case .feishu: "https://accounts.feishu.cn"
        case .lark: "https://accounts.larksuite.com"
        default: origin
        }
    }
}

extension Data {
    /// Base64 for URLs, without padding (RFC 4648, section 5).
    fileprivate var base64URL: String {
        base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }
}

extension [String] {
    fileprivate var withoutRepetitions: [String] {
        var seen: Set<String> = []
        return filter { !$0.isEmpty && seen.insert($0).inserted }
    }
}
