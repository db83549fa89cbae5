import FeishuRuntime
import Foundation
import Testing

/// Calls with a key by which the platform recognizes a repeated one.
@Suite struct IdempotencyKeyTests {
    private struct Create: FeishuIdempotentEndpoint {
        static let descriptor = FeishuEndpointDescriptor(
            id: "demo.v1.thing.create", method: .post, path: "/open-apis/demo/v1/things", documentURL: nil)
        var clientToken: String?
        var idempotencyKey: String? {
            get { clientToken }
            set { clientToken = newValue }
        }

        func encode(to parameters: inout FeishuRequestParameters) { parameters.query("client_token", clientToken) }
    }

    /// Makes a call that fails, and returns the queries that were sent.
    private static func queries(_ call: Create, fillsKeys: Bool = true) async -> [String?] {
        let transport = StubTransport(.json("<html>", status: 502))
        let client = FeishuClient(
            tokens: FixedToken(),
            configuration: .init(transport: transport, fillsIdempotencyKeys: fillsKeys, clock: ManualClock()))
        _ = try? await client.send(call)
        return transport.requests.map(\.url.query)
    }

    @Test func theKeyOfACallIsFilledOnceAndKept() async throws {
        let queries = await Self.queries(Create())
        #expect(queries.count == 4)
        #expect(Set(queries).count == 1)
        let key = try #require(queries[0]?.replacing("client_token=", with: ""))
        #expect(UUID(uuidString: key) != nil)
    }

    @Test func everyCallHasItsOwnKey() async {
        let queries = await Self.queries(Create()) + Self.queries(Create())
        #expect(Set(queries).count == 2)
    }

    @Test func aKeyOfTheCallerIsKept() async {
        #expect(await Self.queries(Create(clientToken: "mine")) == Array(repeating: "client_token=mine", count: 4))
    }

    @Test func anEmptyKeyIsNone() async {
        #expect(await Self.queries(Create(clientToken: "")) == ["client_token="])
    }

    @Test func theConfigurationSwitchesThemOff() async {
        #expect(await Self.queries(Create(), fillsKeys: false) == [nil])
    }
}
