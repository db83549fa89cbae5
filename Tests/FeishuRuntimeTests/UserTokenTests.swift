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

    /// A store in which another client saves what it got after a few reads.
    private actor LateStore: FeishuTokenStore {
        private let store = FeishuMemoryTokenStore()
        private var reads = 0
        private let late: @Sendable (FeishuMemoryTokenStore, FeishuTokenKey) async -> Void

        init(late: @escaping @Sendable (FeishuMemoryTokenStore, FeishuTokenKey) async -> Void) { self.late = late }

        func token(for key: FeishuTokenKey) async throws -> FeishuStoredToken? {
            if key.kind == .user {
                reads += 1
                if reads == 5 { await late(store, key) }
            }
            return await store.token(for: key)
        }
        func save(_ token: FeishuStoredToken, for key: FeishuTokenKey) async throws {
            await store.save(token, for: key)
        }
        func remove(_ token: FeishuStoredToken, for key: FeishuTokenKey) async throws {
            await store.remove(token, for: key)
        }
    }

    /// Of several clients that renew at once, the platform refuses all but one.
    @Test func aClientWaitsForWhatAnotherOneSaves() async throws {
        let store = LateStore { store, key in
            await store.save(.init(value: "secret-u9", expiresAt: Date(timeIntervalSinceNow: 20_000)), for: key)
        }
        let client = client(store)
        try await signIn(client, number: 7)
        clock.advance(by: .seconds(7200))
        try await client.user(id: "ou_1").send(Read())
        #expect(await platform.refreshes == ["secret-r7"])
        #expect(await platform.calls == ["secret-u9"])
    }

    @Test func aClientThatWaitsInVainReportsTheRefusal() async throws {
        let client = client()
        try await signIn(client, number: 7)
        clock.advance(by: .seconds(7200))
        let error = await #expect(throws: FeishuError.self) { try await client.user(id: "ou_1").send(Read()) }
        #expect(error?.code == 20073)
        #expect(await platform.refreshes == ["secret-r7"])
        #expect(clock.slept.reduce(.zero, +) >= .seconds(12))
    }

    /// While a token is renewed, the user signs in again.
    @Test func aRenewalDoesNotReplaceWhatIsNewer() async throws {
        let gate = AsyncStream.makeStream(of: Void.self)
        let isWaiting = AsyncStream.makeStream(of: Void.self)
        let store = FeishuMemoryTokenStore()
        let transport = ClosureTransport { [platform] request in
            if request.url.path == "/open-apis/authen/v2/oauth/token" {
                isWaiting.continuation.yield()
                for await _ in gate.stream { break }
            }
            return try await platform.send(request)
        }
        let client = FeishuClient.tested(
            app: .custom(id: "a", secret: "secret-app"), tokenStore: store, transport: transport, clock: clock)
        try await signIn(client)
        await platform.expire("secret-u1")
        let call = Task { try await client.user(id: "ou_1").send(Read()) }
        for await _ in isWaiting.stream { break }
        try await signIn(client, number: 8)
        gate.continuation.yield()
        _ = try await call.value
        #expect(await platform.calls == ["secret-u1", "secret-u8"])
        try await client.user(id: "ou_1").send(Read())
        #expect(await platform.calls.last == "secret-u8")
        // What other processes find in the store is the new sign-in too.
        let other = FeishuClient.tested(
            app: .custom(id: "a", secret: "secret-app"), tokenStore: store, transport: platform, clock: clock)
        try await other.user(id: "ou_1").send(Read())
        #expect(await platform.calls.last == "secret-u8")
        #expect(await platform.refreshes == ["secret-r1"])
        await platform.expire("secret-u8")
        await #expect(throws: FeishuError.self) { try await other.user(id: "ou_1").send(Read()) }
        #expect(await platform.refreshes == ["secret-r1", "secret-r8"])
    }

    @Test(arguments: ["bad-a b", "bad-a\r\nX: y", "bad-\0", "bad-é", ""])
    func anUnusableTokenOfASignInIsRefused(token: String) async throws {
        let tokens = FeishuUserTokens(accessToken: token, expiresAt: Date(timeIntervalSinceNow: 7200))
        await #expect(throws: UnusableToken.self) { try await client().receive(userTokens: tokens, for: "ou_1") }
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
