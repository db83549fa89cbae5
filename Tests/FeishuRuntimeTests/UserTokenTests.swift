import Foundation
import Testing

@testable import FeishuRuntime

/// The tokens of users, which are renewed with refresh tokens that can be used only once.
@Suite struct UserTokenTests {
    /// A platform that issues user tokens.
    private actor Platform: FeishuTransport {
        private var generation = 1
        private(set) var refreshes: [String] = []
        private(set) var calls: [String] = []
        private var expired: Set<String> = []

        func expire(_ token: String) { expired.insert(token) }

        func send(_ request: FeishuHTTPRequest) async throws -> FeishuHTTPResponse {
            guard request.url.path == "/open-apis/authen/v2/oauth/token" else {
                let token = request.headers["Authorization"]?.dropFirst("Bearer ".count) ?? ""
                calls.append(String(token))
                return expired.contains(String(token))
                    ? .json(#"{"code":99991677,"msg":"expired"}"#, status: 401) : .json(#"{"code":0}"#)
            }
            let body = try JSONDecoder().decode([String: String].self, from: request.body?.data ?? Data())
            let token = body["refresh_token"] ?? ""
            refreshes.append(token)
            guard token == "secret-r\(generation)", body["client_secret"] == "secret-app" else {
                return .json(#"{"code":20073,"msg":"used \(token)"}"#, status: 400)
            }
            generation += 1
            return .json(
                """
                {"code":0,"access_token":"secret-u\(generation)","expires_in":7200,\
                "refresh_token":"secret-r\(generation)","refresh_token_expires_in":604800}
                """)
        }
    }

    private let platform = Platform()
    private let clock = ManualClock()
    private let store = FeishuMemoryTokenStore()

    private func client(_ store: (any FeishuTokenStore)? = nil) -> FeishuClient {
        .tested(
            app: .custom(id: "a", secret: "secret-app"), tokenStore: store ?? self.store, transport: platform,
            clock: clock)
    }

    private func signIn(_ client: FeishuClient, number: Int = 1) async throws {
        let tokens = FeishuUserTokens(
            accessToken: "secret-u\(number)", expiresAt: Date(timeIntervalSinceNow: 7200),
            refreshToken: "secret-r\(number)")
        expectNoSecret(in: tokens)
        try await client.receive(userTokens: tokens, for: "ou_1")
    }

    @Test func aTokenIsRenewedOnceForAllCalls() async throws {
        let client = client()
        try await signIn(client)
        try await client.user(id: "ou_1").send(Read())
        clock.advance(by: .seconds(7200))
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 1...20 { group.addTask { try await client.user(id: "ou_1").send(Read()) } }
            try await group.waitForAll()
        }
        #expect(await platform.refreshes == ["secret-r1"])
        #expect(await Set(platform.calls) == ["secret-u1", "secret-u2"])
    }

    @Test func aRejectedTokenIsRenewedAndTheCallIsSentOnceMore() async throws {
        let client = client()
        try await signIn(client)
        await platform.expire("secret-u1")
        try await client.user(id: "ou_1").send(Write())
        #expect(await platform.calls == ["secret-u1", "secret-u2"])
    }

    /// A refresh token is invalid once it was used, so the next one must be used by everybody.
    @Test func processesShareTheRefreshToken() async throws {
        let (first, second) = (client(), client())
        try await signIn(first)
        for expired in ["secret-u1", "secret-u2"] {
            await platform.expire(expired)
            try await first.user(id: "ou_1").send(Read())
            try await second.user(id: "ou_1").send(Read())
        }
        #expect(await platform.refreshes == ["secret-r1", "secret-r2"])
    }

    @Test func aRefreshTokenThatCannotBeSavedIsUsedNevertheless() async throws {
        let client = client(BrokenStore())
        try await signIn(client)
        for number in 1...3 {
            await platform.expire("secret-u\(number)")
            try await client.user(id: "ou_1").send(Read())
        }
        #expect(await platform.refreshes == ["secret-r1", "secret-r2", "secret-r3"])
    }

    @Test func aUserWithoutARefreshTokenHasToSignIn() async throws {
        let error = await #expect(throws: FeishuError.self) { try await client().user(id: "ou_1").send(Read()) }
        #expect(
            error?.description
                == "GET /thing failed: no access token: no valid refresh token of user ou_1; sign the user "
                + "in again and pass the tokens to client.receive(userTokens:for:)")
        let fixed = FeishuClient.tested(tokens: FixedToken(), transport: platform)
        await #expect(throws: FeishuError.self) { try await fixed.user(id: "ou_1").send(Read()) }
        await #expect(throws: UnusableApp.self) { try await signIn(fixed) }
    }

    @Test func anExpiredRefreshTokenIsNotSent() async throws {
        let client = client()
        let tokens = FeishuUserTokens(
            accessToken: "secret-u1", expiresAt: Date(timeIntervalSinceNow: -86_400), refreshToken: "secret-r1",
            refreshTokenExpiresAt: Date(timeIntervalSinceNow: -86_400))
        try await client.receive(userTokens: tokens, for: "ou_1")
        await #expect(throws: FeishuError.self) { try await client.user(id: "ou_1").send(Read()) }
        #expect(await platform.refreshes.isEmpty)
    }

    @Test func theLaterIdentityCounts() async throws {
        let client = client()
        try await signIn(client)
        try await client.user(accessToken: "secret-x1").user(id: "ou_1").send(Read())
        try await client.user(id: "ou_1").user(accessToken: "secret-x1").send(Read())
        #expect(await platform.calls == ["secret-u1", "secret-x1"])
    }

    /// The store fails for some time after a token was used.
    private actor FlakyStore: FeishuTokenStore {
        struct Down: Error {}
        private let store = FeishuMemoryTokenStore()
        private var isDown = false

        func setDown(_ isDown: Bool) { self.isDown = isDown }
        private func check() throws { if isDown { throw Down() } }
        func token(for key: FeishuTokenKey) async throws -> FeishuStoredToken? {
            try check()
            return await store.token(for: key)
        }
        func save(_ token: FeishuStoredToken, for key: FeishuTokenKey) async throws {
            try check()
            await store.save(token, for: key)
        }
        func remove(_ token: FeishuStoredToken, for key: FeishuTokenKey) async throws {
            try check()
            await store.remove(token, for: key)
        }
    }

    @Test func aRefreshTokenSurvivesAnOutageOfTheStore() async throws {
        let store = FlakyStore()
        let first = client(store)
        // The memory of this client is all that is left of the token during the outage.
        try await signIn(first)
        await platform.expire("secret-u1")
        await store.setDown(true)
        _ = try? await first.user(id: "ou_1").send(Read())
        await store.setDown(false)
        for number in 2...3 {
            await platform.expire("secret-u\(number)")
            try await first.user(id: "ou_1").send(Read())
        }
        // It was saved again, so another process can go on.
        await platform.expire("secret-u4")
        try await client(store).user(id: "ou_1").send(Read())
        let refreshes = await platform.refreshes
        #expect(refreshes == ["secret-r1", "secret-r2", "secret-r3", "secret-r4"])
    }

    @Test func aSignInWithoutARefreshTokenEndsTheOlderOne() async throws {
        let client = client()
        try await signIn(client)
        try await client.receive(
            userTokens: .init(accessToken: "secret-u9", expiresAt: Date(timeIntervalSinceNow: -86_400)), for: "ou_1")
        await #expect(throws: FeishuError.self) { try await client.user(id: "ou_1").send(Read()) }
        #expect(await platform.refreshes.isEmpty)
    }
}
