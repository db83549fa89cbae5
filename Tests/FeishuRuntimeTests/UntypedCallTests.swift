import FeishuRuntime
import Foundation
import Testing

/// Calls of endpoints without generated code.
@Suite struct UntypedCallTests {
    private static func client(_ transport: StubTransport) -> FeishuClient {
        .tested(tokens: FixedToken(), transport: transport)
    }

    @Test func theCallIsSentLikeAnyOther() async throws {
        let transport = StubTransport(.json(#"{"code": 0, "data": {"items": [{"name": "a"}]}}"#))
        let result = try await Self.client(transport).call(
            .post, "/open-apis/demo/v1/things/1%2F2", query: ["page_size": 20, "id": "a&b", "id": "c"],
            body: ["name": "x", "tags": [1, nil]])
        #expect(result["items"]?[0]?["name"] == "a")
        let request = try #require(transport.requests.first)
        #expect(request.method == .post)
        #expect(
            request.url.absoluteString
                == "https://open.feishu.cn/open-apis/demo/v1/things/1%2F2?page_size=20&id=a%26b&id=c")
        #expect(request.headers["Authorization"]?.hasPrefix("Bearer ") == true)
        #expect(request.body?.data.map { String(decoding: $0, as: UTF8.self) } == #"{"name":"x","tags":[1,null]}"#)
    }

    @Test func valuesOfThePathAreEncodedAndNoneIsEmpty() async throws {
        let transport = StubTransport(.json(#"{"code": 0}"#))
        let client = Self.client(transport)
        try await client.call(.delete, "/open-apis/things/:id/members/:member_id", path: ["member_id": 7, "id": "a/b"])
        #expect(transport.requests.first?.url.path(percentEncoded: true) == "/open-apis/things/a%2Fb/members/7")
        let refused: [KeyValuePairs<String, any FeishuParameterValue>] = [
            [:], ["id": ""], ["id": ".."], ["other": "1"], ["id": "1", "other": "2"],
        ]
        for values in refused {
            await #expect(throws: FeishuError.self) {
                try await client.call(.delete, "/open-apis/things/:id", path: values)
            }
        }
        #expect(transport.requests.count == 1)
    }

    @Test func withoutABodyNoneIsSent() async throws {
        let transport = StubTransport(.json(#"{"code": 0}"#))
        #expect(try await Self.client(transport).call(.get, "/open-apis/demo/v1/things") == .null)
        #expect(transport.requests.first?.body == nil)
        #expect(transport.requests.first?.headers["Content-Type"] == nil)
    }

    @Test(arguments: [
        (FeishuResponseEnvelope.flat, #"{"code": 0, "msg": "", "a": 1}"#), (.none, #"{"a": 1}"#),
        (.data, #"{"code": 0, "data": {"a": 1}}"#),
    ])
    func theEnvelopeDecidesWhatIsReturned(envelope: FeishuResponseEnvelope, body: String) async throws {
        let transport = StubTransport(.json(body))
        let result = try await Self.client(transport).call(.get, "/open-apis/demo/v1/a", envelope: envelope)
        #expect(result["a"] == 1)
    }

    @Test func anErrorNamesTheCall() async throws {
        let transport = StubTransport(.json(#"{"code": 1002001, "msg": "no such thing"}"#, status: 400))
        let error = await #expect(throws: FeishuError.self) {
            try await Self.client(transport).call(.get, "/open-apis/demo/v1/a")
        }
        #expect(error?.code?.rawValue == 1_002_001)
        #expect(error?.endpoint.id == "GET /open-apis/demo/v1/a")
        #expect(error?.description.contains("GET /open-apis/demo/v1/a") == true)
    }

    @Test(arguments: [(FeishuHTTPMethod.get, nil, 4), (.post, nil, 1), (.post, true, 4), (.get, false, 1)])
    func onlyARepeatableCallIsRetried(method: FeishuHTTPMethod, isIdempotent: Bool?, attempts: Int) async throws {
        let transport = StubTransport(.json("<html>", status: 502))
        _ = try? await Self.client(transport).call(method, "/open-apis/demo/v1/a", isIdempotent: isIdempotent)
        #expect(transport.requests.count == attempts)
    }

    @Test(arguments: [
        "open-apis/a", "https://open.feishu.cn/open-apis/a", "/a?b=c", "/a#b", "/a/:id", "/a/{id}", "/a/../b", "/a b",
        "/事", "/a//b", "/a/", "/a/%2e%2E/b", "/a/100%",
    ])
    func aPathThatIsNoneIsNotSent(path: String) async throws {
        let transport = StubTransport(.json(#"{"code": 0}"#))
        let error = await #expect(throws: FeishuError.self) { try await Self.client(transport).call(.get, path) }
        #expect(error?.description.contains("found \"\(path)\"") == true || error?.description.contains(path) == true)
        #expect(transport.requests.isEmpty)
    }
}
