import Foundation
import Testing

@testable import FeishuRuntime

/// The sharing of tokens between clients and processes.
@Suite struct TokenStoreTests {
    private static let app = FeishuApp.custom(id: "a", secret: "secret-app")
    private static let done = FeishuHTTPResponse.json(#"{"code":0}"#)

    private static func token(_ token: String) -> FeishuHTTPResponse {
        .json(#"{"code":0,"tenant_access_token":"\#(token)","expire":7200}"#)
    }

    private static func authorizations(of transport: StubTransport) -> [String] {
        transport.requests.compactMap { $0.headers["Authorization"] }
    }

    @Test func clientsWithTheSameStoreShareTokens() async throws {
        let store = FeishuMemoryTokenStore()
        let transport = StubTransport(Self.token("secret-t1"), Self.done)
        for _ in 1...3 {
            try await FeishuClient.tested(app: Self.app, tokenStore: store, transport: transport).send(Read())
        }
        #expect(Self.authorizations(of: transport) == ["Bearer secret-t1", "Bearer secret-t1", "Bearer secret-t1"])
        #expect(transport.requests.count == 4)
    }

    @Test func tokensOfOtherAppsSecretsAndHostsAreNotUsed() async throws {
        let store = FeishuMemoryTokenStore()
        let clients: [(FeishuApp, FeishuHost)] = [
            (Self.app, .feishu), (Self.app, .lark), (.custom(id: "a", secret: "secret-wrong"), .feishu),
            (.custom(id: "b", secret: "secret-app"), .feishu),
        ]
        for (index, (app, host)) in clients.enumerated() {
            let transport = StubTransport(Self.token("secret-t\(index)"), Self.done)
            try await FeishuClient.tested(app: app, host: host, tokenStore: store, transport: transport).send(Read())
            #expect(Self.authorizations(of: transport) == ["Bearer secret-t\(index)"])
        }
    }

    @Test func keysAreUniqueAndContainNoSecret() {
        func key(
            _ kind: FeishuTokenKey.Kind = .tenant, _ host: FeishuHost = .feishu, id: String = "a", digest: String = "d",
            tenant: String? = nil
        ) -> FeishuTokenKey {
            FeishuTokenKey(
                kind, host: host, app: .custom(id: id, secret: "secret-app"), secretDigest: digest, tenantKey: tenant)
        }
        let keys = [
            key(), key(.app), key(.appTicket), key(.tenant, .lark), key(id: "a/d"), key(id: "b"), key(digest: "e"),
            key(tenant: ""), key(tenant: "x"), key(tenant: "x/"),
        ]
        #expect(Set(keys).count == keys.count && Set(keys.map(\.text)).count == keys.count)
        for key in keys { expectNoSecret(in: key) }
        #expect(keys[8].description == "tenant_access_token of a for tenant x at https://open.feishu.cn")
    }

    @Test func aRejectedTokenInTheStoreIsNotUsedAgain() async throws {
        /// A store that does not remove tokens.
        struct StubbornStore: FeishuTokenStore {
            let memory = FeishuMemoryTokenStore()
            func token(for key: FeishuTokenKey) async throws -> FeishuStoredToken? { await memory.token(for: key) }
            func save(_ token: FeishuStoredToken, for key: FeishuTokenKey) async throws {
                await memory.save(token, for: key)
            }
            func remove(_ token: FeishuStoredToken, for key: FeishuTokenKey) async throws {}
        }
        let transport = StubTransport(
            Self.token("secret-t1"), .json(#"{"code":99991663,"msg":"Invalid access token secret-t1"}"#),
            Self.token("secret-t2"), Self.done)
        try await FeishuClient.tested(app: Self.app, tokenStore: StubbornStore(), transport: transport).send(Read())
        #expect(Self.authorizations(of: transport) == ["Bearer secret-t1", "Bearer secret-t2"])
    }

    @Test func tokensRoundTripThroughJSONWithISO8601Dates() async throws {
        let store = FeishuMemoryTokenStore()
        let key = FeishuTokenKey(.tenant, host: .feishu, app: Self.app, secretDigest: "d")
        let cache = TokenCache(timeline: Timeline(ManualClock()), store: store) { _, _ in
            .init(token: Secret("secret-t1"), lifetime: .seconds(7200))
        }
        _ = try await cache.token(for: key)
        let token = try #require(await store.token(for: key))
        let coder = (JSONEncoder(), JSONDecoder())
        coder.0.dateEncodingStrategy = .iso8601
        coder.1.dateDecodingStrategy = .iso8601
        #expect(try coder.1.decode(FeishuStoredToken.self, from: coder.0.encode(token)) == token)
        #expect(!key.text.contains("/"))
    }

    @Test func aRejectedTokenIsRemovedFromTheStore() async throws {
        let store = FeishuMemoryTokenStore()
        let transport = StubTransport(
            Self.token("secret-t1"), .json(#"{"code":99991663,"msg":"no"}"#), Self.token("secret-t2"), Self.done)
        try await FeishuClient.tested(app: Self.app, tokenStore: store, transport: transport).send(Read())
        try await FeishuClient.tested(app: Self.app, tokenStore: store, transport: transport).send(Read())
        #expect(Self.authorizations(of: transport).last == "Bearer secret-t2")
        #expect(transport.requests.count == 5)
    }

    @Test func aFailingStoreDoesNotFailCalls() async throws {
        let failures = Recorder<String>()
        let transport = StubTransport(Self.token("secret-t1"), Self.done)
        let client = FeishuClient.tested(app: Self.app, tokenStore: BrokenStore(), transport: transport) { event in
            if case .tokenStoreFailed(let key, _) = event { failures.record(key.kind.rawValue) }
        }
        try await client.send(Read())
        try await client.send(Read())
        #expect(failures.recorded == ["tenant_access_token", "tenant_access_token"])
        #expect(transport.requests.count == 3)
    }

    @Test func aNewerTokenOfAnotherProcessIsUsedInsteadOfAFetch() async throws {
        let store = FeishuMemoryTokenStore()
        let clock = ManualClock()
        let key = FeishuTokenKey(.tenant, host: .feishu, app: Self.app, secretDigest: "d")
        let timeline = Timeline(clock)
        let cache = TokenCache(timeline: timeline, store: store) { _, _ in
            .init(token: Secret("secret-t1"), lifetime: .seconds(7200))
        }
        #expect(try await cache.token(for: key) == "secret-t1")
        clock.advance(by: .seconds(6000))
        await store.save(
            FeishuStoredToken(value: "secret-t2", expiresAt: timeline.date.addingTimeInterval(7200)), for: key)
        while try await cache.token(for: key) != "secret-t2" { await Task.yield() }
    }

    @Test func aStoredTokenRoundTripsAndIsNotPrinted() throws {
        let token = FeishuStoredToken(value: "secret-t1", expiresAt: Date(timeIntervalSince1970: 1))
        #expect(try JSONDecoder().decode(FeishuStoredToken.self, from: JSONEncoder().encode(token)) == token)
        expectNoSecret(in: token)
    }

    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
        (String(repeating: "a", count: 1000), "41edece42d63e8d9bf515a9ba6932e1c20cbc9f5a5d134645adb5db1b9737ea3"),
    ])
    func theDigestMatchesTheStandard(text: String, digest: String) {
        #expect(SHA256.hexDigest(of: text) == digest)
    }
}
