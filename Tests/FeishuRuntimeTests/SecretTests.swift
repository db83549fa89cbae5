import Foundation
import Testing

@testable import FeishuRuntime

/// Responses that repeat the token of their request, in places where texts are cut.
@Suite struct SecretTests {
    private struct Get: FeishuEndpoint {
        struct Response: FeishuAllOptionalModel {
            var count: Int?
            var list: [Int]?

            mutating func visitFields(_ visitor: inout some FeishuFieldVisitor) throws {
                try visitor.visit("count", &count)
                try visitor.visit("list", &list)
            }
        }

        static let descriptor = FeishuEndpointDescriptor(
            id: "demo.v1.thing.get", method: .get, path: "/thing", documentURL: "https://example.com")
    }

    private static let bodies = [
        "<html>PAD TOKEN", #"{"code":0,"data":{"count":"PAD TOKEN"}}"#, #"{"code":0,"data":{"list":["PAD TOKEN"]}}"#,
        #"{"code":0,"data":{"list":{"PADTOKEN":{"a":"TOKEN"}}}}"#, #"{"code":0,"data":"PAD TOKEN"}"#,
        #"{"code":0,"data":["PAD TOKEN"]}"#, #"{"code":"PAD TOKEN"}"#, #"["PAD TOKEN"]"#,
        #"{"code":7,"msg":"PAD TOKEN"}"#,
        """
        {"code":7,"error":{"message":"TOKEN","log_id":"TOKEN","troubleshooter":"TOKEN","helps":[{"url":"TOKEN",
        "description":"TOKEN"}],"details":[{"key":"TOKEN","value":"TOKEN"}],
        "permission_violations":[{"scope":"TOKEN","url":"TOKEN","type":"TOKEN","subject":"TOKEN"}],
        "field_violations":[{"field":"TOKEN","value":"TOKEN","description":"TOKEN"}]}}
        """,
    ]

    @Test(arguments: bodies) func aTokenInAResponseIsNotShown(body: String) async throws {
        for padding in stride(from: 0, through: 210, by: 7) {
            let text = body.replacing("PAD", with: String(repeating: ".", count: padding))
                .replacing("TOKEN", with: longSecret)
            let headers = FeishuHTTPHeaders([("X-Tt-Logid", "log \(longSecret)")])
            let transport = StubTransport(.init(status: 200, headers: headers, body: Data(text.utf8)))
            let client = FeishuClient.tested(
                tokens: FeishuFixedTokenProvider(longSecret, kind: .tenant), transport: transport, observer: { _ in })
            do {
                _ = try await client.send(Get())
            } catch {
                expectNoSecret(in: error)
            }
        }
    }

    @Test func aTokenWithEscapesIsNotShown() async throws {
        let escaped = longSecret.utf16.map { String(format: "\\u%04x", Int($0)) }.joined()
        let transport = StubTransport(.json(#"{"code":0,"data":{"count":{"a":"\#(escaped)"},"list":"\#(escaped)"}}"#))
        let client = FeishuClient.tested(
            tokens: FeishuFixedTokenProvider(longSecret, kind: .tenant), transport: transport, observer: { _ in })
        _ = try await client.send(Get())
    }

    @Test func personalDataIsShownOnRequestOnly() async throws {
        let transport = StubTransport(.json(#"{"code":0,"data":["name of a candidate"]}"#))
        for isShown in [false, true] {
            let client = FeishuClient(
                tokens: FixedToken(),
                configuration: .init(transport: transport, clock: ManualClock(), showsExcerpts: isShown))
            let error = try #require(await #expect(throws: FeishuError.self) { try await client.send(Get()) })
            #expect("\(error)".contains("candidate") == isShown)
            #expect(error.localizedDescription.contains("candidate") == isShown)
            #expect(String(reflecting: error).contains("candidate"))
        }
    }
}
