import Foundation
import HireFixture
import Testing

/// The tokens of a store app: app ticket, app access token, and tenant access token.
@Suite struct StoreAppTests {
    /// A simulated platform for one store app, which pushes a ticket on request.
    private final class Platform: FeishuTransport, @unchecked Sendable {
        private let lock = NSLock()
        private var calls: [String] = []
        private let validTicket: String
        private let push: (@Sendable () async throws -> Void)?
        private var rejectedAppTokens: Set<String>

        init(
            validTicket: String = "secret-ticket", rejecting appTokens: Set<String> = [],
            push: (@Sendable () async throws -> Void)? = nil
        ) {
            self.validTicket = validTicket
            self.push = push
            rejectedAppTokens = appTokens
        }

        /// The last path component of each token request, and the `Authorization` header of each other request.
        var log: [String] { lock.withLock { calls } }

        func send(_ request: FeishuHTTPRequest) async throws -> FeishuHTTPResponse {
            let body = try request.body?.data.map { try JSONDecoder().decode([String: String].self, from: $0) } ?? [:]
            let name = request.url.lastPathComponent
            let count = lock.withLock {
                calls.append(request.headers["Authorization"] ?? name)
                return calls.count { $0 == name }
            }
            switch name {
            case "resend":
                #expect(body == ["app_id": "cli_a", "app_secret": "secret-app"])
                try await push?()
                return .json(#"{"code":0,"msg":"ok"}"#)
            case "app_access_token":
                guard body["app_ticket"] == validTicket else {
                    return .json(#"{"code":10012,"msg":"secret-ticket bad"}"#)
                }
                #expect(body["app_id"] == "cli_a" && body["app_secret"] == "secret-app")
                return .json(#"{"code":0,"msg":"ok","app_access_token":"secret-a\#(count)","expire":7200}"#)
            case "tenant_access_token":
                let appToken = body["app_access_token"] ?? ""
                if lock.withLock({ rejectedAppTokens.contains(appToken) }) {
                    return .json(#"{"code":99991664,"msg":"invalid app token \#(appToken)"}"#)
                }
                let tenant = body["tenant_key"] ?? ""
                return .json(#"{"code":0,"tenant_access_token":"secret-\#(tenant)-\#(count)","expire":7200}"#)
            default: return .json(#"{"code":0}"#)
            }
        }
    }

    private let clock = ManualClock()
    private let store = FeishuMemoryTokenStore()

    private func client(_ platform: Platform) -> FeishuClient {
        .tested(
            app: .store(id: "cli_a", secret: "secret-app"), tokenStore: store, transport: platform, clock: clock)
    }

    @Test func eachTenantHasItsOwnTokenAndAllShareTheAppToken() async throws {
        let platform = Platform()
        let client = client(platform)
        try await client.receive(appTicket: "secret-ticket")
        for tenant in ["x", "y", "x"] { try await client.tenant(key: tenant).send(Read()) }
        #expect(
            platform.log == [
                "app_access_token", "tenant_access_token", "Bearer secret-x-1", "tenant_access_token",
                "Bearer secret-y-2", "Bearer secret-x-1",
            ])
    }

    @Test func aMissingTicketIsRequestedAndAwaited() async throws {
        let receiver = client(Platform())
        let platform = Platform { try await receiver.receive(appTicket: "secret-ticket") }
        try await client(platform).tenant(key: "x").send(Read())
        #expect(platform.log == ["resend", "app_access_token", "tenant_access_token", "Bearer secret-x-1"])
    }

    @Test func aTicketIsUsedEvenIfTheStoreFails() async throws {
        let platform = Platform()
        let client = FeishuClient.tested(
            app: .store(id: "cli_a", secret: "secret-app"), tokenStore: BrokenStore(), transport: platform)
        try await client.receive(appTicket: "secret-ticket")
        try await client.tenant(key: "x").send(Read())
        #expect(platform.log == ["app_access_token", "tenant_access_token", "Bearer secret-x-1"])
    }

    /// A store that keeps an older ticket, because it can be read only.
    @Test func aReceivedTicketIsUsedThoughTheStoreKeepsAnOlderOne() async throws {
        struct ReadOnlyStore: FeishuTokenStore {
            func token(for key: FeishuTokenKey) async throws -> FeishuStoredToken? {
                key.kind == .appTicket ? .init(value: "secret-older", expiresAt: nil) : nil
            }
            func save(_ token: FeishuStoredToken, for key: FeishuTokenKey) async throws { throw BrokenStore.Broken() }
            func remove(_ token: FeishuStoredToken, for key: FeishuTokenKey) async throws { throw BrokenStore.Broken() }
        }
        let platform = Platform()
        let client = FeishuClient.tested(
            app: .store(id: "cli_a", secret: "secret-app"), tokenStore: ReadOnlyStore(), transport: platform)
        try await client.receive(appTicket: "secret-ticket")
        try await client.tenant(key: "x").send(Read())
        #expect(platform.log == ["app_access_token", "tenant_access_token", "Bearer secret-x-1"])
    }

    @Test func aTicketThatIsNeverReceivedIsReported() async throws {
        let platform = Platform()
        let error = await #expect(throws: FeishuError.self) {
            try await client(platform).tenant(key: "x").send(Read())
        }
        #expect(
            error?.description
                == "GET /thing failed: no access token: no app ticket received for cli_a; pass the ticket of each "
                + "app_ticket event to client.receive(appTicket:)")
        #expect(platform.log == ["resend"])
        #expect(clock.now.offset == .seconds(30))
    }

    @Test func anExpiredTicketIsReplaced() async throws {
        let receiver = client(Platform())
        let platform = Platform(validTicket: "secret-new") { try await receiver.receive(appTicket: "secret-new") }
        let client = client(platform)
        try await client.receive(appTicket: "secret-ticket")
        try await client.tenant(key: "x").send(Read())
        #expect(
            platform.log == [
                "app_access_token", "resend", "app_access_token", "tenant_access_token", "Bearer secret-x-1",
            ])
    }

    @Test func aRejectedAppTokenIsFetchedAgain() async throws {
        let platform = Platform(rejecting: ["secret-a1"])
        let client = client(platform)
        try await client.receive(appTicket: "secret-ticket")
        try await client.tenant(key: "x").send(Read())
        #expect(
            platform.log == [
                "app_access_token", "tenant_access_token", "app_access_token", "tenant_access_token",
                "Bearer secret-x-2",
            ])
    }

