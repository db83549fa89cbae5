import Foundation
import Testing

@testable import FeishuRuntime

/// The sign-in of a user, from the page of consent to the tokens.
@Suite struct SignInTests {
    private let transport = StubTransport(
        .json(
            """
            {"code":0,"access_token":"secret-u1","expires_in":7200,"refresh_token":"secret-r1","refresh_token_expires_in":604800}
            """))
    private let clock = ManualClock()
    private static let redirect = "https://example.com/callback?from=feishu"

    private func client(host: FeishuHost = .feishu, _ transport: StubTransport? = nil) -> FeishuClient {
        FeishuClient(
            app: .custom(id: "cli_a", secret: "secret-app"), host: host,
            configuration: .init(transport: transport ?? self.transport, retries: .none, clock: clock))
    }

    private func begin(scopes: [String] = ["a:read", "b:read write"]) throws -> FeishuSignIn {
        try client().beginSignIn(redirectURL: try #require(URL(string: Self.redirect)), scopes: scopes)
    }

    private static func query(of url: URL) -> [String: String] {
        let items = URLComponents(url: url, resolvingAgainstBaseURL: false)?.queryItems ?? []
        return Dictionary(items.map { ($0.name, $0.value ?? "") }) { first, _ in first }
    }

    private static func callback(_ query: String) throws -> URL {
        try #require(URL(string: "https://example.com/callback?from=feishu&\(query)"))
    }

    @Test func theURLIsThatOfTheDocumentation() throws {
        let signIn = try begin()
        #expect(
            signIn.url.absoluteString.hasPrefix(
                "https://accounts.feishu.cn/open-apis/authen/v1/authorize?client_id=cli_a&"))
        let query = Self.query(of: signIn.url)
        #expect(query["response_type"] == "code" && query["redirect_uri"] == Self.redirect)
        #expect(query["scope"] == "a:read b:read write offline_access")
        #expect(query["state"] == signIn.state && query["code_challenge_method"] == "S256")
        #expect(
            signIn.url.absoluteString.contains("redirect_uri=https%3A%2F%2Fexample.com%2Fcallback%3Ffrom%3Dfeishu&"))
    }

    /// RFC 7636, appendix B.
    @Test func theChallengeIsTheHashOfTheVerifier() {
        let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
        #expect(FeishuSignIn.challenge(of: verifier) == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")
    }

    @Test func everySignInHasItsOwnSecrets() throws {
        let (one, other) = (try begin(), try begin())
        #expect(one.state != other.state && one.verifier != other.verifier && one.verifier.count == 43)
        #expect(!"\(one)".contains(one.verifier) && !String(reflecting: one).contains(one.state))
        let stored = try JSONDecoder().decode(FeishuSignIn.self, from: JSONEncoder().encode(one))
        #expect(stored.state == one.state && stored.verifier == one.verifier && stored.url == one.url)
    }

    @Test func aCodeIsExchangedForTokensThatAreRenewed() async throws {
        let signIn = try begin()
        let tokens = try await client().finishSignIn(
            signIn, redirect: Self.callback("code=secret-code&state=\(signIn.state)"))
        #expect(tokens.accessToken == "secret-u1" && tokens.refresh?.value == "secret-r1")
        expectNoSecret(in: tokens)
        let request = try #require(transport.requests.first)
        #expect(request.url.path == "/open-apis/authen/v2/oauth/token")
        let body = try JSONDecoder().decode([String: String].self, from: request.body?.data ?? Data())
        #expect(
            body == [
                "grant_type": "authorization_code", "client_id": "cli_a", "client_secret": "secret-app",
                "code": "secret-code", "redirect_uri": Self.redirect, "code_verifier": signIn.verifier,
            ])
    }

    @Test(arguments: [
        ("code=code&state=forged", "belongs to another sign-in"),
        ("code=code", "belongs to another sign-in"),
        ("error=access_denied&state=STATE", "did not consent: access_denied"), ("state=STATE", "contains no code"),
    ])
    func anotherRedirectIsRefused(query: String, message: String) async throws {
        let signIn = try begin()
        let redirect = try Self.callback(query.replacing("STATE", with: signIn.state))
        let error = await #expect(throws: FeishuSignInFailure.self) {
            try await client().finishSignIn(signIn, redirect: redirect)
        }
        #expect(error.map { "\($0)".contains(message) } == true)
        #expect(error?.isRefusal == query.contains("access_denied"))
        #expect(transport.requests.isEmpty)
    }

    @Test func aRefusedCodeIsAnErrorWithoutSecrets() async throws {
        let signIn = try begin()
        let refusing = StubTransport(.json(#"{"code":20003,"msg":"used: secret-code"}"#, status: 400))
        let error = await #expect(throws: FeishuError.self) {
            try await client(refusing).finishSignIn(
                signIn, redirect: Self.callback("code=secret-code&state=\(signIn.state)"))
        }
        #expect(error?.code?.rawValue == 20003)
        expectNoSecret(in: error as Any)
    }

    @Test func otherHostsHaveTheirOwnPages() throws {
        let url = try #require(URL(string: Self.redirect))
        #expect(try client(host: .lark).beginSignIn(redirectURL: url).url.host == "accounts.larksuite.com")
        let proxy = try FeishuHost.url(try #require(URL(string: "https://proxy.example.com")))
        #expect(
            try client(host: proxy).beginSignIn(redirectURL: url, isRenewable: false).url.host == "proxy.example.com")
    }

    @Test func aSignInAsksForFiftyScopesAtMost() throws {
        #expect(throws: FeishuSignInFailure.self) { try begin(scopes: (0..<50).map { "scope:\($0)" }) }
        _ = try begin(scopes: (0..<49).map { "scope:\($0)" } + ["scope:1"])
    }

    /// Of the scopes of which any one is sufficient, one that is needed anyway.
    @Test func scopesComeFromTheEndpoints() {
        func endpoint(_ scopes: [String], _ tokens: [FeishuAccessTokenKind] = [.user]) -> FeishuEndpointDescriptor {
            FeishuEndpointDescriptor(
                id: "a", method: .get, path: "/", accessTokens: tokens, scopes: scopes.map { .init($0, "") },
                documentURL: nil)
        }
        let scopes = FeishuSignIn.scopes(of: [
            endpoint(["a", "b"]), endpoint(["b"]), endpoint(["c", "d"]), endpoint(["tenant"], [.tenant]), endpoint([]),
        ])
        #expect(scopes == ["b", "c"])
        // One scope for both is enough.
        #expect(FeishuSignIn.scopes(of: [endpoint(["x", "y"]), endpoint(["z", "y"])]) == ["y"])
    }
}
