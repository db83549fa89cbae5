import Foundation
import HireFixture
import Testing

/// The fetches of the tenant access token of a custom app.
@Suite struct TokenTests {
    private static func token(_ token: String, expire: Int) -> FeishuHTTPResponse {
        .json(#"{"code":0,"msg":"ok","tenant_access_token":"\#(token)","expire":\#(expire)}"#)
    }

    private static func authorizations(of transport: StubTransport) -> [String] {
        transport.requests.compactMap { $0.headers["Authorization"] }
    }

    private static let done = FeishuHTTPResponse.json(#"{"code":0,"data":{}}"#)

    @Test func anExpiredTokenIsFetchedAgain() async throws {
        let transport = StubTransport(
            Self.token("secret-t1", expire: 7200), Self.done, Self.done, Self.token("secret-t2", expire: 7200),
            Self.done)
        let clock = ManualClock()
        let client = FeishuClient.tested(
            app: .custom(id: "a", secret: "secret-app"), transport: transport, clock: clock)
        let call = {
            try await client.hire.v1.ehrImportTask.patch(ehrImportTaskID: "1", body: .init(state: .succeeded))
        }

        try await call()
        clock.advance(by: .seconds(5399))
        try await call()
        clock.advance(by: .seconds(1742))
        try await call()

        #expect(Self.authorizations(of: transport) == ["Bearer secret-t1", "Bearer secret-t1", "Bearer secret-t2"])
        #expect(transport.requests.count == 5)
    }

    @Test func aFailedFetchIsReportedAndNotCached() async throws {
        let transport = StubTransport(
            .json(#"{"code":10014,"msg":"app secret invalid"}"#), Self.token("secret-t1", expire: 7200), Self.done)
        let client = FeishuClient.tested(app: .custom(id: "a", secret: "secret-app"), transport: transport)
        let call = {
            try await client.hire.v1.ehrImportTask.patch(ehrImportTaskID: "1", body: .init(state: .succeeded))
        }

        let error = await #expect(throws: FeishuError.self) { try await call() }
        #expect(error?.code == 10014)
        #expect(
            error?.description
                == "PATCH /open-apis/hire/v1/ehr_import_tasks/:ehr_import_task_id failed: no access token: POST "
                + "/open-apis/auth/v3/tenant_access_token/internal failed: code 10014, \"app secret invalid\"; "
                + "HTTP status 200")
        try await call()
        #expect(Self.authorizations(of: transport) == ["Bearer secret-t1"])
    }

    @Test(arguments: [99991663, 99991664, 99991671])
    func aRejectedTokenIsFetchedAgainAndTheCallIsRepeated(code: Int) async throws {
        let transport = StubTransport(
            Self.token("secret-t1", expire: 7200), .json(#"{"code":\#(code),"msg":"invalid"}"#),
            Self.token("secret-t2", expire: 7200), Self.done)
        let client = FeishuClient.tested(app: .custom(id: "a", secret: "secret-app"), transport: transport)
        try await client.hire.v1.ehrImportTask.patch(ehrImportTaskID: "1", body: .init(state: .succeeded))
        #expect(Self.authorizations(of: transport) == ["Bearer secret-t1", "Bearer secret-t2"])
        #expect(transport.requests.count == 4)
    }

    @Test func aCallIsRepeatedOnlyOnceAfterRejectedTokens() async throws {
        let rejection = FeishuHTTPResponse.json(#"{"code":99991663,"msg":"invalid"}"#, status: 400)
        let transport = StubTransport(
            Self.token("secret-t1", expire: 7200), rejection, Self.token("secret-t2", expire: 7200), rejection)
        let client = FeishuClient.tested(app: .custom(id: "a", secret: "secret-app"), transport: transport)
        let error = await #expect(throws: FeishuError.self) {
            try await client.hire.v1.ehrImportTask.patch(ehrImportTaskID: "1", body: .init(state: .succeeded))
        }
        #expect(error?.code == 99991663 && transport.requests.count == 4)
    }

    @Test func aRejectedTokenThatDoesNotChangeIsNotSentAgain() async throws {
        let transport = StubTransport(.json(#"{"code":99991663,"msg":"invalid"}"#))
        let client = FeishuClient.tested(tokens: FixedToken(), transport: transport)
        await #expect(throws: FeishuError.self) {
            try await client.hire.v1.ehrImportTask.patch(ehrImportTaskID: "1", body: .init(state: .succeeded))
        }
        #expect(transport.requests.count == 1)
    }

    @Test(arguments: [
        #"{"tenant_access_token":"TOKEN","expire":7200}"#, #"{"code":"0","tenant_access_token":"TOKEN"}"#,
        #"{"code":0,"tenant_access_token":"TOKEN"}"#, #"{"code":0,"tenant_access_token":["TOKEN"]}"#,
    ])
    func noErrorShowsAToken(body: String) async throws {
        let client = FeishuClient.tested(
            app: .custom(id: "a", secret: "secret-app"),
            transport: StubTransport(.json(body.replacing("TOKEN", with: "secret-t1"), status: 500)),
            clock: ManualClock())
        let error = await #expect(throws: FeishuError.self) {
            try await client.hire.v1.ehrImportTask.patch(ehrImportTaskID: "1", body: .init(state: .succeeded))
        }
        var dumped = "\(String(reflecting: error)) \(error?.description ?? "")"
        dump(error, to: &dumped)
        #expect(error != nil && !dumped.contains("secret-t1"))
    }

    @Test func clientsShowNoSecret() async throws {
        let transport = StubTransport(
            Self.token("secret-t1", expire: 7200), .json(#"{"code":99991663,"msg":"invalid"}"#),
            Self.token("secret-t2", expire: 7200), Self.done)
        let client = FeishuClient.tested(app: .custom(id: "a", secret: "secret-app"), transport: transport)
        try await client.send(Read())
        expectNoSecret(in: client.user(accessToken: "secret-u1"))
        expectNoSecret(in: client.with(FeishuCallOptions(headers: ["X-Key": "secret-key"])))
    }

    /// An error shows the start of a body, and a secret that is cut off there is one nevertheless.
    @Test(arguments: 180...200)
    func aSecretAtTheEndOfAnExcerptIsHidden(offset: Int) async throws {
        let pages = [
            "<" + String(repeating: "a", count: offset) + "secret-fixed",
            #"{"code":0,"data":{"id":["\#(String(repeating: "a", count: offset - 120))secret-fixed"]}}"#,
        ]
        for page in pages {
            let events = Recorder<String>()
            let client = FeishuClient.tested(
                tokens: FixedToken(), transport: StubTransport(.json(page, logID: "secret-fixed")), retries: .none
            ) { events.record("\($0)") }
            do {
                let response = try await client.response(to: ReadID())
                // What the caller gets is what the platform sent.
                #expect(response.http.headers["x-tt-logid"] == "secret-fixed")
            } catch {
                expectNoSecret(in: error)
            }
            #expect(!events.recorded.contains { $0.contains("secret-") })
        }
    }

    @Test func theErrorOfATokenStoreIsScrubbed() async throws {
        struct TalkativeStore: FeishuTokenStore {
            struct Failure: Error { let token: String }
            func token(for key: FeishuTokenKey) async throws -> FeishuStoredToken? { nil }
            func save(_ token: FeishuStoredToken, for key: FeishuTokenKey) async throws {
                throw Failure(token: token.value)
            }
            func remove(_ token: FeishuStoredToken, for key: FeishuTokenKey) async throws {
                throw Failure(token: token.value)
            }
        }
        let failures = Recorder<String>()
        let client = FeishuClient.tested(
            app: .custom(id: "a", secret: "secret-app"), tokenStore: TalkativeStore(),
            transport: StubTransport(Self.token("secret-t1", expire: 7200), Self.done)
        ) { if case .tokenStoreFailed = $0 { failures.record("\($0)") } }
        try await client.send(Read())
        #expect(failures.recorded.count == 1)
    }

    /// Of two identities the later one counts.
    @Test func theLaterIdentityWins() async throws {
        let transport = StubTransport(Self.done)
        let client = FeishuClient.tested(tokens: FixedToken(), transport: transport)
        let provider = FeishuFixedTokenProvider("secret-provider", kind: .user)
        try await client.with(.init(tokens: provider)).user(accessToken: "secret-user").send(Read())
        try await client.user(accessToken: "secret-user").with(.init(tokens: provider)).send(Read())
        try await client.user(accessToken: "secret-user").with(.init(requestID: "r")).send(Read())
        #expect(
            Self.authorizations(of: transport) == [
                "Bearer secret-user", "Bearer secret-provider", "Bearer secret-user",
            ])
    }

    /// A provider that gives another user token after a rejection.
    @Test(arguments: [99991668, 99991677])
    func aRejectedUserTokenIsReportedAndReplacedOnce(code: Int) async throws {
        actor Provider: FeishuTokenProvider {
            nonisolated let kinds: [FeishuAccessTokenKind] = [.user]
            private var count = 1
            private(set) var rejected: [String] = []

            func accessToken(accepting kinds: [FeishuAccessTokenKind], tenantKey: String?) -> String {
                "secret-u\(count)"
            }

            func reject(_ token: String) {
                rejected.append(token)
                count += 1
            }
        }
        let rejection = FeishuHTTPResponse.json(#"{"code":\#(code),"msg":"invalid"}"#, status: 401)
        let provider = Provider()
        let transport = StubTransport(rejection, Self.done)
        try await FeishuClient.tested(tokens: provider, transport: transport).send(Read())
        #expect(Self.authorizations(of: transport) == ["Bearer secret-u1", "Bearer secret-u2"])
        #expect(await provider.rejected == ["secret-u1"])
        // The same token is not sent again.
        let fixed = StubTransport(rejection)
        let client = FeishuClient.tested(tokens: FixedToken(), transport: fixed)
        await #expect(throws: FeishuError.self) {
            try await client.user(accessToken: "secret-u1").send(Read())
        }
        #expect(fixed.requests.count == 1)
    }

    @Test func aFetchUsesTheRetryPolicyOfTheClient() async throws {
        let transport = StubTransport(.json("<html>", status: 503))
        let client = FeishuClient.tested(
            app: .custom(id: "a", secret: "secret-app"), transport: transport, retries: .none)
        await #expect(throws: FeishuError.self) { try await client.send(Read()) }
        #expect(transport.requests.count == 1)
    }

    @Test func tokensInResponsesAreHiddenInErrors() async throws {
        let body = #"""
            {"code":7,"msg":"token secret-fixed","error":{"log_id":"secret-fixed","message":"secret-fixed",
             "field_violations":[{"field":"a","value":"secret-fixed","description":"secret-fixed is bad"}],
             "permission_violations":[{"scope":"secret-fixed","type":"secret-fixed","subject":"secret-fixed"}],
             "helps":[{"url":"https://example.com?t=secret-fixed"}],"details":[{"key":"secret-fixed","value":"secret-fixed"}]}}
            """#
        let client = FeishuClient.tested(tokens: FixedToken(), transport: StubTransport(.json(body)))
        let error = await #expect(throws: FeishuError.self) { try await client.send(Read()) }
        #expect(error?.details?.fieldViolations?.first?.description == "<secret> is bad")
    }

    private struct UserCall: FeishuEndpoint {
        static let descriptor = FeishuEndpointDescriptor(
            id: "demo.v1.me.get", method: .get, path: "/me", accessTokens: [.user], documentURL: "https://example.com")
    }

    @Test func aCallOnBehalfOfAUserUsesTheUserToken() async throws {
        let transport = StubTransport(Self.done)
        let client = FeishuClient.tested(app: .custom(id: "a", secret: "secret-app"), transport: transport)
        try await client.user(accessToken: "secret-u1").send(UserCall())
        #expect(Self.authorizations(of: transport) == ["Bearer secret-u1"])
        #expect(transport.requests.count == 1)
    }

    @Test func anUnsupportedTokenKindIsReported() async throws {
        let transport = StubTransport(Self.done)
        let client = FeishuClient.tested(app: .custom(id: "a", secret: "secret-app"), transport: transport)
        let error = await #expect(throws: FeishuError.self) { try await client.send(UserCall()) }
        #expect(
            error?.description
                == "GET /me failed: expected an access token of kind user, but the client has tenant or app")
        #expect(transport.requests.isEmpty)
    }

    @Test func aFetchIsRetriedAfterATransientFailure() async throws {
        let transport = StubTransport(.json("<html>", status: 503), Self.token("secret-t1", expire: 7200), Self.done)
        let client = FeishuClient.tested(
            app: .custom(id: "a", secret: "secret-app"), transport: transport, clock: ManualClock())
        try await client.send(Read())
        #expect(Self.authorizations(of: transport) == ["Bearer secret-t1"])
    }

    @Test(arguments: ["", "t1\r\nX-Evil: 1", "t1\n", "t 1"])
    func anInvalidTokenIsNotSent(token: String) async throws {
        let transport = StubTransport(Self.done)
        let client = FeishuClient.tested(tokens: FeishuFixedTokenProvider(token, kind: .tenant), transport: transport)
        await #expect(throws: FeishuError.self) { try await client.send(Read()) }
        #expect(transport.requests.isEmpty)
    }

    @Test func anErrorOfTheProviderFailsTheCall() async throws {
        struct Locked: Error {}
        struct Provider: FeishuTokenProvider {
            func accessToken(accepting kinds: [FeishuAccessTokenKind], tenantKey: String?) async throws -> String {
                throw Locked()
            }
        }
        let client = FeishuClient.tested(tokens: Provider(), transport: StubTransport(Self.done))
        let error = await #expect(throws: FeishuError.self) { try await client.send(Read()) }
        guard case .token(let cause) = error?.reason else {
            Issue.record("expected a token failure")
            return
        }
        #expect(cause is Locked && error?.endpoint.id == "demo.v1.thing.get")
    }
}

/// A GET request whose response has a field.
private struct ReadID: FeishuEndpoint {
    struct Response: FeishuAllOptionalModel {
        var id: Int?

        mutating func visitFields(_ visitor: inout some FeishuFieldVisitor) throws { try visitor.visit("id", &id) }
    }

    static let descriptor = FeishuEndpointDescriptor(
        id: "a.v1.b.get", method: .get, path: "/thing", documentURL: "https://example.com")
}