    private struct AppCall: FeishuEndpoint {
        static let descriptor = FeishuEndpointDescriptor(
            id: "demo.v1.app.get", method: .get, path: "/app", accessTokens: [.app], documentURL: "https://example.com")
    }

    @Test func anEndpointForAppsGetsTheAppToken() async throws {
        let platform = Platform()
        let client = client(platform)
        try await client.receive(appTicket: "secret-ticket")
        try await client.tenant(key: "x").send(AppCall())
        #expect(platform.log == ["app_access_token", "Bearer secret-a1"])
    }

    @Test func aCustomAppFetchesItsAppToken() async throws {
        let transport = StubTransport(
            .json(#"{"code":0,"app_access_token":"secret-a1","tenant_access_token":"secret-t1","expire":7200}"#),
            .json(#"{"code":0}"#))
        let client = FeishuClient.tested(app: .custom(id: "a", secret: "secret-app"), transport: transport)
        try await client.send(AppCall())
        #expect(transport.requests.map(\.url.path) == ["/open-apis/auth/v3/app_access_token/internal", "/app"])
        #expect(transport.requests[1].headers["Authorization"] == "Bearer secret-a1")
    }

    @Test func anUnsupportedAppTypeIsReported() async throws {
        let custom = FeishuClient.tested(
            app: .custom(id: "a", secret: "secret-app"), transport: StubTransport(.json("{}")))
        let cases: [(FeishuClient, String)] = [
            (client(Platform()), "a store app must specify the tenant; use client.tenant(key:)"),
            (custom.tenant(key: "x"), "a custom app can only call for its own tenant; remove the tenant key"),
        ]
        for (client, reason) in cases {
            let error = await #expect(throws: FeishuError.self) { try await client.send(Read()) }
            #expect(error?.description == "GET /thing failed: no access token: " + reason)
        }
        await #expect(throws: (any Error).self) { try await custom.receive(appTicket: "secret-ticket") }
    }
}
