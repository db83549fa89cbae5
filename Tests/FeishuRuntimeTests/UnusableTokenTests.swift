import Foundation
import Testing

@testable import FeishuRuntime

/// Tokens that no request can contain, which one response must not make fail all later calls.
@Suite struct UnusableTokenTests {
    private static func issued(_ token: String) throws -> FeishuHTTPResponse {
        let body: FeishuJSONValue = ["code": 0, "tenant_access_token": .string(token), "expire": 7200]
        return .json(String(decoding: try JSONEncoder().encode(body), as: UTF8.self))
    }

    @Test(arguments: ["bad token", "bad-t\r\nX-A: b", "bad-\u{0}", "bad-\u{7F}", "bad-é", ""])
    func anUnusableTokenIsNeitherCachedNorStored(token: String) async throws {
        let transport = StubTransport(
            try Self.issued(token), try Self.issued("secret-good"), .json(#"{"code":0}"#))
        let store = FeishuMemoryTokenStore()
        let client = FeishuClient.tested(
            app: .custom(id: "a", secret: "secret-app"), tokenStore: store, transport: transport)
        let error = await #expect(throws: FeishuError.self) { try await client.send(Read()) }
        #expect(error?.description.contains("access token") == true)
        try await client.send(Read())
        #expect(transport.requests.last?.headers["Authorization"] == "Bearer secret-good")
    }

    @Test func anUnusableStoredTokenIsFetchedAgain() async throws {
        let transport = StubTransport(try Self.issued("secret-good"), .json(#"{"code":0}"#))
        let store = FeishuMemoryTokenStore()
        let app = FeishuApp.custom(id: "a", secret: "secret-app")
        let key = FeishuTokenKey(.tenant, host: .feishu, app: app, secretDigest: SHA256.hexDigest(of: "secret-app"))
        await store.save(.init(value: "bad token", expiresAt: Date(timeIntervalSinceNow: 7200)), for: key)
        try await FeishuClient.tested(app: app, tokenStore: store, transport: transport).send(Read())
        #expect(transport.requests.count == 2)
    }

    @Test func aCacheOfTokensIsBounded() async throws {
        let cache = TokenCache(timeline: Timeline(ManualClock())) { _, _ in
            .init(token: Secret("secret-t"), lifetime: .seconds(7200))
        }
        for number in 0...TokenCache.capacity {
            let key = FeishuTokenKey(
                .user, host: .feishu, app: .custom(id: "a", secret: "s"), secretDigest: "d", userID: "\(number)")
            _ = try await cache.token(for: key)
        }
        #expect(await cache.count <= TokenCache.capacity)
    }

    @Test func tokensThatCannotBeSavedAreBounded() async {
        let unsaved = UnsavedTokens()
        let store = ReportingStore(store: BrokenStore(), timeline: Timeline(ManualClock()), observer: nil)
        for number in 0...UnsavedTokens.capacity {
            let key = FeishuTokenKey(
                .refresh, host: .feishu, app: .custom(id: "a", secret: "s"), secretDigest: "d", userID: "\(number)")
            await unsaved.replace(with: .init(value: "\(number)", expiresAt: nil), for: key, in: store)
        }
        #expect(await unsaved.count == UnsavedTokens.capacity)
    }
}
